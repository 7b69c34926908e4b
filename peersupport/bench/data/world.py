"""Ten agencies, their staff and 10,000 people with relations and agreements: the same at every number of meetings."""

import random
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Permission
from django.db import connection

from peersupport.accounts.models import Agency, Program, User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.models import DataKey
from peersupport.core.names import name_key
from peersupport.people.models import (
    BlockedStaff,
    Pairing,
    PeerSpecialist,
    PersonGrant,
    SupervisionLink,
    SupportedPerson,
)

from .agreements import make_agreements
from .house import House, long_ago, save

AGENCIES = 10
PEERS, PEOPLE, SUPERVISORS = 30, 1000, 3  # in each agency; supervisors of each kind
WITH_ACCOUNT, COLLEAGUES, BLOCKS, GRANTS = 5, 2, 10, 18
ZONE = "America/New_York"


def make_world(progress: Callable[[float], None]) -> None:
    """Fill an empty, migrated database."""
    for number in range(AGENCIES):
        make_house(number)
        progress((number + 1) / AGENCIES)
    consent_gates()


def consent_gates() -> None:
    with connection.cursor() as cursor:
        everybody = list(SupportedPerson.objects.values_list("pk", flat=True))
        cursor.execute("SELECT consent_refresh(%s)", [everybody])


def make_house(number: int) -> None:
    agency = Agency.objects.create(
        name=f"Agency {number}", neutral_name=f"house{number}", time_zone=ZONE, languages=["en", "es"]
    )
    program = Program.objects.create(
        agency=agency,
        names={"en": "Walking together"},
        level="brief",
        time_zone=ZONE,
        supervision_model="hybrid",
    )
    dice = random.Random(number)
    house = House(agency=agency, program=program, dice=dice)
    house.member("admin", 0, Role.ADMIN)
    for index in range(PEERS):
        house.peer("peer", index)
    for word in ("left", "new", "three", "thirty"):
        house.peer(word, 0)
    supervisors = [(role, [house.member(role, i, held) for i in range(SUPERVISORS)]) for role, held in KINDS]
    own_accounts = [house.user("person", index, "person") for index in range(WITH_ACCOUNT)]
    save(house.users)
    save(house.members)
    save(house.peers)
    make_people(house, own_accounts)
    save(pairings_of(house))
    save(links_of(house, dict(supervisors)))
    save(blocks_of(house, [user for _kind, users in supervisors for user in users]))
    make_agreements(house)
    make_grants(house)


KINDS = (("clinical", Role.CLINICAL_SUPERVISOR), ("senior", Role.SENIOR_PEER_SUPERVISOR))


def make_people(house: House, own_accounts: list[User]) -> None:
    staff = [peer.user for peer in house.peers[:COLLEAGUES]]
    for index in range(PEOPLE):
        name = f"{house.dice.choice(NAMES)} {index}"
        person = SupportedPerson(
            agency=house.agency,
            program=house.program,
            chosen_name=name,
            name_key=name_key(name),
            added_by=house.admin,
        )
        if index < len(own_accounts):
            person.user = own_accounts[index]
        if index >= PEOPLE - COLLEAGUES:
            person.also_staff = staff[PEOPLE - 1 - index]
        house.people.append(person)
    save(house.people)
    for person in house.people:
        DataKey.objects.for_owner(agency_id=house.agency.pk, kind="person", owner_id=person.pk)


NAMES = [
    "Alma",
    "Bruno",
    "Cleo",
    "Dario",
    "Edda",
    "Fritz",
    "Gala",
    "Hugo",
    "Ines",
    "Jonas",
    "Kaya",
    "Lino",
    "Mara",
]


def pairing(house: House, peer: PeerSpecialist, person: SupportedPerson, **fields: Any) -> Pairing:
    start = long_ago()
    yes = {"offered_at": start, "peer_yes_at": start, "person_yes_at": start, "starts_on": start.date()}
    return Pairing(
        **{
            "agency": house.agency,
            "peer": peer,
            "person": person,
            "offered_by": house.admin,
            "state": "active",
        }
        | yes
        | fields
    )


def pairings_of(house: House) -> list[Pairing]:
    """Everybody walks with one peer; one in ten walked with another before, one in fifty has a stand-in."""
    working = house.peers[:PEERS]
    left, _new, three, thirty = house.peers[PEERS:]
    over = {"state": "ended", "ended_at": clock.ago(days=300), "end_reason": "goodbye"}
    counted = {house.people[-3]: three, house.people[-4]: thirty}  # they walk with nobody else
    found = [pairing(house, peer, person) for person, peer in counted.items()]
    for index, person in enumerate(house.people):
        if person in counted:
            continue
        found.append(pairing(house, working[index % PEERS], person))
        if index % 10 == 3:
            found.append(pairing(house, working[(index + 7) % PEERS], person, **over))
        elif index % 25 == 4:
            found.append(pairing(house, left, person, **over))
        elif index % 50 == 11:
            usual = working[index % PEERS]
            found.append(
                pairing(house, working[(index + 3) % PEERS], person, covers_for=usual, opens_at=long_ago())
            )
    return found


def links_of(house: House, supervisors: dict[str, list[User]]) -> list[SupervisionLink]:
    """Each peer has one supervisor of each kind, each supervisor ten peers and a little more."""
    start = long_ago()
    return [
        SupervisionLink(
            agency=house.agency,
            peer=peer,
            supervisor=users[index % SUPERVISORS],
            kind=kind,
            opens_at=start,
            starts_on=start.date(),
            made_by=house.admin,
        )
        for index, peer in enumerate(house.peers)
        for kind, users in supervisors.items()
    ]


def blocks_of(house: House, staff: list[User]) -> list[BlockedStaff]:
    pairs = {(person.pk, house.dice.choice(staff).pk) for person in house.dice.sample(house.people, BLOCKS)}
    return [BlockedStaff(agency=house.agency, person_id=person, user_id=user) for person, user in pairs]


def make_grants(house: House) -> None:
    """A third in force, two thirds over, as they pile up in a real house."""
    holders = [peer.user for peer in house.peers[:PEERS]]
    permission = Permission.objects.get(codename="view_supportedperson")
    rows = []
    for index, person in enumerate(house.dice.sample(house.people[:-COLLEAGUES], GRANTS)):
        over = index % 3 != 0
        rows.append(
            PersonGrant(
                agency=house.agency,
                permission=permission,
                user=holders[index],
                content_object=person,
                audience="responder",
                contents=["facts", "narrative"],
                reason="stands in",
                starts_at=clock.ago(days=60),
                ends_at=clock.ago(days=5) if over else clock.ago(days=-30),
                granted_by=house.admin,
            )
        )
    save(rows)
