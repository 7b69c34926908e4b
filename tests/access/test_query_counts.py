"""The number of queries of a page does not depend on how many people and meetings it shows."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.people.models import SupportedPerson
from sessions_app.models import Attendance, SupportSession
from tests import factories
from tests.parts import gathered, made_by

LISTS_AT_MOST, HOME_AT_MOST = 8, 14
SIGNING = 2  # the session and the user, on every page


class Crowd:
    """One peer with `size` people and a meeting with each, both supervisors, the office, and one person's account."""

    def __init__(self, size: int) -> None:
        self.agency = factories.make_agency()
        self.program = factories.make_program(agency=self.agency)
        self.peer = factories.make_peer(agency=self.agency)
        self.office = factories.make_admin(agency=self.agency)
        self.people = [self._person(number) for number in range(size)]
        self.arguments: dict[str, list[uuid.UUID]] = {"home:person_page": [self.people[0].pk]}
        self.me = factories.give_account(self.people[0])
        for _ in range(size):
            self._met(self.people[0])
        links = [factories.make_link(peer=self.peer, kind=kind) for kind in ("clinical", "senior")]
        self.readers: dict[str, User] = {
            "peer": self.peer.user,
            "clinical": links[0].supervisor,
            "senior": links[1].supervisor,
            "office": self.office,
            "person": self.me,
        }
        made_by("crowd", self)

    def _person(self, number: int) -> SupportedPerson:
        person = factories.make_person(program=self.program, name=f"Sam {number}", added_by=self.office)
        factories.make_pairing(person=person, peer=self.peer)
        self._met(person)
        return person

    def _met(self, person: SupportedPerson) -> None:
        at = clock.now() - timedelta(hours=30)
        common = {"agency": self.agency, "peer": self.peer}
        session = SupportSession.objects.create(
            id=uuid.uuid4(), program=self.program, level="attendance", state="completed", minutes=30,
            local_start=f"{at:%Y-%m-%dT%H:%M}", time_zone="UTC", starts_at=at, closed_at=at, **common,
        )  # fmt: skip
        Attendance.objects.create(session=session, person=person, starts_at=at, **common)

    def queries(self, reader: str, method: str, address: str) -> int:
        client = factories.sign_in(self.readers[reader])
        path = reverse(address, args=self.arguments.get(address, []))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = (
                client.post(path, {"q": "Sam", "why": "other"}) if method == "POST" else client.get(path)
            )
        assert response.status_code == 200
        return len(captured) - SIGNING


PAGES = [
    *(
        (reader, "GET", "home:index", HOME_AT_MOST)
        for reader in ("peer", "clinical", "senior", "office", "person")
    ),
    *(
        (reader, "GET", "people:person_list", LISTS_AT_MOST)
        for reader in ("peer", "clinical", "senior", "office")
    ),
    *((reader, "POST", "people:person_search", LISTS_AT_MOST) for reader in ("peer", "clinical", "office")),
    *(
        (reader, "GET", "sessions_app:session_list", LISTS_AT_MOST)
        for reader in ("peer", "clinical", "senior")
    ),
    *((reader, "GET", "home:person_page", HOME_AT_MOST) for reader in ("peer", "clinical", "office")),
    ("person", "GET", "my_record:meeting_list", LISTS_AT_MOST),
    *gathered("COUNTED", []),
]


@pytest.fixture
def crowds(database):
    return Crowd(3), Crowd(30)


def test_pages_ask_as_often_for_thirty_rows_as_for_three(crowds):
    few, many = crowds
    # The office's page leaves a question out while every number is too small to be shown.
    office = Crowd(6)
    asked = {
        page: ((office if page[0] == "office" else few).queries(*page[:3]), many.queries(*page[:3]))
        for page in PAGES
    }

    assert {page[:3]: counts for page, counts in asked.items() if counts[0] != counts[1]} == {}
    assert {page[:3]: counts for page, counts in asked.items() if counts[1] > page[3]} == {}
