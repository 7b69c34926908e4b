"""What a house promises its peers: days it can keep, and that signals are no ground for discipline."""

import pytest

from peersupport.audit.models import AuditEvent
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.rules.models import HousePromise
from peersupport.rules.services import accept_signals, set_house_promise
from tests.factories import make_admin, make_peer, make_supervisor, sign_in

PAGE, SIGNALS = "/manage/promise-to-peers/", "/manage/promise-to-peers/signals/"


@pytest.fixture
def admin():
    return make_admin(name="Farah Naseri")


def test_without_a_row_the_defaults_hold(admin):
    promise = HousePromise.objects.of(admin.agency_id)

    assert (promise.answer_days, promise.room_text_months, promise.signals_accepted_at) == (10, 6, None)


def test_the_office_sets_it_for_its_own_house_alone(admin):
    set_house_promise(answer_days=7, room_text_months=3, by=admin)

    promise = HousePromise.objects.of(admin.agency_id)
    assert (promise.answer_days, promise.room_text_months) == (7, 3)
    assert HousePromise.objects.of(make_admin().agency_id).answer_days == 10
    assert AuditEvent.objects.get(action="house_promise.set").fields == ["answer_days", "room_text_months"]


@pytest.mark.parametrize(
    ("days", "months", "field"),
    [
        (0, 6, "answer_days"),
        (61, 6, "answer_days"),
        (10, 0, "room_text_months"),
        (10, 25, "room_text_months"),
    ],
)
def test_a_house_promises_what_it_can_keep(admin, days, months, field):
    with pytest.raises(DomainError) as refused:
        set_house_promise(answer_days=days, room_text_months=months, by=admin)

    assert refused.value.field == field
    assert not HousePromise.objects.exists()


def test_nobody_but_the_office(admin):
    for other in (make_peer(agency=admin.agency).user, make_supervisor("senior", agency=admin.agency)):
        with pytest.raises(NotAllowed):
            set_house_promise(answer_days=5, room_text_months=5, by=other)
        with pytest.raises(NotAllowed):
            accept_signals(by=other)


def test_signals_are_accepted_once_and_for_good(admin):
    promise = accept_signals(by=admin)

    assert promise.signals_accepted_by == admin
    with pytest.raises(WrongState):
        accept_signals(by=admin)
    set_house_promise(answer_days=5, room_text_months=5, by=admin)
    assert HousePromise.objects.of(admin.agency_id).signals_accepted_at == promise.signals_accepted_at


def test_the_desk_asks_for_it_until_it_is_in_writing(admin):
    client = sign_in(admin)
    asks = "Put in writing that signals are no ground for discipline"
    assert asks in client.get("/manage/").content.decode()

    assert client.post(SIGNALS).status_code == 302

    assert asks not in client.get("/manage/").content.decode()
    assert client.post(SIGNALS).status_code == 409


def test_a_peer_reads_it_and_what_became_of_it(admin):
    office, peer = sign_in(admin), sign_in(make_peer(agency=admin.agency).user)
    office.post(PAGE, {"answer_days": "7", "room_text_months": "6"})
    office.post(SIGNALS)

    said = peer.get(PAGE).content.decode()
    changes = peer.get("/manage/changes/?kind=promise").content.decode()

    assert "gets an answer within 7 days" in said
    assert "The house put this in writing" in said
    assert 'name="answer_days"' not in said
    assert "Farah Naseri put in writing that signals are no ground for discipline." in changes
    assert "before 10, now 7" in changes
    assert peer.post(PAGE, {"answer_days": "1", "room_text_months": "6"}).status_code == 404
    assert peer.post(SIGNALS).status_code == 404


@pytest.mark.parametrize("days", ["", "x", "0", "61", "9" * 5000, "-1", "1.5", "\x00"])
def test_bad_input_is_told_at_its_place_and_stays(admin, days):
    response = sign_in(admin).post(PAGE, {"answer_days": days, "room_text_months": "6"})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["answer_days"])
    assert response.context["form"]["room_text_months"].value() == "6"
