"""Ready to read, then finished: who changes what until when, and what the database refuses."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from consent.models import ConfidentialityPolicy
from peersupport.audit.models import AuditEvent
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.principal import acting_as
from sessions_app.models import NoteVersion, SessionNote
from sessions_app.reading_answers import open_versions
from sessions_app.services import change_note, strike_own_words
from tests import factories
from tests.sessions_app.two_voices import TEXT, Voices
from tests.sessions_app.world import Two, an_entry


def versions(two, by):
    with acting_as(by.pk):
        return [version.texts for version in open_versions(two.note.pk, by=by)]


def test_a_note_is_ready_for_two_days():
    two = Two()
    note = SessionNote.objects.get(session=two.complete())

    assert note.opens_at == note.completed_at
    assert note.final_at - note.completed_at == timedelta(days=2)
    assert not note.is_final


def test_what_was_read_together_is_finished_at_once():
    two = Two(level="together")
    note = SessionNote.objects.get(session=two.complete(an_entry(read_together=True)))
    later = SessionNote.objects.get(
        session=two.complete(an_entry(read_together=False, not_read_because="the bus came"))
    )

    assert note.is_final
    assert not later.is_final


def test_the_two_change_their_own_words_and_what_stood_before_is_kept():
    two = Voices(ready_days=2)

    change_note(note_id=two.note.pk, words={"text": "We walked.", "next_step": "Post it"}, by=two.user)
    change_note(note_id=two.note.pk, words={"own_words": "It was mine"}, by=two.own)

    opened = two.read(two.own)
    assert (opened.text.text, opened.text.own_words, opened.note.own_words_by) == (
        "We walked.", "It was mine", "them",
    )  # fmt: skip
    assert versions(two, two.own) == [{"own_words": ""}, {"text": TEXT, "next_step": ""}]
    assert versions(two, two.user) == versions(two, two.own)
    assert list(NoteVersion.objects.values_list("number", "changed_by")) == [
        (1, two.user.pk),
        (2, two.own.pk),
    ]
    assert AuditEvent.objects.filter(action="note.changed").count() == 2


def test_nobody_else_sees_how_it_stood():
    two = Voices(ready_days=2)
    change_note(note_id=two.note.pk, words={"text": "We walked."}, by=two.user)

    for reader in (two.clinical, two.senior, Two().user):
        with pytest.raises(SessionNote.DoesNotExist):
            versions(two, reader)
        assert two.agency != reader.agency or two.read(reader).text.text == "We walked."


def test_the_same_words_change_nothing():
    two = Voices(ready_days=2)

    change_note(note_id=two.note.pk, words={"text": TEXT}, by=two.user)

    assert not NoteVersion.objects.exists()


def test_nobody_changes_the_words_of_the_other():
    two = Voices(ready_days=2)

    with pytest.raises(NotAllowed):
        change_note(note_id=two.note.pk, words={"own_words": "x"}, by=two.user)
    with pytest.raises(NotAllowed):
        change_note(note_id=two.note.pk, words={"text": "x"}, by=two.own)
    for stranger in (two.clinical, two.senior, Two().user, factories.make_admin(agency=two.agency)):
        with pytest.raises(SessionNote.DoesNotExist):
            change_note(note_id=two.note.pk, words={"text": "x"}, by=stranger)
    with pytest.raises(DomainError):
        change_note(note_id=two.note.pk, words={"text": " "}, by=two.user)


def test_a_finished_note_is_not_changed_by_a_service():
    two = Voices()

    with pytest.raises(WrongState):
        change_note(note_id=two.note.pk, words={"text": "x"}, by=two.user)
    with pytest.raises(WrongState):
        change_note(note_id=two.note.pk, words={"own_words": "x"}, by=two.own)


def refused(act):
    with pytest.raises(Exception, match="is not changed"), transaction.atomic():
        act()


def raw(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_finished_note_refuses_update_and_raw_sql():
    two = Voices()
    notes = SessionNote.objects.filter(pk=two.note.pk)
    table = "UPDATE sessions_app_sessionnote SET"

    refused(lambda: notes.update(own_words_by="them"))
    refused(lambda: notes.update(text=None))
    refused(lambda: raw(f"{table} text = NULL WHERE id = %s", two.note.pk))
    refused(lambda: raw(f"{table} final_at = now() + interval '1 day' WHERE id = %s", two.note.pk))
    refused(lambda: raw("DELETE FROM sessions_app_sessionnote WHERE id = %s", two.note.pk))
    refused(lambda: notes._raw_delete(notes.db))


def test_a_ready_note_lets_only_its_words_change():
    two = Voices(ready_days=2)
    notes = SessionNote.objects.filter(pk=two.note.pk)

    refused(lambda: notes.update(final_at=clock.now() + timedelta(days=30)))
    refused(lambda: notes.update(rest_stays_between_us=True))
    refused(lambda: notes.update(completed_at=clock.now()))
    refused(lambda: notes._raw_delete(notes.db))
    assert notes.update(own_words_by="them") == 1


def test_the_clock_of_the_database_decides():
    two = Voices(ready_days=2)

    with clock.set_to(clock.now() + timedelta(days=3)), pytest.raises(WrongState):
        change_note(note_id=two.note.pk, words={"text": "x"}, by=two.user)
    with clock.set_to(clock.now() - timedelta(days=9)):
        old = SessionNote.objects.get(session=two.complete(an_entry()))
        refused(lambda: change_note(note_id=old.pk, words={"text": "x"}, by=two.user))


def test_a_note_opens_for_the_person_when_the_promise_says():
    two = Voices(ready_days=2, note_delay_days=3)

    assert two.note.opens_at - two.note.completed_at == timedelta(days=3)
    assert two.note.final_at - two.note.opens_at == timedelta(days=2)
    with acting_as(two.own.pk):
        assert SessionNote.objects.readable(two.met.pk) == []
        assert SessionNote.objects.newest_readable() == []
        assert not type(two.met).objects.reached(two.met.pk).note_opens
        assert [met.note_opens for met in type(two.met).objects.newest()] == [False]
    with acting_as(two.clinical.pk):
        assert SessionNote.objects.readable(two.met.pk) == [two.note]
        assert SessionNote.objects.newest_readable() == [two.note]
    page = factories.sign_in(two.own).get(f"/my/meetings/{two.met.pk}/").content.decode()
    assert "It opens for you on" in page
    assert TEXT not in page
    with pytest.raises(SessionNote.DoesNotExist):
        change_note(note_id=two.note.pk, words={"own_words": "x"}, by=two.own)


def test_struck_words_are_read_by_the_person_alone():
    two = Voices(ready_days=2, entry={"own_words": "I was scared", "own_words_by": "typed_for_them"})
    change_note(note_id=two.note.pk, words={"own_words": "I was tired"}, by=two.own)
    assert two.read(two.user).text.own_words == "I was tired"

    strike_own_words(note_id=two.note.pk, by=two.own)

    assert two.read(two.own).text.own_words == "I was tired"
    for reader in (two.user, two.clinical, two.senior):
        assert two.read(reader).text.own_words == "[set aside at the person's request]"
    assert versions(two, two.own) == [{"own_words": "I was scared"}]
    assert versions(two, two.user) == [{}]


def test_words_typed_for_them_are_read_by_them_first():
    two = Voices(ready_days=2, entry={"own_words": "I was scared", "own_words_by": "typed_for_them"})

    assert two.read(two.own).text.own_words == two.read(two.user).text.own_words == "I was scared"
    assert two.read(two.clinical).text.own_words == ""
    assert two.read(two.clinical).voice.words_wait


def test_a_new_promise_keeps_the_days_and_a_longer_wait_is_asked_anew():
    two = Voices(ready_days=1)
    policy = ConfidentialityPolicy.objects.published_for(two.agency)

    assert (policy.ready_days, policy.note_delay_days) == (1, 0)
    with pytest.raises(Exception, match="a_note_opens_within_a_week"), transaction.atomic():
        ConfidentialityPolicy.objects.filter(pk=policy.pk).update(note_delay_days=8)
