"""Who is on call, with a night that nobody has; the phone plan; wider help; duties that nobody looked up yet."""

import uuid
from datetime import time, timedelta
from typing import Any

from peersupport.safety import services
from peersupport.safety.models import OnCallShift
from peersupport.safety.queries.duties import suggestion
from peersupport.safety.services.duties import Duty
from peersupport.safety.services.wider_help import Help

from .cast import Cast, living
from .data import load


def keep_watch(cast: Cast) -> None:
    told = load("on_call")
    office = cast.office
    with living(cast.at(told["since"], 9), office):
        for one in told["named"]:
            services.name_for_on_call(user=cast.users[one["name"]], phone=one["phone"], by=office)
        for one in told["shifts"]:
            _plan(cast, told, one)
        for one in told["phones"]:
            words = {language: one[language] for language in cast.agency.languages}
            services.add_phone_line(number=one["number"], words=words, by=office)
        for category in told["duties"]:
            services.write_duty(category=category, said=_duty(cast, category), by=office)
    with living(cast.at(10, 11), office):
        for place, one in enumerate(told["wider_help"], start=1):
            services.add_wider_help(said=_help(cast, place, one), by=office)
    _ask(cast, told["hand_over"])


def _plan(cast: Cast, told: dict[str, Any], one: dict[str, Any]) -> None:
    first = cast.agency.today()
    times = services.Times(
        day=first,
        start=time.fromisoformat(one["start"]),
        end=time.fromisoformat(one["end"]),
        weekdays=frozenset(one["weekdays"]),
        until=first + timedelta(days=told["since"] + told["days"]),
    )
    services.plan_shifts(
        key=uuid.uuid4(), user=cast.users[one["name"]], program=cast.programs.get(one.get("program", "")),
        rank=one.get("rank", 1), times=times, by=cast.office,
    )  # fmt: skip


def _ask(cast: Cast, told: dict[str, str]) -> None:
    """For a night in the days to come: it waits for an answer."""
    holder = cast.users[told["of"]]
    with living(cast.at(0, 9), holder):
        later = cast.now + timedelta(days=2)
        nights = OnCallShift.objects.filter(user=holder, ended_at=None, starts_at__gt=later).order_by(
            "starts_at"
        )
        services.ask_to_take_over(shift=nights[0], asked=cast.users[told["asked"]], by=holder)


def _help(cast: Cast, place: int, told: dict[str, Any]) -> Help:
    said = {name: value for name, value in told.items() if name != "checked"}
    checked = cast.today - timedelta(days=told["checked"]) if "checked" in told else None
    return Help(
        **{
            "program": None, "place": place, "is_emergency": False, "checked_on": checked, "ends_on": None,
            "starts_on": cast.agency.today(), **said,
        }
    )  # type: ignore[typeddict-item]  # fmt: skip


def _duty(cast: Cast, category: str) -> Duty:
    return Duty(
        must_report="unchecked", to_whom=suggestion(category).get("to_whom", ""), phone="", within="", way="",
        jurisdiction="", source="", checked_on=None, checked_by="", starts_on=cast.agency.today(),
    )  # fmt: skip
