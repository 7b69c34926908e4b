"""What changes around the peers: counted from what was lived here, and what one house wrote on paper before."""

import itertools
from datetime import date, timedelta
from typing import Any

from peersupport.rules.models import HousePromise
from peersupport.rules.services import accept_signals
from supervision import services
from supervision.drift import Alarm, Found, Movement

from .cast import Cast, living
from .data import load

PROMISED_DAYS = 300


def see_what_changes(cast: Cast) -> None:
    told = load("signals")
    if HousePromise.objects.of(cast.agency.pk).signals_accepted_at is None:
        with living(cast.at(PROMISED_DAYS, 11), cast.office):
            accept_signals(by=cast.office)
    with living(cast.now):
        _bring(cast, told["brought"])
        services.count_weeks(agency_id=cast.agency.pk)
    _say_to_one(cast, told["found"])
    with living(cast.now):
        moved = told["for_all"]
        movement = Movement(
            moved["signal"], _week(cast, moved["week"]), moved["direction"], moved["before"], moved["after"]
        )
        services.keep_found(agency=cast.agency, found=Found([], [movement]))


def _week(cast: Cast, back: int) -> date:
    """The Monday of the last week that is over, or of an earlier one."""
    return cast.today - timedelta(days=cast.today.weekday(), weeks=back)


def _bring(cast: Cast, told: dict[str, Any]) -> None:
    since = list(reversed(told["since"]))
    lately = {_week(cast, back): part for back, part in enumerate(since, start=1)}
    before = itertools.cycle(told["before"])
    parts = {_week(cast, back): next(before) for back in range(len(since) + 1, told["weeks"])} | lately
    weeks = {week: (part, told["of"]) for week, part in parts.items()}
    services.bring_counts(peer=cast.peers[told["peer"]], signal=told["signal"], weeks=weeks)


def _say_to_one(cast: Cast, told: dict[str, Any]) -> None:
    """The peer saw it first and says what is behind it; their senior peer supervisor has it on the table."""
    peer, user = cast.peers[told["peer"]], cast.users[told["peer"]]
    alarm = Alarm(
        str(peer.pk),
        told["signal"],
        _week(cast, told["week"]),
        told["direction"],
        told["before"],
        told["after"],
    )
    with living(cast.at(told["days_ago"], 9)):
        services.keep_found(agency=cast.agency, found=Found([alarm], []))
    with living(cast.at(told["answered_days_ago"], 17), user):
        signal = peer.drift_signals.get(signal=told["signal"], week=alarm.week)
        services.answer_signal(signal=signal, text=told["answer"], by=user)
