"""A small real house, made through the services, for proofs that need commits."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from consent.models import ConfidentialityPolicy
from consent.services import propose_policy, publish_policy, record_answer, set_days, start_policy
from peersupport.accounts.models import Agency, Program, User
from peersupport.accounts.roles import Role
from peersupport.accounts.services import create_agency, create_program, create_user, give_role
from peersupport.core import clock
from peersupport.people.models import Pairing, PeerSpecialist, SupportedPerson
from peersupport.people.services import (
    add_person,
    connect_account,
    make_peer,
    offer_pairing,
    peer_says_yes,
    person_says_yes,
)

ZONE = "America/Chicago"


@dataclass
class SmallHouse:
    agency: Agency
    program: Program
    office: User
    peer: PeerSpecialist
    people: list[SupportedPerson]


def build(*, people: int, days: Mapping[str, int] | None = None) -> SmallHouse:
    """days: numbers of its promise that are not the usual ones."""
    mark = uuid.uuid4().hex[:12]
    agency = create_agency(name="Proof", neutral_name="Proof", time_zone=ZONE, languages=["en"])
    office = _user(agency, f"office-{mark}", Role.ADMIN, by=None)
    program = create_program(
        agency=agency, names={"en": "Proof"}, level="together", time_zone=ZONE, supervision_model="hybrid",
        by=office,
    )  # fmt: skip
    peer_user = _user(agency, f"peer-{mark}", Role.PEER, by=office)
    peer = make_peer(user=peer_user, has_room=True, by=office)
    policy = start_policy(agency=agency, by=office)
    if days:
        set_days(policy=policy, days=days, by=office)
    publish_policy(policy=policy, by=office)
    house = SmallHouse(agency, program, office, peer, [])
    for number in range(people):
        house.people.append(_person(house, f"person-{number}-{mark}"))
    return house


def walk_again(person: SupportedPerson, *, peer: PeerSpecialist, office: User) -> Pairing:
    """Offered by the office and accepted by both."""
    pairing = offer_pairing(person=person, peer=peer, by=office)
    peer_says_yes(pairing=pairing, by=peer.user)
    return person_says_yes(pairing=pairing, by=person.user)


def say_yes(person: SupportedPerson, choices: dict[tuple[str, str], bool] | None = None) -> None:
    record_answer(
        person=person,
        answer="yes",
        choices=choices,
        language="en",
        way="typed",
        signature="S",
        by=person.user,
    )


def open_for_comment(
    house: SmallHouse, change: Callable[[ConfidentialityPolicy], object]
) -> ConfidentialityPolicy:
    """A changed promise that lay open for a fortnight, and nobody had anything to say. A second person publishes it."""
    policy = start_policy(agency=house.agency, by=house.office)
    change(policy)
    propose_policy(policy=policy, words_allow_more=False, by=house.office)
    over = clock.now() - timedelta(days=1)
    ConfidentialityPolicy.objects.filter(pk=policy.pk).update(
        proposed_at=over - timedelta(days=14), comments_until=over
    )
    return policy


def staff(house: SmallHouse, name: str, role: Role) -> User:
    """One more colleague of the house."""
    return _user(house.agency, f"{name}-{uuid.uuid4().hex[:12]}", role, by=house.office)


def new_person(house: SmallHouse) -> SupportedPerson:
    """Somebody with an account who walks with the house's peer and has said nothing to the promise yet."""
    return _person(house, f"person-{uuid.uuid4().hex[:12]}", says_yes=False)


def _user(agency: Agency, local_part: str, role: Role, *, by: User | None) -> User:
    user = create_user(agency=agency, email=f"{local_part}@proof.test", name=local_part, by=by)
    give_role(user=user, role=role, by=by)
    return User.objects.get(pk=user.pk)


def _person(house: SmallHouse, name: str, *, says_yes: bool = True) -> SupportedPerson:
    person = add_person(program=house.program, chosen_name=name, by=house.office)
    account = create_user(
        agency=house.agency, email=f"{name}@proof.test", name=name, kind="person", by=house.office
    )
    connect_account(person=person, user=account, by=house.office)
    person = SupportedPerson.objects.select_related("user__agency", "program", "agency").get(pk=person.pk)
    walk_again(person, peer=house.peer, office=house.office)
    if says_yes:
        say_yes(person)
    return person
