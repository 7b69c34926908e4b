import re
import uuid

import pytest
from django.urls import reverse

from peersupport.accounts.models import User
from peersupport.audit.models import AccessEvent
from peersupport.people.models import LeaveOut, Pairing
from sessions_app.models import SessionNote, SupportSession
from sessions_app.services import mark_not_met
from tests import factories
from tests.sessions_app.world import Two, wall

LOG = reverse("sessions_app:session_log")


def address(two, key=None):
    return f"{LOG}?person={two.person.pk}&draft={key or uuid.uuid4()}"


def answers(**values):
    return {
        "minutes": "45",
        "when": "now",
        "kinds": ["emotional"],
        "text": "We looked for a quiet bench.",
        **values,
    }


def errors_of(response):
    return set(response.context["form"].errors)


def test_log_asks_for_whom_then_mints_the_key_into_the_address():
    two = Two()
    client = factories.sign_in(two.user)

    assert f"?person={two.person.pk}" in client.get(LOG).content.decode()
    response = client.get(LOG, {"person": two.person.pk})
    assert re.fullmatch(rf"{LOG}\?person={two.person.pk}&draft=[0-9a-f-]{{36}}", response["Location"])


def test_log_saves_and_goes_home():
    two = Two()

    response = factories.sign_in(two.user).post(address(two), answers())

    assert (response.status_code, response["Location"]) == (302, "/")
    session = SupportSession.objects.get()
    assert (session.state, session.minutes, session.peer, session.has_note) == (
        "completed",
        45,
        two.peer,
        True,
    )


def test_same_post_twice_makes_one_and_another_body_is_409_with_the_words_kept():
    two = Two()
    client, url = factories.sign_in(two.user), address(two)
    opened = client.get(url).context["form"].initial["opened_at"]

    codes = [client.post(url, answers(opened_at=opened)).status_code for _ in range(2)]
    response = client.post(url, answers(opened_at=opened, text="Other words entirely"))

    assert (codes, response.status_code, SessionNote.objects.count()) == ([302, 302], 409, 1)
    assert "Other words entirely" in response.content.decode()


def test_finished_meeting_opens_as_itself():
    two = Two()
    session = two.complete()

    response = factories.sign_in(two.user).get(address(two, session.pk))

    assert response["Location"] == reverse("sessions_app:session_detail", args=[session.pk])


def test_nothing_chosen_is_422_and_says_what_is_missing_at_its_field():
    two = Two()

    response = factories.sign_in(two.user).post(address(two), {})

    assert (response.status_code, errors_of(response)) == (422, {"minutes", "kinds", "text"})


def test_finish_later_keeps_a_draft_that_comes_back():
    two = Two()
    client, key = factories.sign_in(two.user), uuid.uuid4()

    response = client.post(address(two, key), answers(text="half a tho", minutes="", later="1"))
    page = client.get(LOG, {"draft": key})

    assert response["Location"] == "/"
    assert SupportSession.objects.count() == 0
    assert "half a tho" in page.content.decode()
    assert page.context["form"].initial["kinds"] == ["emotional"]


def test_draft_of_somebody_else_is_not_there():
    two, other = Two(), Two()
    key = uuid.uuid4()
    factories.sign_in(two.user).post(address(two, key), answers(later="1"))

    assert factories.sign_in(other.user).get(LOG, {"draft": key}).status_code == 404


def test_draft_about_one_person_never_opens_for_another():
    two = Two()
    other = Two(peer=two.peer)
    client, key = factories.sign_in(two.user), uuid.uuid4()
    client.post(address(two, key), answers(later="1"))

    assert client.get(address(other, key)).status_code == 404
    assert client.post(address(other, key), answers(later="1")).status_code == 404


def test_same_as_last_time_copies_way_place_and_length_only():
    two = Two()
    client = factories.sign_in(two.user)
    client.post(
        address(two), answers(minutes="other", minutes_other="75", way="out", place="outdoors", agenda="x")
    )

    form = client.get(address(two) + "&same=1").context["form"]

    assert {
        name: form.initial.get(name)
        for name in ("minutes", "minutes_other", "way", "place", "kinds", "agenda")
    } == {
        "minutes": "other",
        "minutes_other": 75,
        "way": "out",
        "place": "outdoors",
        "kinds": None,
        "agenda": None,
    }


def test_what_we_leave_out_stands_above_the_box_and_leaves_a_trace():
    two = Two()
    LeaveOut.objects.create(agency=two.agency, person=two.person, text="My brother's name")

    page = factories.sign_in(two.user).get(address(two))

    assert "My brother&#x27;s name" in page.content.decode()
    event = AccessEvent.objects.get()
    assert (event.person_id, event.purpose, event.contents) == (two.person.pk, "own_work", ["leave_out"])


def test_we_met_has_everything_filled_in():
    two = Two()
    plan = two.plan(local_start=wall(minutes=5), minutes=50, way="phone")
    type(plan).objects.filter(pk=plan.pk).update(
        starts_at=plan.starts_at.replace(year=2025), local_start="2025" + plan.local_start[4:]
    )
    client, url = factories.sign_in(two.user), reverse("sessions_app:session_met", args=[plan.pk])

    form = client.get(url).context["form"]
    filled = {
        name: value for name, value in form.initial.items() if name in form.fields and value is not None
    }
    response = client.post(url, filled | {"kinds": ["companionship"], "text": "We had tea."})

    assert (response.status_code, form.initial["minutes_other"], form.initial["when"]) == (302, 50, "day")
    plan.refresh_from_db()
    assert (plan.state, plan.minutes, plan.way, plan.starts_at.year) == ("completed", 50, "phone", 2025)


def test_we_met_before_its_time_was_just_now():
    two = Two()
    plan = two.plan(local_start=wall(hours=3))

    form = (
        factories.sign_in(two.user).get(reverse("sessions_app:session_met", args=[plan.pk])).context["form"]
    )

    assert (form.initial["when"], form.plan_is_open) == ("now", True)


def test_we_met_after_we_did_not_connect_is_409():
    two = Two()
    plan = two.plan_now()
    mark_not_met(session=plan, by=two.user)

    response = factories.sign_in(two.user).get(reverse("sessions_app:session_met", args=[plan.pk]))

    assert response.status_code == 409


def test_strangers_find_no_such_person():
    two = Two()
    stranger = factories.make_peer(agency=two.agency)
    paused = Two(agency=two.agency)
    Pairing.objects.filter(pk=paused.pairing.pk).update(state="paused", paused_at=two.pairing.offered_at)

    assert factories.sign_in(stranger.user).get(address(two)).status_code == 404
    assert factories.sign_in(stranger.user).post(address(two), answers()).status_code == 404
    assert factories.sign_in(paused.user).get(address(paused)).status_code == 403


@pytest.mark.parametrize("role", ["clinical_supervisor", "senior_peer_supervisor", "agency_admin"])
def test_other_roles_have_no_such_page(role):
    assert factories.sign_in(factories.make_staff(role)).get(LOG).status_code == 404


def test_person_and_nobody_have_no_such_page():
    person = factories.make_user(kind=User.Kind.PERSON)

    assert factories.sign_in(person).get(LOG).status_code == 404
    assert factories.Client().get(LOG).status_code == 302


@pytest.mark.parametrize(
    "query", ["person=abc", "person=%00", "draft=1", "person=1&person=2", "draft=" + "9" * 40]
)
def test_bad_ids_are_not_there(query):
    assert factories.sign_in(Two().user).get(f"{LOG}?{query}").status_code == 404


def test_wrong_method():
    assert factories.sign_in(Two().user).put(LOG).status_code == 405
