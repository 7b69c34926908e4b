"""Rows for tests, made quickly and directly. Every function fills in what the test doesn't care about.

peer = make_peer()                      # with agency, program, user and role
person = make_person(program=peer.user.program)
pairing = make_pairing(person=person, peer=peer)
"""

from datetime import date, datetime, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.models import Permission as GuardianPermission
from django.test import Client

from peersupport.accounts.models import Agency, Membership, Program, User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.names import name_key
from peersupport.people.models import (
    BlockedStaff,
    ContactDetails,
    Pairing,
    PeerSpecialist,
    PersonGrant,
    SupervisionLink,
    SupportedPerson,
)
from tests.support.midday import ZONE

_numbers = count(1)
LONG_AGO = date(2020, 1, 1)
PASSWORD = "a quiet morning walk"
ROLE_OF_KIND = {"clinical": Role.CLINICAL_SUPERVISOR, "senior": Role.SENIOR_PEER_SUPERVISOR}


def make_agency(**values: Any) -> Agency:
    number = next(_numbers)
    return Agency.objects.create(
        **{
            "name": f"House {number}",
            "neutral_name": f"Lantern {number}",
            "time_zone": ZONE,
            "languages": ["en", "es"],
            **values,
        }
    )


def make_program(
    *, agency: Agency | None = None, level: str = Program.Level.TOGETHER, **values: Any
) -> Program:
    agency = agency or make_agency()
    return Program.objects.create(
        **{
            "agency": agency,
            "names": {"en": "Walking together", "es": "Caminar en compañía"},
            "level": level,
            "time_zone": agency.time_zone,
            "supervision_model": Program.SupervisionModel.HYBRID,
            **values,
        }
    )


def make_user(
    *,
    agency: Agency | None = None,
    kind: str = User.Kind.STAFF,
    name: str = "",
    password: str = "",
    **values: Any,
) -> User:
    """A user without a role. Sign in with sign_in(), or give `password=PASSWORD` for the real form (slower)."""
    number = next(_numbers)
    user = User(
        **{
            "agency": agency or make_agency(),
            "email": f"user{number}@example.org",
            "name": name or f"Robin {number}",
            "kind": kind,
            **values,
        }
    )
    user.set_password(password or None)
    user.save(force_insert=True)
    return user


def give_role(user: User, role: str, *, program: Program | None = None, **values: Any) -> Membership:
    user.__dict__.pop("roles", None)
    return Membership.objects.create(
        **{
            "agency_id": user.agency_id,
            "user": user,
            "role": role,
            "program": program,
            "starts_on": LONG_AGO,
            **values,
        }
    )


def make_staff(
    *roles: str, agency: Agency | None = None, program: Program | None = None, **values: Any
) -> User:
    """A member of staff with these roles in the whole agency, or in one program."""
    user = make_user(agency=agency or (program.agency if program else None), **values)
    for role in roles:
        give_role(user, role, program=program)
    return user


def make_admin(*, agency: Agency | None = None, **values: Any) -> User:
    return make_staff(Role.ADMIN, agency=agency, **values)


def make_peer(
    *, agency: Agency | None = None, program: Program | None = None, **values: Any
) -> PeerSpecialist:
    """A peer with a user and the role. Pass user=… to use one that exists (and has the role already)."""
    user = values.pop("user", None) or make_staff(Role.PEER, agency=agency, program=program, **values)
    return PeerSpecialist.objects.create(agency_id=user.agency_id, user=user, languages=["en"], has_room=True)


def make_person(
    *, program: Program | None = None, agency: Agency | None = None, name: str = "", **values: Any
) -> SupportedPerson:
    """A confirmed person with empty contact details."""
    program = program or make_program(agency=agency)
    name = name or f"Sam {next(_numbers)}"
    if "added_by" not in values:
        values["added_by"] = make_admin(agency=program.agency)
    person = SupportedPerson.objects.create(
        **{
            "agency_id": program.agency_id,
            "program": program,
            "chosen_name": name,
            "name_key": name_key(name)[:160],
            "confirmed_at": clock.now(),
            "confirmed_by": values["added_by"],
            **values,
        }
    )
    ContactDetails.objects.create(agency_id=program.agency_id, person=person)
    return person


def give_account(person: SupportedPerson, **values: Any) -> User:
    """The person's own user."""
    user = make_user(agency=person.agency, kind=User.Kind.PERSON, name=person.chosen_name, **values)
    person.user = user
    person.save(update_fields=["user"])
    return user


def make_pairing(
    *,
    person: SupportedPerson | None = None,
    peer: PeerSpecialist | None = None,
    state: str = "active",
    **values: Any,
) -> Pairing:
    """A pairing in any state, with the stamps that its state needs."""
    if person is None:
        person = make_person(agency=peer.agency if peer else None)
    peer = peer or make_peer(agency=person.agency)
    now = clock.now()
    started = state in {"active", "paused", "ended"}
    return Pairing.objects.create(
        **{
            "agency_id": person.agency_id,
            "person": person,
            "peer": peer,
            "state": state,
            "offered_by": person.added_by,
            "offered_at": now,
            "peer_yes_at": now if started else None,
            "person_yes_at": now if started else None,
            "paused_at": now if state == "paused" else None,
            "starts_on": LONG_AGO,
            "ended_at": now if state == "ended" else None,
            "end_reason": Pairing.End.GOODBYE if state == "ended" else "",
            **values,
        }
    )


def make_cover(
    *, pairing: Pairing, peer: PeerSpecialist | None = None, days: int = 14, **values: Any
) -> Pairing:
    """Another peer stands in for the one of this pairing; the text is open to them already."""
    peer = peer or make_peer(agency=pairing.agency)
    ends_on = clock.now().date() + timedelta(days=days)
    return make_pairing(
        person=pairing.person,
        peer=peer,
        **{"covers_for": pairing.peer, "ends_on": ends_on, "opens_at": clock.ago(days=1), **values},
    )


def make_supervisor(kind: str, *, agency: Agency | None = None, **values: Any) -> User:
    """kind: "clinical" or "senior"."""
    return make_staff(ROLE_OF_KIND[kind], agency=agency, **values)


def make_link(
    *, peer: PeerSpecialist, kind: str = "clinical", supervisor: User | None = None, **values: Any
) -> SupervisionLink:
    """A link in force whose waiting days are over."""
    supervisor = supervisor or make_supervisor(kind, agency=peer.agency)
    if "made_by" not in values:
        values["made_by"] = make_admin(agency=peer.agency)
    return SupervisionLink.objects.create(
        **{
            "agency_id": peer.agency_id,
            "peer": peer,
            "supervisor": supervisor,
            "kind": kind,
            "starts_on": LONG_AGO,
            "opens_at": clock.ago(days=1),
            **values,
        }
    )


def make_block(*, person: SupportedPerson, user: User) -> BlockedStaff:
    return BlockedStaff.objects.create(agency_id=person.agency_id, person=person, user=user)


def make_grant(*, person: SupportedPerson, user: User, **values: Any) -> PersonGrant:
    """A grant on facts and narrative in force for a week."""
    now: datetime = clock.now()
    if "granted_by" not in values:
        values["granted_by"] = make_admin(agency=person.agency)
    return PersonGrant.objects.create(
        **{
            "agency_id": person.agency_id,
            "permission": GuardianPermission.objects.get(
                content_type__app_label="people", codename="view_supportedperson"
            ),
            "user": user,
            "content_object": person,
            "audience": "responder",
            "contents": ["facts", "narrative"],
            "reason": "asked by the person",
            "starts_at": now - timedelta(hours=1),
            "ends_at": now + timedelta(days=7),
            **values,
        }
    )


def sign_in(user: User, *, minutes_ago: int = 0) -> Client:
    """A browser in which this user signed in just now (CSRF not checked, as in Django's test client)."""
    client = Client()
    client.force_login(user)
    session = client.session
    record_authentication(SimpleNamespace(session=session), user, method="password")
    session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] = clock.ago(minutes=minutes_ago).timestamp()
    session.save()
    return client
