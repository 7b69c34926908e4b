"""Another agency in the same database. Nobody of one house ever sees that the other is there."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from consent.services import publish_policy, record_answer, start_policy
from peersupport.accounts.models import User
from peersupport.accounts.services import give_role
from peersupport.people import services as people
from peersupport.people.models import PeerSpecialist, SupportedPerson
from sessions_app.entry import SessionEntry
from sessions_app.services import complete_session, plan_session

from .cast import living, make_agency, make_program, make_user
from .data import day, dice, email_of, load
from .history import _key


def found_next_door(*, today: date) -> None:
    told = load("agency")["other"]
    zone, domain = ZoneInfo(told["agency"]["zone"]), told["agency"]["domain"]

    def at(days_ago: int, hour: int) -> datetime:
        return datetime.combine(day(today, days_ago), time(hour), tzinfo=zone)

    with living(at(90, 10)):
        agency = make_agency(told["agency"])
        office = make_user(agency, email=_email(told["office"], domain), name=told["office"], by=None)
        give_role(user=office, role="agency_admin", by=None)
        program = make_program(agency, told["program"], by=office)
        user = make_user(agency, email=_email(told["peer"], domain), name=told["peer"], by=office)
        give_role(user=user, role="peer", by=office)
        peer = people.make_peer(user=user, languages=["en"], has_room=True, by=office)
        publisher = make_user(agency, email=f"board@{domain}", name="Tove Lindqvist", by=office)
        give_role(user=publisher, role="agency_admin", by=office)
        publish_policy(policy=start_policy(agency=agency, by=office), by=publisher)
    with living(at(80, 10), office):
        person = people.add_person(program=program, chosen_name=told["person"], pronouns="she", by=office)
    _walk(person, peer, user, office, at)


def _walk(person: SupportedPerson, peer: PeerSpecialist, user: User, office: User, at: Any) -> None:
    with living(at(80, 11), office):
        pairing = people.offer_pairing(person=person, peer=peer, by=office)
    with living(at(80, 12), user):
        people.peer_says_yes(pairing=pairing, by=user)
        people.record_persons_yes(pairing=pairing, by=user)
        record_answer(
            person=person, answer="yes", choices={("paired", "narrative"): True}, language="en",
            way="typed", signature=person.chosen_name, by=user,
        )  # fmt: skip
    chance = dice("next door")
    for meeting in load("unfinished")["next_door"]:
        start = at(meeting["days_ago"], 14)
        entry = SessionEntry(
            local_start=start.replace(tzinfo=None), minutes=45, way="in_person", place="office",
            kinds=tuple(meeting["kinds"]), text=meeting["text"], language="en",
        )  # fmt: skip
        with living(start + timedelta(hours=1), user):
            complete_session(key=_key(chance), person=person, entry=entry, by=user)
    with living(at(1, 9), user):
        plan_session(
            key=_key(chance), person=person, local_start=at(-1, 14).replace(tzinfo=None), minutes=45, by=user
        )


def _email(name: str, domain: str) -> str:
    return email_of(name.split(maxsplit=1)[0], domain)
