"""A year of pulses in three voices for some peers, and two rounds of how it is to work here, answered by the house."""

from datetime import date, datetime
from typing import Any

from peersupport.people.models import PeerSpecialist
from supervision import services
from supervision.pulse_items import (
    domain_of,
    items_of_month,
    items_of_quarter,
    later,
    month_of,
    quarter_of,
    workplace_items,
)
from supervision.queries.workplace import ASKED_MONTHS, last_closed

from .cast import Cast, living
from .data import load

MONTHS = 12
MIDDLE = 14  # days into a month


def take_pulses(cast: Cast) -> None:
    told = load("pulses")
    for one in told["peers"]:
        if one["name"] in cast.peers:
            _voices(cast, one)
            _sheets(cast, one)
    for number, one in enumerate(told["workplace"]):
        _round(cast, later(last_closed(cast.today), -6 * number), one)


def _on(cast: Cast, day: date, hour: int = 16) -> datetime:
    """That day, or now where it is still to come."""
    return cast.at(max(0, (cast.today - day).days), hour)


def _in_month(cast: Cast, ago: int) -> tuple[date, datetime]:
    month = later(month_of(cast.today), -ago)
    return month, _on(cast, month.replace(day=MIDDLE))


def _voices(cast: Cast, told: dict[str, Any]) -> None:
    peer = cast.peers[told["name"]]
    for who, rows, name in (
        ("peer", told["own"], told["name"]),
        ("senior", told["senior"], told["senior_by"]),
    ):
        user = cast.users[name]
        for place in range(MONTHS):
            ago = MONTHS - 1 - place
            month, moment = _in_month(cast, ago)
            said = {item.id: _answer(rows[domain_of(item.id)][place]) for item in items_of_month(month)}
            text = next(
                (line["text"] for line in told["words"] if (line["months"], line["who"]) == (ago, who)), ""
            )
            with living(moment, user):
                services.save_pulse(peer=peer, answers=said, text=text, by=user)


def _answer(sign: str) -> int | None:
    return None if sign == "." else int(sign)


def _sheets(cast: Cast, told: dict[str, Any]) -> None:
    """On paper, entered by the office; the quarter that runs is left to who tries it out."""
    peer, office = cast.peers[told["name"]], cast.office
    for number, rows in enumerate(told["sheets"], 1):
        quarter = later(quarter_of(cast.today), -3 * number)
        with living(_on(cast, later(quarter, 2).replace(day=MIDDLE)), office):
            for row in rows:
                services.enter_sheet(peer=peer, answers=_five(quarter, row), by=office)
    for line in told["told"]:
        month, moment = _in_month(cast, line["months"])
        with living(moment, office):
            nothing = dict.fromkeys(_five(month, "....."))
            services.enter_sheet(peer=peer, answers=nothing, text=line["text"], by=office)


def _five(day: date, row: str) -> dict[str, int | None]:
    items = items_of_quarter(quarter_of(day))
    return {item.id: _answer(sign) for item, sign in zip(items, row, strict=True)}


def _round(cast: Cast, begins: date, told: dict[str, Any]) -> None:
    peers: list[PeerSpecialist] = list(cast.peers.values())
    for peer, row in zip(peers, told["answers"], strict=False):
        with living(_on(cast, later(begins, 1).replace(day=MIDDLE)), peer.user):
            said = {item.id: int(sign) for item, sign in zip(workplace_items(), row, strict=True)}
            services.answer_workplace(answers=said, by=peer.user)
    with living(_on(cast, later(begins, ASKED_MONTHS).replace(day=5)), cast.office):
        services.reply_to_workplace(begins=begins, text=told["reply"], by=cast.office)
