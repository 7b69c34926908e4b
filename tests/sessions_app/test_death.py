"""When somebody died, nothing about them goes on anywhere, from the same moment."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import transaction

from peersupport.core import clock
from peersupport.people import services as people_services
from peersupport.people.models import News, Pairing, PeerSpecialist, PersonGrant
from sessions_app import services
from sessions_app.models import Attendance, Group, GroupRegular, SessionSeries, SupportSession
from tests.api.caller import Caller
from tests.factories import (
    give_account,
    make_admin,
    make_block,
    make_grant,
    make_link,
    make_pairing,
    make_peer,
    make_person,
    make_program,
    sign_in,
)

NAME = "Wilhelmina"
FILES = ("/take-along/people/", "/take-along/meetings/")


class World:
    """Everything that can be open about somebody at once."""

    def __init__(self) -> None:
        self.person = make_person(program=make_program(level="attendance"), name=NAME)
        self.pairing = make_pairing(person=self.person)
        self.peer, agency = self.pairing.peer, self.person.agency
        self.own = give_account(self.person)
        self.admin = make_admin(agency=agency)
        self.clinical = make_link(peer=self.peer, made_by=self.admin).supervisor
        self.senior = make_link(peer=self.peer, kind="senior", made_by=self.admin).supervisor
        self.wished = make_peer(agency=agency)
        people_services.wish_for_peer(person=self.person, peer=self.wished, by=self.own)
        ended = make_pairing(person=self.person, peer=make_peer(agency=agency), state="ended")
        self.asked = people_services.ask_back(pairing=ended, by=self.own)
        make_grant(person=self.person, user=self.wished.user)
        self._meetings()
        self._group()

    def _meetings(self) -> None:
        at = clock.now()
        common = {"agency": self.person.agency, "peer": self.peer}
        for state, moment in (("planned", at + timedelta(hours=20)), ("completed", at - timedelta(hours=20))):
            session = SupportSession.objects.create(
                id=uuid.uuid4(), program=self.person.program, level="attendance", state=state, minutes=30,
                local_start=f"{moment:%Y-%m-%dT%H:%M}", time_zone="UTC", starts_at=moment, kinds=["emotional"],
                closed_at=at if state == "completed" else None, **common,
            )  # fmt: skip
            Attendance.objects.create(session=session, person=self.person, starts_at=moment, **common)
        services.save_draft(
            key=uuid.uuid4(),
            person=self.person,
            form_version=1,
            payload={"text": "so far"},
            by=self.peer.user,
        )
        SessionSeries.objects.create(
            person=self.person, program=self.person.program, every=1, local_start="2026-01-01T10:00",
            time_zone="UTC", minutes=30, **common,
        )  # fmt: skip

    def _group(self) -> None:
        agency = self.person.agency
        group = Group.objects.create(
            agency=agency, program=self.person.program, name="Choir", lead=self.peer, started_by=self.admin
        )
        GroupRegular.objects.create(agency=agency, group=group, person=self.person, added_by=self.admin)

    def die(self) -> None:
        today: date = self.person.program.today()
        people_services.record_death(person=self.person, died_on=today, by=self.admin)


@pytest.fixture
def world():
    return World()


def open_rows(person):
    """How much is still open about somebody."""
    return [
        Pairing.objects.filter(person=person, state__in=["active", "paused", "offered"]).count(),
        Pairing.objects.filter(person=person, back_asked_at__isnull=False).count(),
        SupportSession.objects.filter(attendances__person=person, state="planned").count(),
        SessionSeries.objects.filter(person=person, ended_at=None).count(),
        GroupRegular.objects.filter(person=person).count(),
        PersonGrant.objects.in_force().filter(content_object=person).count(),
    ]


def test_everything_that_was_open_is_over_in_the_same_transaction(world):
    assert open_rows(world.person) == [2, 1, 1, 1, 1, 1]

    world.die()

    assert open_rows(world.person) == [0, 0, 0, 0, 0, 0]
    world.pairing.refresh_from_db()
    assert (world.pairing.end_reason, world.pairing.walked_until) == ("died", world.person.program.today())


def test_all_of_it_is_one_transaction(world):
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 - what a rollback undoes
        world.die()
        assert open_rows(world.person) == [0, 0, 0, 0, 0, 0]
        raise ZeroDivisionError

    assert open_rows(world.person) == [2, 1, 1, 1, 1, 1]


def lists_of(user):
    """Every list that may name somebody: pages, files and the API, by name."""
    client, caller = sign_in(user), Caller(user)
    answers = {path: client.get(path) for path in ("/", "/people/", "/sessions/", "/groups/")}
    answers["search"] = client.post("/people/search/", {"q": NAME})
    answers |= {path: client.post(path, {"why": "overview"}) for path in FILES}
    answers |= {f"api {path}": caller.get(path) for path in ("sessions/", "people/", "pairings/")}
    # What was looked for stands in its own field.
    return {
        path: b"".join(answer).decode().replace(f'value="{NAME}"', "") for path, answer in answers.items()
    }


def naming(user):
    return {path for path, text in lists_of(user).items() if NAME in text}


def test_no_list_search_card_file_or_count_names_them_any_more(world):
    readers = [world.peer.user, world.clinical, world.senior, world.admin, world.wished.user]
    everywhere = {
        "/",
        "/people/",
        "/sessions/",
        "search",
        *FILES,
        "api sessions/",
        "api people/",
        "api pairings/",
    }
    assert naming(world.peer.user) == everywhere
    assert naming(world.clinical) == naming(world.senior) == everywhere

    world.die()

    assert [naming(reader) for reader in readers] == [set()] * 5
    assert "Kinds of support in the last four weeks" not in lists_of(world.senior)["/"]


def test_the_meetings_stay_with_the_peer_and_only_their_own_page_says_with_whom(world):
    met = SupportSession.objects.get(state="completed")
    path = f"/sessions/{met.pk}/"

    world.die()

    for reader, is_named in ((world.peer.user, True), (world.clinical, False), (world.senior, False)):
        assert f'href="{met.pk}/"' in lists_of(reader)["/sessions/"]
        assert (NAME in sign_in(reader).get(path).content.decode()) == is_named
    make_block(person=world.person, user=world.peer.user)
    assert NAME not in sign_in(world.peer.user).get(path).content.decode()


def test_their_own_space_closes_at_once(world):
    client = sign_in(world.own)
    assert client.get("/").status_code == 200

    world.die()

    assert client.get("/").status_code == 302
    assert not PeerSpecialist.objects.walking_with(world.person).exists()


def test_who_hears_of_it_first_is_asked_before_and_pages_say_it_gently(world):
    client = sign_in(world.peer.user)
    page = client.get(f"/people/{world.person.pk}/died/").content.decode()
    assert "Who hears it from a human first?" in page
    assert all(user.name in page for user in (world.peer.user, world.clinical, world.senior))

    world.die()

    assert "If you want to talk" in client.get(f"/people/{world.person.pk}/").content.decode()
    assert not News.objects.filter(person=world.person, kind="ended").exists()
