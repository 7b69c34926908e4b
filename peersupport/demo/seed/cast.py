"""The house itself, made through the services: agency, programs, staff, supervision, the promise."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from peersupport.accounts import services as accounts
from peersupport.accounts.models import Agency, Program, User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people import services as people
from peersupport.people.models import PeerSpecialist

from .data import FOUNDED_DAYS, SECOND_POLICY_DAYS, day, load, staff_email

WITH_ROOM = {"Priya Raghunathan", "Jin Baek"}


@dataclass
class Cast:
    """Who and what is there, by the names and keys of data/agency.yaml."""

    agency: Agency
    today: date
    now: datetime
    programs: dict[str, Program] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    peers: dict[str, PeerSpecialist] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def office(self) -> User:
        return self.users["Farah Naseri"]

    def at(self, days_ago: int, hour: int = 15, minute: int = 0) -> datetime:
        """That day at that hour in the agency's zone, never later than now."""
        local = datetime.combine(day(self.today, days_ago), time(hour, minute))
        return min(local.replace(tzinfo=ZoneInfo(self.agency.time_zone)), self.now)


@contextmanager
def living(moment: datetime, by: User | None = None) -> Iterator[None]:
    """It is `moment`, and `by` is the one who acts."""
    with clock.set_to(moment), acting_as(by.pk if by else None):
        yield


def found_house(*, today: date, now: datetime) -> Cast:
    told = load("agency")
    zone = ZoneInfo(told["agency"]["zone"])
    founded = datetime.combine(day(today, FOUNDED_DAYS), time(10), tzinfo=zone)
    with living(founded):
        agency = make_agency(told["agency"])
        cast = Cast(agency=agency, today=today, now=now)
        _hire(cast, told)
    with living(founded + timedelta(hours=2), cast.office):
        for program in told["programs"]:
            cast.programs[program["key"]] = make_program(agency, program, by=cast.office)
        for entry in told["peers"]:
            _welcome_peer(cast, entry)
        for entry in told["peers"]:
            _link(cast, entry)
    for entry in told["peers"]:
        user = cast.users[entry["name"]]
        with living(founded + timedelta(days=2), user):
            for topic, audience, text in entry["shares"]:
                people.share_experience(
                    peer=cast.peers[entry["name"]], topic=topic, text=text, audience=audience, by=user
                )
    return cast


def make_agency(told: dict[str, Any]) -> Agency:
    return accounts.create_agency(
        name=told["name"], neutral_name=told["neutral_name"], time_zone=told["zone"],
        languages=told["languages"], on_call_phone=told["on_call_phone"], brings_bills=True,
    )  # fmt: skip


def make_program(agency: Agency, told: dict[str, Any], *, by: User) -> Program:
    return accounts.create_program(
        agency=agency, names={"en": told["en"], "es": told["es"]}, level=told["level"],
        time_zone=told["zone"], supervision_model=told["supervision"], by=by,
    )  # fmt: skip


def make_user(agency: Agency, *, email: str, name: str, by: User | None, **more: Any) -> User:
    return accounts.create_user(
        agency=agency, email=email, name=name, password=load("agency")["password"], is_demo=True, by=by, **more
    )  # fmt: skip


def _hire(cast: Cast, told: dict[str, Any]) -> None:
    """The office first; then everybody else, by the office. Peers get their task with their programs."""
    first: User | None = None
    for entry in [*told["office"], *told["peers"]]:
        name = entry["name"]
        if name in cast.users:
            continue
        user = make_user(
            cast.agency, email=staff_email(name), name=name, language=entry.get("ui", "en"), by=first
        )
        for role in entry.get("roles", []):
            accounts.give_role(user=user, role=role, by=first)
        cast.users[name], first = user, first or user


def _welcome_peer(cast: Cast, entry: dict[str, Any]) -> None:
    for key in entry["programs"]:
        accounts.give_role(
            user=cast.users[entry["name"]], role=Role.PEER, program=cast.programs[key], by=cast.office
        )
    peer = people.make_peer(
        user=cast.users[entry["name"]], pronouns=entry["pronouns"], languages=entry["languages"],
        has_room=True, by=cast.office,
    )  # fmt: skip
    cast.peers[entry["name"]] = peer
    credential = entry.get("credential")
    if credential:
        in_days = credential.get("in_days")
        until = cast.today + timedelta(days=in_days) if in_days else credential.get("until")
        people.add_credential(
            peer=peer, title=credential["title"], stage=credential.get("stage", "certified"), valid_until=until,
            by=cast.office,
        )  # fmt: skip


def fill_rooms(cast: Cast) -> None:
    """Their days are full by now, all but a few."""
    for name, peer in cast.peers.items():
        if name not in WITH_ROOM:
            with living(cast.now, cast.users[name]):
                people.update_peer(
                    peer=peer, pronouns=peer.pronouns, languages=peer.languages, has_room=False,
                    by=cast.users[name],
                )  # fmt: skip


def _link(cast: Cast, entry: dict[str, Any]) -> None:
    """Whoever the peer's programs name; the peer's own entry goes first."""
    programs = {program["key"]: program for program in load("agency")["programs"]}
    for kind in ("clinical", "senior"):
        named = (
            [entry.get(kind)] if entry.get(kind) else [programs[key].get(kind) for key in entry["programs"]]
        )
        for name in dict.fromkeys(filter(None, named)):
            people.link_supervision(
                peer=cast.peers[entry["name"]], supervisor=cast.users[name], kind=kind, by=cast.office
            )


def second_policy_at(cast: Cast) -> datetime:
    return cast.at(SECOND_POLICY_DAYS, 9)
