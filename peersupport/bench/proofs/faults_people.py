"""Who takes part in the proof of faults: peers who are worried, and whoever is on call and hears of it."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from consent.services import publish_policy, start_policy
from peersupport.accounts.models import Agency, Program, User
from peersupport.accounts.roles import Role
from peersupport.accounts.services import create_agency, create_program, create_user, give_role
from peersupport.core import clock
from peersupport.notifications.kinds import Channel, Kind
from peersupport.notifications.models import Preference, Route
from peersupport.people.services import make_peer
from peersupport.safety.models import OnCallShift

PASSWORD = "a garden behind the seventh house"
MOST_MINUTES = 240  # until the next in line is asked: longer than the proof takes


@dataclass(frozen=True)
class People:
    """E-mail addresses of the peers, and ids of those on call: one hears by text message alone, one by e-mail alone."""

    peers: list[str]
    on_call: list[str]


def make_people() -> People:
    """Two programs of one house, each with a peer and somebody on call."""
    agency = create_agency(
        name=f"Faults {clock.now():%s%f}", neutral_name="Lantern", time_zone="UTC", languages=["en"]
    )
    office = _user(agency, "office")
    give_role(user=office, role=Role.ADMIN, by=None)
    policy = start_policy(agency=agency, by=office)
    policy.acknowledge_minutes = MOST_MINUTES
    policy.save(update_fields=["acknowledge_minutes"])
    publish_policy(policy=policy, by=office)
    people = People([], [])
    for channel in (Channel.SMS, Channel.EMAIL):
        program = create_program(
            agency=agency, names={"en": f"By {channel}"}, level="together", time_zone="UTC",
            supervision_model="hybrid", by=office,
        )  # fmt: skip
        peer = _user(agency, "peer")
        give_role(user=peer, role=Role.PEER, program=program, by=office)
        make_peer(user=User.objects.get(pk=peer.pk), has_room=True, by=office)
        people.peers.append(peer.email)
        people.on_call.append(str(_on_call(program, channel, office).pk))
    return people


def _on_call(program: Program, only: Channel, office: User) -> User:
    agency = program.agency
    user = _user(agency, "call")
    give_role(user=user, role=Role.CLINICAL_SUPERVISOR, program=program, by=office)
    for channel in (Channel.INBOX, Channel.EMAIL, Channel.SMS):
        address = {"address": "+15550123", "address_index": user.pk.hex} if channel == Channel.SMS else {}
        route = Route.objects.create(agency=agency, user=user, channel=channel, **address)
        for kind in (Kind.CONCERN, Kind.CONCERN_COURSE):
            Preference.objects.create(agency=agency, route=route, kind=kind, wanted=channel == only)
    OnCallShift.objects.create(
        agency=agency, program=program, user=user, rank=1, made_by=office,
        starts_at=clock.now() - timedelta(days=1), ends_at=clock.now() + timedelta(days=30),
    )  # fmt: skip
    return user


def _user(agency: Agency, name: str) -> User:
    email = f"{name}-{uuid.uuid4().hex[:12]}@house.test"
    return create_user(agency=agency, email=email, name=name.title(), password=PASSWORD, by=None)
