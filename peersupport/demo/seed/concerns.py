"""Worries about people: one closed and talked through, one that somebody has, one that nobody has taken yet."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from peersupport.people.models import SupportedPerson
from peersupport.safety import services
from peersupport.safety.models import Concern, RepairTalk

from .cast import Cast, living
from .data import load

COMPOSED = (
    "where",
    "tried_talk",
    "tried_plan",
    "tried_others",
    "talked_first",
    "is_close",
    "not_enough",
    "limit",
)


def worry_about_people(cast: Cast) -> None:
    """Whoever is on call at that moment is asked. Where nobody was, it stands as it would: nobody has it."""
    for told in load("concerns"):
        _worry(cast, told)
    services.enter_steps()


def _worry(cast: Cast, told: dict[str, Any]) -> None:
    by = cast.users[told["by"]]
    person = SupportedPerson.objects.get(agency=cast.agency, chosen_name=told["person"])
    at = _moment(cast, told)
    if "think" in told:
        with living(at - timedelta(minutes=told["think"]), by):
            thought = services.think_aloud(key=uuid.uuid4(), by=by)
        with living(at - timedelta(minutes=5), by):
            services.close_concern(concern=thought, ending="together", by=by)
    with living(at, by):
        concern = services.record_concern(key=uuid.uuid4(), sentence=told["sentence"], person=person, by=by)
        said = {name: told[name] for name in COMPOSED if name in told}
        services.say_more(concern=concern, said=said, wishes=tuple(told.get("wishes", ())), by=by)
    if "taken" in told and concern.stands_with is not None:
        _taken(concern, told, at)
    if "closed" in told:
        _closed(cast, concern, told, at)


def _moment(cast: Cast, told: dict[str, Any]) -> datetime:
    if "minutes_ago" in told:
        return cast.now - timedelta(minutes=told["minutes_ago"])
    return cast.at(told["days_ago"], *told["at"])


def _taken(concern: Concern, told: dict[str, Any], at: datetime) -> None:
    holder = concern.stands_with
    assert holder is not None
    with living(at + timedelta(minutes=told["taken"]), holder):
        services.take_concern(concern=concern, by=holder)
    if "tried" in told:
        with living(at + timedelta(minutes=46), holder):
            services.start_acting(
                concern=concern,
                tried=told["tried"],
                asked=told["asked"],
                smallest=told["smallest"],
                by=holder,
            )
    with living(at + timedelta(minutes=told.get("closed", 90) - 20), holder):
        services.write_step(concern=concern, words=told["said"], by=holder)


def _closed(cast: Cast, concern: Concern, told: dict[str, Any], at: datetime) -> None:
    concern.refresh_from_db()
    closer = concern.acknowledged_by or concern.raised_by
    with living(at + timedelta(minutes=told["closed"] - 5), concern.raised_by):
        services.tell_person(concern=concern, how=told["told"], by=concern.raised_by)
    with living(at + timedelta(minutes=told["closed"]), closer):
        for wish, answer in zip(concern.wishes.all(), told["answers"], strict=True):
            services.answer_wish(wish=wish, answer=answer, by=closer)
        services.close_concern(concern=concern, ending=told["ending"], by=closer)
    talk = RepairTalk.objects.select_related("person__user", "concern").get(concern=concern)
    day = cast.at(told["repair"], 9)
    if talk.person.user is not None:
        with living(day, talk.person.user):
            services.give_account(talk=talk, account=told["account"], by=talk.person.user)
            services.choose_repair(talk=talk, wish="peer", by=talk.person.user)
    with living(day + timedelta(hours=1), concern.raised_by):
        services.hold_repair(talk=talk, by=concern.raised_by)
