"""The same form at each level, and what happens when the level or the yes is lost while somebody types."""

import uuid

import pytest
from django.urls import reverse

from peersupport.rules.services import choose_pack
from sessions_app.models import SessionDraft, SessionNote, SupportSession
from tests import factories
from tests.sessions_app.world import Two, facts_only, wall

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


def test_before_the_conversation_there_is_no_box_and_only_facts_are_saved():
    two = Two(agreed=False)
    client, url = factories.sign_in(two.user), address(two)

    page = client.get(url)
    response = client.post(url, answers(text="", facts_only="1"))

    assert 'name="text"' not in page.content.decode()
    assert reverse("consent:conversation", args=[two.person.pk]) in page.content.decode()
    assert response.status_code == 302
    assert SupportSession.objects.get().first_contact


def test_after_three_first_contacts_no_button_is_offered_that_must_fail():
    two = Two(agreed=False)
    for hours in (9, 6, 3):
        two.complete(facts_only(local_start=wall(hours=-hours)))

    content = factories.sign_in(two.user).get(address(two)).content.decode()

    assert 'name="facts_only"' not in content
    assert 'name="later"' in content
    assert "Only that you met can be written down for now." not in content
    assert reverse("consent:conversation", args=[two.person.pk]) in content


def test_consent_lost_while_typing_keeps_the_words_as_a_draft():
    two = Two()
    client, url = factories.sign_in(two.user), address(two)
    client.get(url)
    two.withdraw()

    response = client.post(url, answers())

    assert (response.status_code, SupportSession.objects.count(), SessionDraft.objects.count()) == (422, 0, 1)
    assert "We looked for a quiet bench." in response.content.decode()

    assert client.post(url, answers(facts_only="1")).status_code == 302
    assert (SupportSession.objects.get().has_note, SessionDraft.objects.count()) == (False, 1)

    two.agree()
    assert "We looked for a quiet bench." in client.get(url).content.decode()
    assert client.post(url, answers()).status_code == 302
    assert (SupportSession.objects.get().has_note, SessionDraft.objects.count()) == (True, 0)


def test_level_lowered_while_typing_loses_nothing():
    two = Two(level="together")
    client, url = factories.sign_in(two.user), address(two)
    type(two.program).objects.filter(pk=two.program.pk).update(level="attendance")

    response = client.post(url, answers(read_together="yes"))

    assert (response.status_code, errors_of(response)) == (422, {"text", "read_together"})
    assert "We looked for a quiet bench." in response.content.decode()
    assert client.post(url, answers(facts_only="1")).status_code == 302
    assert SessionDraft.objects.count() == 1


@pytest.mark.parametrize("level", ["attendance", "brief", "together", "billable"])
def test_page_of_each_level_shows_its_fields(level):
    two = Two(level=level)

    form = factories.sign_in(two.user).get(address(two)).context["form"]

    names = set(form.fields) & {"text", "read_together", "end_time", "place", "language", "next_step"}
    assert (
        names
        == {
            "attendance": set(),
            "brief": {"text", "place", "language", "next_step"},
            "together": {"text", "read_together", "place", "language", "next_step"},
            "billable": {"text", "end_time", "place", "language", "next_step"},
        }[level]
    )


def test_billable_counts_the_length_from_start_and_end():
    two = Two(level="billable")
    yesterday = wall(days=-1)

    response = factories.sign_in(two.user).post(
        address(two),
        answers(
            minutes="other",
            minutes_other="40",
            when="day",
            start_date=yesterday.date(),
            start_time="23:40",
            end_time="00:20",
            way="in_person",
            place="office",
            next_step="Meet again",
            next_step_whose="us",
        ),
    )

    assert (response.status_code, SupportSession.objects.get().minutes) == (302, 40)


def test_billable_says_when_start_end_and_length_do_not_fit():
    two = Two(level="billable")

    response = factories.sign_in(two.user).post(
        address(two), answers(when="today", start_time="00:01", end_time="00:31")
    )

    assert errors_of(response) == {"end_time", "way", "place", "next_step", "next_step_whose"}


def test_a_planned_meeting_asks_once_where_it_was():
    two = Two(level="billable")
    plan = two.plan(local_start=wall(minutes=5))

    content = (
        factories.sign_in(two.user).get(reverse("sessions_app:session_met", args=[plan.pk])).content.decode()
    )

    assert content.count('id="id_place_0"') == 1


def test_billable_asks_how_they_met_in_sight_and_a_plan_that_says_it_answers():
    two = Two(level="billable")
    client, answered = (
        factories.sign_in(two.user),
        {"place": "office", "next_step": "x", "next_step_whose": "us"},
    )
    times = {"when": "day", "start_date": wall(days=-1).date(), "start_time": "09:00", "end_time": "09:45"}

    unplanned = client.get(address(two)).context["form"]
    refused = client.post(address(two), answers(**answered, **times))
    plan = two.plan_now(way="phone", place="office")
    planned = client.get(address(two, plan.pk)).context["form"]

    assert [form.shows.get("way") for form in (unplanned, planned)] == [True, True]
    assert (errors_of(refused), planned["way"].value()) == ({"way"}, "phone")
    page = client.get(address(two, plan.pk)).content.decode()
    assert page.count('name="way"') == len(unplanned.fields["way"].choices)


@pytest.mark.parametrize(("level", "lines"), [("brief", 0), ("together", 0), ("billable", 3)])
def test_the_box_says_in_plain_words_what_a_payer_looks_for(level, lines):
    two = Two(level=level)

    hint = str(factories.sign_in(two.user).get(address(two)).context["form"]["text"].help_text)

    assert hint.count("<li>") == lines
    assert hint.startswith("They can read this.")
    assert ("Which of their own goals it was about." in hint) is (level == "billable")


def test_what_a_payer_wants_said_is_ticked_below_the_box_where_the_rules_ask_for_it():
    two = Two(level="billable")
    client, office = factories.sign_in(two.user), factories.make_admin(agency=two.agency)
    plain = client.get(address(two)).content.decode()
    choose_pack(program=two.program, jurisdiction="pennsylvania", by=office)
    asked = client.get(address(two)).content.decode()
    told = answers(
        when="today", start_time="00:01", end_time="00:46", way="in_person", place="office", says=["together"],
        next_step="We meet again", next_step_whose="us",
    )  # fmt: skip
    response = client.post(address(two), told, follow=True)

    assert ('name="says"' in plain, asked.count('name="says"')) == (False, 2)
    assert (SessionNote.objects.get().says, response.status_code) == (["together"], 200)
    read = client.get(reverse("sessions_app:session_read", args=[SupportSession.objects.get().pk]))
    assert "how you two decided it together" in read.content.decode()
    assert errors_of(client.post(address(two), told | {"says": ["golf"]})) == {"says"}
