"""What peers were asked outside their role, what the house promises and answers, and choices about boundaries."""

import uuid
from datetime import timedelta
from typing import Any

from peersupport.rules.services import accept_signals, set_house_promise
from supervision import services
from supervision.models import OffRoleTask
from supervision.services.boundaries import Boundary

from .cast import Cast, living
from .data import load

SAID = (
    "about", "happened", "serves", "serves_words", "fits", "fits_words", "known", "known_words", "decided", "told",
)  # fmt: skip


def stand_by_roles(cast: Cast) -> None:
    told = load("off_role")
    _promise(cast, told["promise"])
    for one in told["told"]:
        entries = [_asked(cast, one["peer"], one["days_ago"], one)]
        _answer(cast, one, entries)
    for one in told["earlier"]:
        entries = [_asked(cast, name, one["days_ago"], one) for name in one["peers"]]
        _answer(cast, one, entries)


def think_boundaries_through(cast: Cast) -> None:
    told = load("boundaries")
    for language, texts in told["lines"].items():
        with living(cast.at(480, 11), cast.office):
            services.set_house_lines(language=language, texts=texts, by=cast.office)
    for one in told["choices"]:
        _choose(cast, one)
    for one in told["cases"]:
        _offer(cast, one)


def _promise(cast: Cast, told: dict[str, int]) -> None:
    with living(cast.at(told["days_ago"], 10), cast.office):
        set_house_promise(
            answer_days=told["answer_days"], room_text_months=told["room_text_months"], by=cast.office
        )
        accept_signals(by=cast.office)


def _asked(cast: Cast, name: str, days_ago: int, told: dict[str, Any]) -> OffRoleTask:
    peer = cast.users[name]
    with living(cast.at(days_ago, 15, 10), peer):
        entry = services.log_off_role(key=uuid.uuid4(), task=told["task"], by=peer)
        more = {
            key: told[key]
            for key in ("words", "minutes", "asked_by", "whose_goal", "had_choice")
            if key in told
        }
        if more:
            said = services.OffRoleDetails(asked_on=entry.asked_on, **more)
            entry = services.say_more_off_role(entry=entry, said=said, by=peer)
    return entry


def _answer(cast: Cast, told: dict[str, Any], entries: list[OffRoleTask]) -> None:
    if "answer" not in told:
        return
    days_ago = told["days_ago"] - told["answered_in"]
    with living(cast.at(days_ago, 16), cast.office):
        services.answer_off_role(entries=[entry.pk for entry in entries], text=told["answer"], by=cast.office)
    if told.get("read", True):
        for entry in entries:
            reader = entry.peer.user
            with living(cast.at(days_ago, 17), reader):
                services.notice_answer(entry=entry, by=reader)


def _said(told: dict[str, Any]) -> Boundary:
    return Boundary(**{name: told.get(name, "") for name in SAID})


def _choose(cast: Cast, told: dict[str, Any]) -> None:
    peer, at = cast.users[told["peer"]], cast.at(told["days_ago"], 17)
    with living(at, peer):
        decision = services.write_boundary(key=uuid.uuid4(), said=_said(told), by=peer)
    if "talked" in told:
        with living(max(at + timedelta(hours=1), cast.at(told["talked"], 11)), peer):
            services.mark_talked_over(decision=decision, by=peer)


def _offer(cast: Cast, told: dict[str, Any]) -> None:
    author = cast.users[told["by"]]
    with living(cast.at(told["days_ago"], 12), author):
        case = services.propose_case(key=uuid.uuid4(), said=_said(told), by=author)
    if "agreed_by" in told:
        second = cast.users[told["agreed_by"]]
        with living(cast.at(told["days_ago"] - 2, 12), second):
            services.answer_case(case=case, share=True, by=second)
