"""What the house promises: a first version, a second one that was talked over, and a third that lies open."""

from datetime import datetime, timedelta
from typing import Any

from consent import services
from consent.models import ConfidentialityPolicy, PolicyAudience
from consent.rule import Audience, Content, Rule
from peersupport.accounts.models import User
from peersupport.people.models import SupportedPerson

from .cast import Cast, living
from .data import load

OPEN_DAYS = 14


def publish_first(cast: Cast, moment: datetime) -> None:
    """The promise, written by one and put in force by another."""
    with living(moment, cast.office):
        policy = services.start_policy(agency=cast.agency, by=cast.office)
        rules = {(Audience.CLINICAL, Content.NARRATIVE): Rule.ASK}
        services.set_readers(policy=policy, rules=rules, by=cast.office)
    second = cast.users["Emeka Nwosu"]
    with living(moment + timedelta(days=1), second):
        services.publish_policy(policy=policy, by=second)
    asked = PolicyAudience.objects.filter(policy=policy, rule=Rule.ASK)
    cast.asked = list(asked.order_by("audience", "content").values_list("audience", "content"))


def publish_second(cast: Cast, moment: datetime) -> None:
    """Wider by one question. Peers and people spoke first, and a senior peer supervisor put it in force."""
    told, opened = load("promise")["second"], moment - timedelta(days=OPEN_DAYS + 1)
    policy = _draft(
        cast, told, opened - timedelta(days=2), {(Audience.RESPONDER, Content.NARRATIVE): Rule.ASK}
    )
    with living(opened - timedelta(days=1), cast.office):
        services.set_days(policy=policy, days={"answer_days": 5}, by=cast.office)
    _talk_over(cast, policy, told, opened)
    with living(moment, cast.users["Gloria Ontiveros"]):
        services.publish_policy(policy=policy, by=cast.users["Gloria Ontiveros"])


def open_third(cast: Cast) -> None:
    """Narrower by one reader, open for comment since five days; not everything has its answer yet."""
    told = load("promise")["third"]
    policy = _draft(cast, told, cast.at(7, 11), {(Audience.COVER, Content.NARRATIVE): Rule.NEVER})
    with living(cast.at(6, 11), cast.office):
        services.set_days(policy=policy, days={"own_text_days": 60}, by=cast.office)
    _talk_over(cast, policy, told, cast.at(5, 10))


def _draft(
    cast: Cast, told: dict[str, Any], moment: datetime, rules: dict[tuple[str, str], int]
) -> ConfidentialityPolicy:
    with living(moment, cast.office):
        policy = services.start_policy(agency=cast.agency, by=cast.office)
        bodies = {text.language: text.body for text in policy.texts.filter(page=told["page"])}
        more = {language: f"{body}\n\n{told[language]}" for language, body in bodies.items()}
        services.write_page(policy=policy, page=told["page"], bodies=more, by=cast.office)
        services.set_readers(policy=policy, rules=rules, by=cast.office)
    return policy


def _talk_over(cast: Cast, policy: ConfidentialityPolicy, told: dict[str, Any], opened: datetime) -> None:
    """Open, said, answered: each a day after the other."""
    with living(opened, cast.office):
        services.propose_policy(policy=policy, words_allow_more=False, by=cast.office)
    for days, said in enumerate(told["said"], start=1):
        by = _own_account(cast, said["person"]) if "person" in said else cast.users[said["by"]]
        with living(opened + timedelta(days=days), by):
            comment = services.say_about_policy(
                policy=policy, text=said["text"], for_a_person=said.get("for_a_person", False), by=by
            )
        if "answer" in said:
            with living(opened + timedelta(days=days, hours=3), cast.office):
                services.answer_comment(comment=comment, answer=said["answer"], by=cast.office)


def _own_account(cast: Cast, name: str) -> User:
    """Made by another process, perhaps: read back."""
    found = SupportedPerson.objects.get(agency=cast.agency, chosen_name=name).user
    assert found is not None
    return found
