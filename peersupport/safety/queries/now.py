"""Who is on call now and next, and what one's own part in it is."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from peersupport.accounts.models import Program, User
from peersupport.core import clock
from peersupport.safety.models import HandOver, OnCallPerson, OnCallShift
from peersupport.safety.on_call_querysets import now_or_asked

from .gaps import AHEAD, gaps_in, named, open_programs, standing_shifts
from .phone_plan import PhoneNumber, phone_plan
from .planner import rank_words, shift_words


@dataclass(frozen=True)
class Human:
    name: str
    phone: str
    until: datetime
    zone: str
    place: str


@dataclass(frozen=True)
class Place:
    """Programs in which the same people are asked. fill_url: where somebody is planned for them, while nobody is."""

    name: str
    now: list[Human]
    next: list[str]
    fill_url: str = ""


@dataclass(frozen=True)
class Mine:
    url: str
    words: str
    where: str
    place: str
    asked: str  # whom I asked to take it


@dataclass(frozen=True)
class Asked:
    pk: object
    name: str
    words: str
    where: str


@dataclass(frozen=True)
class OnCallPage:
    places: list[Place] = field(default_factory=list)
    mine: list[Mine] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    phones: list[PhoneNumber] = field(default_factory=list)


def on_call_page(user: User) -> OnCallPage:
    now = clock.now()
    shifts = standing_shifts(user, now, now + AHEAD)
    phones = {person.user_id: person.phone for person in OnCallPerson.objects.in_force(user.agency_id)}
    waiting = list(
        HandOver.objects.waiting()
        .filter(Q(asked=user) | Q(asked_by=user), agency_id=user.agency_id)
        .select_related("shift__program", "asked", "asked_by")
        .order_by("shift__starts_at", "pk")
    )
    asks = {one.shift_id: one.asked.name for one in waiting if one.asked_by_id == user.pk}
    return OnCallPage(
        places=_places(open_programs(user), shifts, phones, now, zone=user.agency.time_zone),
        mine=[_mine(one, asks.get(one.pk, "")) for one in shifts if one.user_id == user.pk],
        asked=[
            Asked(one.pk, one.asked_by.name, shift_words(one.shift), _where(one.shift))
            for one in waiting
            if one.asked_id == user.pk
        ],
        phones=phone_plan(user.agency),
    )


def _places(
    programs: list[Program], shifts: list[OnCallShift], phones: dict[object, str], now: datetime, *, zone: str
) -> list[Place]:
    """One card for all programs in which it is the same; where it is the same in all of them, for the whole house."""
    together: list[tuple[Place, list[Program]]] = []
    for program in programs:
        place = _place(program.pk, shifts, phones, now)
        same = next((found for shown, found in together if shown == place), None)
        if same is None:
            together.append((place, [program]))
        else:
            same.append(program)
    gaps = [gap for gap in gaps_in(shifts, programs, now, now + AHEAD, zone=zone) if gap.starts_at == now]
    return [
        replace(
            place,
            name=found[0].name if len(found) == 1 else capfirst(", ".join(named(found, programs))),
            fill_url=""
            if place.now
            else next((gap.fill_url for gap in gaps if found[0] in gap.programs), ""),
        )
        for place, found in together
    ]


def _place(program: object, shifts: list[OnCallShift], phones: dict[object, str], now: datetime) -> Place:
    own = [one for one in shifts if one.program_id in {program, None}]
    line = sorted(
        (one for one in own if one.starts_at <= now),
        key=lambda one: (one.program_id is None, one.rank, one.starts_at, one.pk),
    )
    coming = [one for one in own if one.starts_at > now][:2]
    return Place(
        name="",
        now=[
            Human(one.user.name, phones.get(one.user_id, ""), one.ends_at, one.time_zone, _asked(number))
            for number, one in enumerate(line)
        ],
        next=[_("%(name)s: %(when)s") % {"name": one.user.name, "when": shift_words(one)} for one in coming],
    )


def _asked(number: int) -> str:
    return rank_words(number + 1) if number < 3 else _("asked after that")


def _where(shift: OnCallShift) -> str:
    return shift.program.name if shift.program else _("the whole house")


def _mine(shift: OnCallShift, asked: str) -> Mine:
    url = reverse("safety:shift", args=[shift.pk])
    return Mine(url, shift_words(shift), _where(shift), rank_words(shift.rank), asked)


@dataclass(frozen=True)
class Today:
    """One line on the first page: who is on call, and what of it is mine."""

    names: list[str]
    mine_until: datetime | None
    zone: str
    is_asked: bool


def on_call_today(user: User) -> Today:
    """In one question: those asked first now, in each program and in the house."""
    now = clock.now()
    found = now_or_asked(user, now=now, today=user.agency.today())
    running = [one for one in found if one.starts_at <= now]
    mine = [one for one in running if one.user_id == user.pk]
    first = [one.name for one in running if one.rank == running[0].rank]
    return Today(
        names=list(dict.fromkeys(first)),
        mine_until=max((one.ends_at for one in mine), default=None),
        zone=mine[0].time_zone if mine else user.agency.time_zone,
        is_asked=any(one.asks_me for one in found),
    )


def moves_up(shift: OnCallShift) -> list[str]:
    """Who is asked at the beginning of a shift that somebody gave back, or right now where it is running."""
    at = max(shift.starts_at, clock.now())
    where = Q(program=None) if shift.program_id is None else Q(program=None) | Q(program=shift.program_id)
    line = OnCallShift.objects.in_force(at).filter(where, agency_id=shift.agency_id)
    line = line.who_can_answer(shift.agency, at).select_related("user")
    ordered = line.order_by(F("program").asc(nulls_last=True), "rank", "starts_at", "pk")
    return [one.user.name for one in ordered]
