"""What may be kept about somebody before, and without, a yes."""

import uuid

import pytest

from peersupport.audit.models import AuditEvent
from peersupport.core.errors import WrongState
from sessions_app.models import SessionDraft, SessionNote, SupportSession
from sessions_app.services import ConsentMissing, save_draft
from tests.sessions_app.world import Two, an_entry, facts_only, wall


def test_words_without_agreement_are_refused_and_nothing_is_stored():
    two = Two(agreed=False)

    with pytest.raises(ConsentMissing):
        two.complete()

    assert (
        SupportSession.objects.count(),
        AuditEvent.objects.filter(action="session.completed").count(),
    ) == (0, 0)


@pytest.mark.parametrize(
    "words", [{"text": "x"}, {"agenda": "x"}, {"rest_stays_between_us": True}, {"shared_story": True}]
)
def test_every_word_needs_an_agreement(words):
    with pytest.raises(ConsentMissing):
        Two(agreed=False).complete(facts_only(**words))


def test_facts_of_three_first_contacts_are_kept_and_not_a_fourth():
    two = Two(agreed=False)

    sessions = [two.complete(facts_only(local_start=wall(hours=-hours))) for hours in (9, 6, 3)]

    assert {(item.first_contact, item.level, item.has_note) for item in sessions} == {
        (True, "attendance", False)
    }
    with pytest.raises(ConsentMissing):
        two.complete(facts_only())


def test_words_of_a_first_contact_follow_after_the_conversation():
    two = Two(agreed=False)
    session = two.complete(facts_only())
    two.agree()

    session = two.complete(an_entry(), key=session.pk)

    assert (session.has_note, session.first_contact, SessionNote.objects.count()) == (True, True, 1)
    with pytest.raises(WrongState):
        two.complete(an_entry(text="Once more"), key=session.pk)


def test_withdrawn_while_typing_keeps_nothing_in_words():
    two = Two()
    two.withdraw()

    with pytest.raises(ConsentMissing):
        two.complete()


def test_draft_is_gone_with_completion_and_stays_where_its_words_wait():
    two = Two(agreed=False)
    key = uuid.uuid4()
    save_draft(key=key, person=two.person, form_version=1, payload={"text": ["later"]}, by=two.user)

    two.complete(facts_only(), key=key, keep_draft=True)
    assert SessionDraft.objects.count() == 1

    two.agree()
    two.complete(an_entry(), key=key)
    assert SessionDraft.objects.count() == 0
