"""Hints while somebody writes: what the page is told, and that nothing of them is kept."""

import json
import uuid

from django.apps import apps
from django.db import connection
from django.urls import reverse

from peersupport.audit.models import AccessEvent
from peersupport.people.models import LeaveOut
from peersupport.people.services import add_word
from peersupport.rules.services import set_language_entry
from sessions_app.models import SessionDraft, SessionNote
from tests import factories
from tests.sessions_app.world import Two, an_entry

KEY = uuid.uuid4()
KEPT = json.dumps(["jb-001|canary-kept-hint"])


def address(two: Two) -> str:
    return reverse("sessions_app:session_log", query={"person": two.person.pk, "draft": KEY})


def answers(two: Two, **more: str) -> dict[str, str]:
    return {
        "key": str(KEY), "person": str(two.person.pk), "minutes": "30", "when": "now",
        "kinds": "companionship", "text": "We had tea.", "kept_hints": KEPT, **more,
    }  # fmt: skip


def test_the_page_knows_what_the_person_and_the_house_asked_for_and_leaves_a_trace():
    two = Two()
    LeaveOut.objects.create(agency=two.agency, person=two.person, text="my brother")
    add_word(person=two.person, text="survivor", use="mine", by=two.user)
    add_word(person=two.person, text="broken", use="never", by=two.user)
    set_language_entry(language="es", term="x", change="off", by=factories.make_admin(agency=two.agency))

    hints = factories.sign_in(two.user).get(address(two)).context["hints"]

    told = json.loads(hints.as_json)
    assert told["people"] == {
        str(two.person.pk): {"own": ["survivor"], "never": ["broken"], "left_out": ["my brother"]}
    }
    assert [entry["term"] for entry in told["house"]["es"]] == ["x"]
    assert AccessEvent.objects.get().contents == ["leave_out", "own_words"]


def test_a_note_that_is_changed_or_added_to_is_hinted_at_in_its_own_language():
    two = Two()
    session = two.complete(an_entry(language="es"))
    add_word(person=two.person, text="survivor", use="mine", by=two.user)
    client, note = factories.sign_in(two.user), SessionNote.objects.get()

    for name, of in (("note_change", note), ("session_read", session)):
        shown = client.get(reverse(f"sessions_app:{name}", args=[of.pk])).context
        marks = shown["form"].fields["text"].widget.attrs
        assert (marks["data-hints"], marks["lang"]) == (str(two.person.pk), "es")
        assert json.loads(shown["hints"].as_json)["people"][str(two.person.pk)]["own"] == ["survivor"]


def test_a_person_who_asked_for_nothing_has_no_trace():
    two = Two()

    factories.sign_in(two.user).get(address(two))

    assert not AccessEvent.objects.exists()


def test_what_was_put_away_goes_with_the_draft_and_is_gone_when_the_meeting_is_written_down():
    two = Two()
    client = factories.sign_in(two.user)
    client.post(reverse("sessions_app:draft_save", args=[KEY]), answers(two))
    assert client.get(address(two)).context["form"]["kept_hints"].value() == KEPT

    assert client.post(address(two), answers(two)).status_code == 302

    assert SessionNote.objects.count() == 1
    assert not SessionDraft.objects.exists()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', ["%canary-kept%"])
            assert cursor.fetchone() == (0,), table


def test_without_script_the_words_are_kept_and_looked_at():
    two = Two()
    client = factories.sign_in(two.user)

    response = client.post(address(two), answers(two, text="He was noncompliant.", look="1"), follow=True)

    (told,) = response.context["looked"]
    assert (told.words, response.context["form"]["text"].value()) == ("noncompliant", "He was noncompliant.")
    assert "“noncompliant”" in response.content.decode()
    assert not SessionNote.objects.exists()


def test_no_table_of_ours_has_a_place_for_findings():
    words = {"hint", "flag", "mirror", "clinical_language", "wording"}

    columns = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith(("peersupport", "consent", "sessions_app"))
        for field in model._meta.get_fields()
        if any(word in field.name for word in words)
    }

    assert columns == set()
