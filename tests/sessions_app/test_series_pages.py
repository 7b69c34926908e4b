"""The pages of meetings that come back."""

import uuid

import pytest
from django.urls import reverse

from peersupport.core import clock
from sessions_app import local_time
from sessions_app.models import SessionSeries
from tests import factories
from tests.sessions_app.test_series import a_group, days, start, states
from tests.sessions_app.test_series_changes import at_turn
from tests.sessions_app.world import Two, an_entry, wall
from tests.support.midday import NEW_YORK


def url(name, row):
    return reverse(f"sessions_app:{name}", args=[row.pk])


def answers(**values):
    day = wall(days=3)
    return {"start_date": day.date(), "start_time": "14:00", "minutes": "60", "key": uuid.uuid4(), **values}


def plan_url(two):
    return reverse("sessions_app:session_plan") + f"?person={two.person.pk}"


def test_plan_page_starts_a_series_once():
    two = Two()
    client, said = factories.sign_in(two.user), answers(repeats="2")

    codes = [client.post(plan_url(two), said).status_code for _ in range(2)]

    series = SessionSeries.objects.get()
    assert (codes, series.every, len(days(series))) == ([302, 302], 2, 4)
    assert url("series_end", series) in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"ends_on": "2001-01-01"}, {"ends_on"}),
        ({"ends_on": "x"}, {"ends_on"}),
        ({"repeats": "7"}, {"repeats"}),
        ({"start_date": "9999-12-31"}, {"start_date"}),
        ({"minutes": "other", "minutes_other": "0"}, {"minutes_other"}),
    ],
)
def test_plan_page_says_what_does_not_fit_a_series(values, wrong):
    two = Two()

    response = factories.sign_in(two.user).post(plan_url(two), answers(**{"repeats": "1", **values}))

    assert (response.status_code, set(response.context["form"].errors)) == (422, wrong)
    assert not SessionSeries.objects.exists()


def test_same_as_last_time_fills_way_place_and_length_of_a_plan_and_nothing_else():
    two = Two()
    client = factories.sign_in(two.user)
    assert "data-same" not in client.get(plan_url(two)).content.decode()
    two.complete(an_entry(way="phone", place="home", minutes=75, agenda_by="them"))

    assert "data-same" in client.get(plan_url(two)).content.decode()
    form = client.get(plan_url(two) + "&same=1").context["form"]

    filled = {name: form[name].value() for name in form.fields if name not in {"key", "which_hour"}}
    assert {name: value for name, value in filled.items() if value} == {
        "minutes": "other",
        "minutes_other": 75,
        "way": "phone",
        "place": "home",
        "repeats": "once",
    }


def test_series_page_lists_what_comes_and_skips_one():
    two = Two()
    series, client = start(two), factories.sign_in(two.user)
    first = at_turn(series, 0)

    page = client.get(url("series_detail", series)).content.decode()
    assert page.count("Skip this one") == 8
    back = client.post(url("session_cancel", first), {"next": url("series_detail", series)})
    assert back["Location"] == url("series_detail", series)
    page = client.get(url("series_detail", series)).content.decode()
    assert (page.count("Skip this one"), page.count("Plan it again")) == (7, 1)


def test_series_page_says_when_the_clocks_move_one():
    two = Two(zone=NEW_YORK)
    with clock.set_to(local_time.to_instant(local_time.from_stored("2027-03-01T12:00"), NEW_YORK)):
        series = start(two, local_start=local_time.from_stored("2027-03-07T02:30"))
        client = factories.sign_in(two.user)
        page = client.get(url("series_detail", series)).content.decode()

    assert "The clocks go forward that night: 2:30 a.m. doesn’t exist." in page


def test_meeting_of_a_series_says_so_and_leads_there():
    two = Two()
    series = start(two, ends_on=wall(days=30).date())

    page = factories.sign_in(two.user).get(url("session_detail", at_turn(series, 0))).content.decode()

    assert "Every week, until" in page
    assert url("series_detail", series) in page


def test_later_page_changes_and_keeps_what_was_typed():
    two = Two()
    series, client = start(two), factories.sign_in(two.user)
    second = at_turn(series, 1)

    wrong = client.post(url("session_later", second), answers(start_date="2001-01-01"))
    right = client.post(url("session_later", second), answers(way="phone"))

    assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {"start_date"})
    new = SessionSeries.objects.exclude(pk=series.pk).get()
    assert (right["Location"], new.way) == (url("series_detail", new), "phone")
    assert client.get(url("session_later", two.plan())).status_code == 409


def test_end_and_undo_over_http():
    two = Two()
    series, client = start(two), factories.sign_in(two.user)

    page = client.post(url("series_end", series), follow=True).content.decode()
    assert url("series_resume", series) in page
    client.post(url("series_resume", series))

    assert set(states(series)) == {"planned"}


def test_series_ladder():
    two = Two()
    series, own = start(two), factories.sign_in(two.user)
    second = factories.make_pairing(person=two.person, peer=factories.make_peer(agency=two.agency)).peer.user
    strangers = [second, Two().user, factories.make_link(peer=two.peer).supervisor]

    for name in ("series_end", "series_resume"):
        assert own.get(url(name, series)).status_code == 405
        codes = {factories.sign_in(user).post(url(name, series)).status_code for user in strangers}
        assert codes == {404}
    assert {factories.sign_in(user).get(url("series_detail", series)).status_code for user in strangers} == {
        404
    }
    factories.make_block(person=two.person, user=two.user)
    assert own.get(url("series_detail", series)).status_code == 404


def test_group_repeat_page():
    two = Two()
    group, client = a_group(two), factories.sign_in(two.user)

    assert client.get(url("group_repeat", group)).status_code == 200
    assert client.post(url("group_repeat", group), answers(repeats="")).status_code == 422
    assert client.post(url("group_repeat", group), answers(repeats="1")).status_code == 302
    series = SessionSeries.objects.get()
    assert "Walkers" in client.get(url("series_detail", series)).content.decode()
    other = factories.make_peer(agency=two.agency).user
    assert factories.sign_in(other).get(url("group_repeat", group)).status_code == 403
    assert factories.sign_in(Two().user).get(url("group_repeat", group)).status_code == 404
