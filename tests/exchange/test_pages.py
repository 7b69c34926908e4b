"""The pages of an import, and the buttons that take a list along."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from peersupport.core.uploads import MOST_BYTES
from peersupport.exchange import services
from peersupport.exchange.models import ImportRun
from peersupport.people.models import SupportedPerson
from sessions_app.models import SupportSession
from tests import factories
from tests.sessions_app.world import Two

from .world import House, work

START = reverse("exchange:import_start")


@pytest.fixture
def house():
    return House()


@pytest.fixture
def office(house):
    return factories.sign_in(house.office)


def send(client, data, kind="people"):
    file = SimpleUploadedFile("list.csv", data if isinstance(data, bytes) else data.encode())
    return client.post(START, {"kind": kind, "file": file})


def show(run):
    return reverse("exchange:import_show", args=[run.pk])


def test_from_the_file_to_the_people(house, office):
    to = send(office, "name,Old\nAna R.,x\n")
    run = ImportRun.objects.get()
    columns = reverse("exchange:import_columns", args=[run.pk])
    assert (to.url, office.get(to.url).url) == (show(run), columns)
    assert "such as “Ana R.”" in office.get(columns).content.decode()

    asked = office.post(columns, {"column_0": "name", "column_1": ""})
    assert (asked.status_code, "Some columns would be left out" in asked.content.decode()) == (422, True)
    office.post(columns, {"column_0": "name", "column_1": "", "leave_out": "on"})
    assert "One moment" in office.get(show(run)).content.decode()

    work(run)
    assert "One row is ready to come in" in office.get(show(run)).content.decode()
    office.post(reverse("exchange:import_confirm", args=[run.pk]))
    work(run)
    assert "One person came in" in office.get(show(run)).content.decode()
    assert SupportedPerson.objects.get().chosen_name == "Ana R."


def test_the_page_asks_again_by_itself_and_shows_all_of_it_at_the_end(house, office):
    run = house.upload("name\nAna\n")
    services.choose_columns(run=run, columns=["name"], by=house.office)
    part = office.get(show(run), headers={"HX-Request": "true"})
    assert (part.status_code, "<html" in part.content.decode()) == (200, False)

    work(run)
    assert office.get(show(run), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_problems_stand_on_the_page_and_in_a_list(house, office):
    run = house.checked("name\n=x\n")

    assert "begins like a formula" in office.get(show(run)).content.decode()
    listed = office.get(reverse("exchange:import_problems", args=[run.pk]))
    assert "begins like a formula" in b"".join(listed.streaming_content).decode()
    assert listed.headers["Content-Disposition"].startswith('attachment; filename="list-2')


def test_days_are_asked_about_on_the_page(house, office):
    factories.make_person(program=house.program, name="Ana", added_by=house.office)
    run = house.checked(house.meetings("Ana,{peer},1/2/2026,14:30,45"), "sessions")
    days = reverse("exchange:import_days", args=[run.pk])
    assert "What does 3/4/2026 mean" in office.get(show(run)).content.decode()

    assert office.post(days, {}).status_code == 422
    office.post(days, {"order": "month"})
    assert work(run).new_rows == 1
    assert not run.day_first


def test_a_file_that_may_not_come_in_is_refused_on_the_page(office):
    said = send(office, "name,notes\nAna,x\n")

    assert said.status_code == 422
    assert "with the yes of the person" in said.content.decode()


@pytest.mark.parametrize("size", [MOST_BYTES, MOST_BYTES + 1])
def test_twenty_megabytes_are_the_most(office, size):
    said = send(office, b"name\n" + b"x" * 50 + b"\n" * (size - 56) + b"\n")

    assert (said.status_code == 302) == (size == MOST_BYTES)
    assert ("larger than 20 MB" in said.content.decode()) == (size > MOST_BYTES)


def test_no_file_and_an_empty_one_get_a_sentence(office):
    assert "Please choose a file from this device." in office.post(START, {"kind": "people"}).content.decode()
    assert "This file is empty." in send(office, b"").content.decode()


def test_a_file_can_be_forgotten_at_once(house, office):
    run = house.checked("name\nAna\n")
    office.post(reverse("exchange:import_discard", args=[run.pk]))

    assert not ImportRun.objects.exists()


def test_what_moved_on_is_said(house, office):
    run = house.brought("name\nAna\n")

    assert office.post(reverse("exchange:import_confirm", args=[run.pk])).status_code == 409
    assert office.post(reverse("exchange:import_columns", args=[run.pk]), {}).status_code == 409
    assert office.get(reverse("exchange:import_columns", args=[run.pk])).url == show(run)


def test_a_list_is_taken_with_the_filters_of_its_address():
    two = Two()
    two.complete()
    two.plan()
    peer = factories.sign_in(two.user)
    taken = peer.post(reverse("exchange:meetings_take") + "?state=planned", {"why": "overview"})
    lines = b"".join(taken.streaming_content).decode().splitlines()

    assert len(lines) == 2
    assert "planned" in lines[1]
    assert (
        peer.post(reverse("exchange:meetings_take") + "?state=nonsense", {"why": "other"}).status_code == 404
    )
    taken = peer.post(reverse("exchange:people_take") + "?who=me", {"why": "overview"})
    assert "Ana R." in b"".join(taken.streaming_content).decode()
    assert taken.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_the_lists_have_a_button_that_keeps_their_filters():
    two = Two()
    two.complete()
    peer, me = factories.sign_in(two.user), factories.sign_in(factories.give_account(two.person))

    meetings = peer.get(reverse("sessions_app:session_list") + "?state=completed").content.decode()
    assert reverse("exchange:meetings_take") + "?state=completed" in meetings
    assert reverse("exchange:people_take") in peer.get(reverse("people:person_list")).content.decode()
    assert reverse("exchange:my_meetings_take") in me.get(reverse("my_record:meeting_list")).content.decode()


def test_where_an_imported_meeting_comes_from_stands_on_it(house):
    person = factories.make_person(program=house.program, name="Ana", added_by=house.office)
    factories.make_pairing(person=person, peer=house.peer)
    house.brought(house.meetings("Ana,{peer},2026-03-02,14:30,45"), "sessions")
    session, me = SupportSession.objects.get(), factories.give_account(person)

    for user, route in ((house.peer.user, "sessions_app:session_detail"), (me, "my_record:meeting_detail")):
        page = factories.sign_in(user).get(reverse(route, args=[session.pk]))
        assert "The office brought it in" in page.content.decode()
