"""Rules of supervision that programs follow, a second supervisor to find, an exception, who decides, who is away."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from peersupport.people import services as people
from peersupport.people.models import SupervisionLink
from peersupport.rules import services as rules
from peersupport.rules.packs import shipped_packs
from supervision.services import raise_difference, say_how_i_see_it

from .cast import Cast, living
from .data import load


def stand_with_two(cast: Cast) -> None:
    told = load("structure")
    office = cast.office
    with living(cast.at(200, 10), office):
        for one in told["rules"]:
            rules.choose_pack(
                program=cast.programs[one["program"]], jurisdiction=one["jurisdiction"], by=office
            )
    with living(cast.at(90, 11), office):
        _own_numbers(cast, told["own_numbers"])
    with living(cast.at(9, 10), office):
        for name in told["without_senior"]:
            for link in SupervisionLink.objects.filter(
                peer=cast.peers[name], kind=SupervisionLink.Kind.SENIOR, ended_at=None
            ):
                people.end_link(link=link, by=office)
        exception = told["exception"]
        people.make_exception(
            peer=cast.peers[exception["peer"]], kind="one_link", reason=exception["reason"],
            ends_on=cast.today + timedelta(days=exception["days"] - 9), by=office,
        )  # fmt: skip
    _decide(cast, told["decides"])
    _differ(cast, told["difference"])
    away = told["away"]
    with living(cast.at(away["since"], 9), office):
        people.arrange_leave(
            supervisor=cast.users[away["supervisor"]], kind=away["kind"], by=office,
            stands_in=cast.users[away["stands_in"]], starts_on=office.agency.today(),
            ends_on=office.agency.today() + timedelta(days=away["days"]),
        )  # fmt: skip


def _own_numbers(cast: Cast, told: dict[str, Any]) -> None:
    """A second version: half-time seniors look after fewer peers than the example says."""
    lines = [
        replace(line, most_peers=told["senior_most"]) if line.kind == "senior" and not line.stage else line
        for line in shipped_packs()[told["jurisdiction"]].rules
    ]
    rules.change_pack(jurisdiction=told["jurisdiction"], rules=lines, by=cast.office)


def _decide(cast: Cast, told: dict[str, str]) -> None:
    by = cast.users[told["by"]]
    with living(cast.at(180, 15), by):
        for peer in cast.peers.values():
            people.set_decides(peer=peer, user=cast.users[told["user"]], by=by)


def _differ(cast: Cast, told: dict[str, Any]) -> None:
    """Each on a day of their own, the first with the question."""
    difference = None
    for number, (name, words) in enumerate(told["voices"]):
        by = cast.users[name]
        with living(cast.at(told["days"] - number, 10), by):
            if difference is None:
                difference = raise_difference(
                    peer=cast.peers[told["peer"]], remit=told["remit"], question=told["question"], words=words,
                    by=by,
                )  # fmt: skip
            else:
                say_how_i_see_it(difference=difference, words=words, by=by)
