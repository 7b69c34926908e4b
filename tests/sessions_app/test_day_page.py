"""The end of the day: several meetings, one save."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.models import Program
from peersupport.core import clock
from peersupport.people.models import Pairing
from sessions_app.models import SessionDraft, SessionNote, SupportSession
from sessions_app.services import cancel_session, save_draft
from tests import factories
from tests.sessions_app.test_series import a_group, start
from tests.sessions_app.world import Two, facts_only, wall

DAY = reverse("sessions_app:end_of_day")


def yesterday(two, hour=0, **values):
    """A meeting that was to be, planned the day before it."""
    with clock.set_to(clock.now() - timedelta(days=2)):
        return two.plan(**{"local_start": wall(days=1, hours=hour), "minutes": 50, "way": "phone", **values})


def others(two, count, **values):
    return [Two(peer=two.peer, name=f"Sam {number}", **values) for number in range(count)]


def card(session, became="met", **values):
    said = {"became": became, "minutes_other": 50, "kinds": ["emotional"], "text": "We sat.", **values}
    return {"meeting": [str(session.pk)]} | {f"{session.pk}-{name}": value for name, value in said.items()}


def together(*cards):
    said = {"meeting": []}
    for one in cards:
        said["meeting"] += one["meeting"]
        said |= {name: value for name, value in one.items() if name != "meeting"}
    return said


def state_of(session):
    session.refresh_from_db()
    return session.state


def test_four_meetings_in_one_save():
    two = Two()
    plans = [yesterday(two), *(yesterday(other, hour=1) for other in others(two, 3))]
    client = factories.sign_in(two.user)

    said = together(
        card(plans[0], text="We walked."),
        card(plans[1], "not_met", kinds=[], text=""),
        card(plans[2], minutes_other=20, text="", rest_stays_between_us="on"),
        card(plans[3], "", kinds=[], text=""),
    )
    response = client.post(DAY, said)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert [state_of(plan) for plan in plans] == ["completed", "not_met", "completed", "planned"]
    assert [plan.minutes for plan in plans] == [50, 50, 20, 50]
    assert (plans[0].way, plans[0].kinds, SessionNote.objects.count()) == ("phone", ["emotional"], 2)
    page = client.get("/").content.decode()
    assert "3 meetings written down." in page


def test_the_same_post_again_changes_nothing():
    two = Two()
    plans = [yesterday(two), yesterday(others(two, 1)[0])]
    client, said = factories.sign_in(two.user), together(card(plans[0]), card(plans[1], "not_met"))

    codes = [client.post(DAY, said).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert [state_of(plan) for plan in plans] == ["completed", "not_met"]
    assert SessionNote.objects.count() == 1


def test_what_can_not_be_saved_stays_with_its_words_and_the_rest_is_saved():
    two = Two()
    good, bad = yesterday(two), yesterday(others(two, 1)[0])

    response = factories.sign_in(two.user).post(
        DAY, together(card(good), card(bad, kinds=[], text="Kept as it was typed."))
    )

    page = response.content.decode()
    assert (response.status_code, state_of(good), state_of(bad)) == (422, "completed", "planned")
    assert "Kept as it was typed." in page
    assert "Sam 0 – Please choose what it was, one or more." in page
    assert "Written down." in page
    assert f'name="{good.pk}-text"' not in page


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"minutes_other": ""}, "Please write how many minutes."),
        ({"minutes_other": "x"}, "Please write a whole number"),
        ({"minutes_other": "1441"}, "A meeting lasts from one minute to a day."),
        ({"kinds": ["rest"]}, "Please choose among the four kinds."),
        ({"text": ""}, "Please write a line"),
        ({"text": "a" * 601}, "Please take out 1."),
        ({"became": "perhaps"}, "Please choose one of the answers shown."),
        ({"became": ""}, "Please say whether you met."),
    ],
)
def test_card_says_what_does_not_fit(values, wrong):
    two = Two()
    plan = yesterday(two)

    response = factories.sign_in(two.user).post(DAY, card(plan, **{"became": "met", **values}))

    assert (response.status_code, state_of(plan)) == (422, "planned")
    assert wrong in response.content.decode()


def test_what_is_not_asked_on_a_card_can_not_be_wrong():
    two = Two()
    plan = yesterday(two)

    response = factories.sign_in(two.user).post(DAY, card(plan, "not_met", minutes_other="x", kinds=["y"]))

    assert (response.status_code, state_of(plan)) == (302, "not_met")


def test_written_down_elsewhere_meanwhile_is_said_on_its_card():
    two = Two()
    plan = yesterday(two)
    client = factories.sign_in(two.user)
    client.post(DAY, card(plan))

    response = client.post(DAY, card(plan, text="Other words entirely"))

    assert (response.status_code, SessionNote.objects.count()) == (422, 1)
    page = response.content.decode()
    assert "This meeting is written down already." in page
    assert "Other words entirely" in page


def test_a_withdrawal_meanwhile_keeps_the_words_on_the_page():
    two = Two()
    plan = yesterday(two)
    client = factories.sign_in(two.user)
    two.withdraw()

    response = client.post(DAY, card(plan))

    assert (response.status_code, state_of(plan), SessionNote.objects.count()) == (422, "planned", 0)
    page = response.content.decode()
    assert "We sat." in page
    assert "A note can’t be kept before you two have talked about what stays private." in page


def test_words_for_which_a_card_is_too_small_meanwhile_are_kept_as_a_draft():
    two = Two(level=Program.Level.BILLABLE)
    plan = yesterday(two)

    page = factories.sign_in(two.user).post(DAY, card(plan), follow=True).content.decode()

    assert "You find it under “Not finished”." in page
    assert SessionDraft.objects.get().session_key == plan.pk


def test_what_the_page_lists():
    two = Two()
    past, coming = yesterday(two), two.plan()
    off = yesterday(two, hour=1)
    cancel_session(session=off, by=two.user)
    paused, gone, away = others(two, 3)
    hidden = [yesterday(other) for other in (paused, gone, away)]
    Pairing.objects.filter(pk=paused.pairing.pk).update(state="paused", paused_at=clock.now())
    Pairing.objects.filter(pk=gone.pairing.pk).update(
        state="ended", ended_at=clock.now(), end_reason="goodbye"
    )
    factories.make_block(person=away.person, user=two.user)

    page = factories.sign_in(two.user).get(DAY).content.decode()

    assert str(past.pk) in page
    assert [row for row in (coming, off, *hidden) if str(row.pk) in page] == []


def test_at_level_together_a_card_asks_whether_it_was_read():
    two = Two(level=Program.Level.TOGETHER)
    plan = yesterday(two)
    client = factories.sign_in(two.user)

    unsaid = client.post(DAY, card(plan))
    assert (unsaid.status_code, state_of(plan)) == (422, "planned")
    client.post(DAY, card(plan, read_together="not_today", not_read_because="the bus came"))
    assert state_of(plan) == "completed"


def test_what_needs_more_lines_leads_to_the_whole_form():
    two = Two(level=Program.Level.BILLABLE)
    plan = yesterday(two)
    client = factories.sign_in(two.user)

    page = client.get(DAY).content.decode()
    client.post(DAY, card(plan))

    assert reverse("sessions_app:session_met", args=[plan.pk]) in page
    assert f'name="{plan.pk}-became"' not in page
    assert state_of(plan) == "planned"


def test_at_level_attendance_a_card_asks_for_no_words():
    two = Two(level=Program.Level.ATTENDANCE)
    plan = yesterday(two)
    client = factories.sign_in(two.user)

    page = client.get(DAY).content.decode()
    response = client.post(DAY, card(plan, kinds=[], text=""))

    assert f'name="{plan.pk}-text"' not in page
    assert (response.status_code, state_of(plan), plan.has_note) == (302, "completed", False)


def test_before_the_conversation_only_that_they_met_three_times():
    two = Two(agreed=False)
    for days in (9, 8, 7):
        two.complete(facts_only(local_start=wall(days=-days)))
    plan = yesterday(two)
    client = factories.sign_in(two.user)

    page = client.get(DAY).content.decode()

    assert reverse("sessions_app:session_met", args=[plan.pk]) in page
    assert f'name="{plan.pk}-became"' not in page


def test_a_draft_stands_on_its_card_and_one_that_says_more_is_finished_where_it_was_begun():
    two = Two()
    other = others(two, 1)[0]
    short, long = yesterday(two), yesterday(other)
    for plan, one, payload in (
        (short, two, {"text": ["Half a thought"], "kinds": ["emotional"], "minutes": ["other"]}),
        (long, other, {"text": ["More"], "agenda": ["The letter"]}),
    ):
        save_draft(key=plan.pk, person=one.person, form_version=1, payload=payload, by=two.user)
    client = factories.sign_in(two.user)

    page = client.get(DAY).content.decode()

    assert "Half a thought" in page
    assert f'name="{short.pk}-became"' in page
    assert f'name="{long.pk}-became"' not in page
    client.post(DAY, card(short, text="A whole thought"))
    assert list(SessionDraft.objects.values_list("session_key", flat=True)) == [long.pk]


def test_a_group_leads_to_who_came():
    two = Two()
    with clock.set_to(clock.now() - timedelta(days=2)):
        series = start(two, person=None, group=a_group(two))
    first = series.sessions.order_by("starts_at")[0]

    page = factories.sign_in(two.user).get(DAY).content.decode()

    assert "Walkers" in page
    assert reverse("sessions_app:session_met", args=[first.pk]) in page


def test_somebody_elses_meeting_is_not_written_down_by_sending_its_key():
    two, stranger = Two(), Two()
    plan = yesterday(stranger)

    response = factories.sign_in(two.user).post(DAY, card(plan) | {"meeting": [str(plan.pk), "x"]})

    assert (response.status_code, state_of(plan)) == (302, "planned")


def test_day_ladder():
    two = Two()
    supervisor = factories.make_link(peer=two.peer).supervisor

    assert factories.sign_in(supervisor).get(DAY).status_code == 404
    assert factories.sign_in(two.user).put(DAY).status_code == 405
    page = factories.sign_in(two.user).get(DAY).content.decode()
    assert "Nothing waits to be written down" in page


def test_today_leads_there_from_two_unwritten_on():
    two = Two()
    client = factories.sign_in(two.user)
    yesterday(two)
    assert DAY not in client.get("/").content.decode()
    yesterday(others(two, 1)[0])

    assert DAY in client.get("/").content.decode()
    assert SupportSession.objects.planned().count() == 2
