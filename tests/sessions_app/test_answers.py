"""What the person says to a note: given, recorded, read, replied to, taken back, and sent to somebody else."""

import uuid

import pytest
from django.db import connection, transaction

from peersupport.audit.models import AuditEvent
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import SupervisionLink
from sessions_app.models import AnswerTakenBack, PeerReply, PersonResponse, ResponseWords, SessionNote
from sessions_app.services import answer_note, change_note, reply_to_answer, take_back_answer
from tests import factories
from tests.sessions_app.two_voices import Voices
from tests.sessions_app.world import Two

WORDS = "It was my idea to write."


def say(two, kind="different", words=WORDS, by=None, **more):
    return answer_note(note_id=two.note.pk, kind=kind, words=words, by=by or two.own, **more)


def seen(two, reader, **how):
    return [
        (answer.row.kind, answer.words, answer.elsewhere) for answer in two.read(reader, **how).voice.answers
    ]


def waiting(reader):
    with acting_as(reader.pk):
        return PersonResponse.objects.has_waiting()


@pytest.mark.parametrize("kind", PersonResponse.Kind.values)
def test_each_answer_stands_beside_the_note_for_every_reader(kind):
    two = Voices()

    response = say(two, kind)

    assert (response.given, response.version, response.recorded_by) == ("own_account", 1, two.own)
    for reader in (two.own, two.user, two.clinical, two.senior):
        assert seen(two, reader) == [(kind, WORDS, False)]
    assert AuditEvent.objects.filter(action="note.answered", target_id=response.pk).count() == 1


def test_words_are_a_choice_but_for_adding_words():
    two = Voices()

    say(two, "right", "")
    with pytest.raises(DomainError) as nothing:
        say(two, "words", " ")

    assert nothing.value.field == "words"
    assert not ResponseWords.objects.exists()


def test_an_answer_belongs_to_the_version_they_read():
    two = Voices(ready_days=2)
    change_note(note_id=two.note.pk, words={"text": "We walked."}, by=two.user)

    assert say(two).version == 2


def test_the_same_answer_under_the_same_key_is_one():
    two, key = Voices(), uuid.uuid4()

    assert say(two, key=key) == say(two, key=key)
    assert say(two, "right", key=key) != say(two, key=key)


@pytest.mark.parametrize("given", ["peers_screen", "paper", "aloud"])
def test_without_an_account_the_peer_writes_it_down_as_theirs(given):
    two = Voices(has_account=False)

    response = say(two, by=two.user, given=given)

    assert (response.given, response.recorded_by) == (given, two.user)


def test_a_peer_cannot_say_it_came_from_their_own_space():
    two = Voices()

    assert say(two, by=two.user, given="own_account").given == "peers_screen"


def test_nobody_else_answers():
    two = Voices()

    for stranger in (two.clinical, two.senior, Two().user, factories.make_admin(agency=two.agency)):
        with pytest.raises(SessionNote.DoesNotExist):
            say(two, by=stranger)
    with pytest.raises(DomainError):
        say(two, "unknown")


def test_an_answer_never_changes():
    two = Voices()
    response = say(two)

    for sql in (
        "UPDATE sessions_app_personresponse SET kind = 'right' WHERE id = %s",
        "DELETE FROM sessions_app_personresponse WHERE id = %s",
        "UPDATE sessions_app_responsewords SET text = NULL WHERE response_id = %s",
        "DELETE FROM sessions_app_responsewords WHERE response_id = %s",
    ):
        with (
            pytest.raises(Exception, match="append-only|is not changed|permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql, [response.pk])


def test_taken_back_its_words_are_gone_and_the_two_know_that_there_was_one():
    two = Voices()
    response = say(two)
    reply_to_answer(response_id=response.pk, text="About your idea: yes.", by=two.user)

    take_back_answer(response_id=response.pk, by=two.own)
    take_back_answer(response_id=response.pk, by=two.own)

    assert AnswerTakenBack.objects.count() == 1
    assert not ResponseWords.objects.exists()
    for reader in (two.own, two.user):
        (answer,) = two.read(reader).voice.answers
        assert (answer.is_taken_back, answer.words, answer.reply) == (True, "", None)
    for reader in (two.clinical, two.senior):
        assert two.read(reader).voice.answers == []
    assert two.read(two.user, for_others=True).voice.answers == []
    assert two.read(two.own).voice.standing == []


def test_only_the_person_takes_it_back():
    two, alone = Voices(), Voices(has_account=False)
    response = say(two)

    with pytest.raises(NotAllowed):
        take_back_answer(response_id=response.pk, by=two.user)
    for stranger in (two.clinical, two.senior, alone.user):
        with pytest.raises(PersonResponse.DoesNotExist):
            take_back_answer(response_id=response.pk, by=stranger)
    take_back_answer(response_id=say(alone, by=alone.user).pk, by=alone.user)


def test_the_peer_reads_it_once_and_says_thank_you():
    two = Voices()
    response = say(two)
    assert waiting(two.user)

    reply = reply_to_answer(response_id=response.pk, by=two.user)

    assert not waiting(two.user)
    (answer,) = two.read(two.own).voice.answers
    assert (answer.reply.text, answer.reply.author) == ("", two.user)
    with pytest.raises(WrongState):
        reply_to_answer(response_id=response.pk, text="more", by=two.user)
    assert PeerReply.objects.get() == reply
    assert (response.reply_by - response.at).days == 7


def test_nobody_is_told_but_whom_it_is_for():
    two = Voices()
    response = say(two)

    for other in (two.clinical, two.senior, Two(agency=two.agency).user, Two().user):
        assert not waiting(other)
        with pytest.raises(PersonResponse.DoesNotExist):
            reply_to_answer(response_id=response.pk, by=other)


def test_sent_to_the_senior_peer_supervisor_the_peer_has_no_word_of_it():
    two = Voices()
    response = say(two, to_senior=True)

    assert seen(two, two.user) == [("different", "", True)]
    assert seen(two, two.clinical) == [("different", "", True)]
    assert seen(two, two.senior) == seen(two, two.own) == [("different", WORDS, False)]
    assert (waiting(two.user), waiting(two.senior)) == (False, True)
    with pytest.raises(PersonResponse.DoesNotExist):
        reply_to_answer(response_id=response.pk, by=two.user)
    reply_to_answer(response_id=response.pk, text="I hear you.", by=two.senior)
    assert two.read(two.user).voice.answers[0].reply is None
    assert two.read(two.own).voice.answers[0].reply.text == "I hear you."


def test_without_a_senior_peer_supervisor_there_is_nobody_to_send_it_to():
    two = Voices()
    SupervisionLink.objects.filter(peer=two.peer, kind="senior").delete()

    with pytest.raises(DomainError) as nobody:
        say(two, to_senior=True)

    assert nobody.value.field == "to_senior"


def test_a_blocked_peer_is_asked_nothing_any_more():
    two = Voices()
    say(two)
    factories.make_block(person=two.person, user=two.user)

    assert not waiting(two.user)


def test_a_disagreement_stands_until_it_is_taken_back():
    two = Voices()
    response = say(two)
    say(two, "right", "")

    assert [answer.row for answer in two.read(two.clinical).voice.standing] == [response]
