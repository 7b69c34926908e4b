import uuid

import pytest
from django.db import connection, transaction
from django.urls import reverse

from peersupport.core.errors import DomainError, WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import News
from sessions_app.models import SessionNote, WithheldPassage
from sessions_app.relation_querysets import to_look_at
from sessions_app.services import (
    answer_why_withheld,
    ask_why_withheld,
    decide_passage,
    take_out_passage,
    withhold_passage,
)
from tests import factories
from tests.sessions_app.reviewed import Reviewed
from tests.sessions_app.world import Two

WORDS = "Her brother was there."


def waiting(user):
    with acting_as(user.pk):
        return [item.what for item in to_look_at()]


def own_page(world):
    return (
        factories.sign_in(world.me)
        .get(reverse("my_record:meeting_detail", args=[world.session.pk]))
        .content.decode()
    )


def note_page(world, user):
    address = reverse("sessions_app:session_read", args=[world.session.pk])
    client = factories.sign_in(user)
    answer = client.post(address, {"why": "documentation"}) if user != world.two.user else client.get(address)
    return answer.content.decode()


def test_until_somebody_agreed_the_author_alone_reads_it():
    world = Reviewed()
    passage = world.asked_to_withhold()

    assert WORDS in note_page(world, world.two.user)
    assert WORDS not in note_page(world, world.clinical)
    assert "kept from you" not in own_page(world)
    assert (waiting(world.clinical), waiting(world.two.user)) == (["withhold"], [])
    show = factories.sign_in(world.clinical).get(reverse("sessions_app:withheld_show", args=[passage.pk]))
    assert WORDS in show.content.decode()


def test_agreed_the_person_sees_that_it_is_there_and_never_what():
    world = Reviewed()
    decide_passage(passage=world.asked_to_withhold(), agrees=True, by=world.clinical)

    page = own_page(world)
    assert ("kept from you" in page, world.clinical.first_name_only in page, WORDS in page) == (
        True,
        True,
        False,
    )
    assert WORDS in note_page(world, world.clinical)
    assert News.objects.filter(kind="withheld", person=world.two.person).count() == 1
    beside = factories.make_pairing(
        person=world.two.person, peer=factories.make_peer(agency=world.two.agency)
    ).peer.user
    assert WORDS not in note_page(world, beside)


def test_refused_its_words_are_gone_and_the_author_is_told():
    world = Reviewed()
    passage = decide_passage(passage=world.asked_to_withhold(), agrees=False, by=world.clinical)

    assert (WithheldPassage.objects.get().text, waiting(world.two.user)) == (None, ["refused"])
    assert "did not agree" in note_page(world, world.two.user)
    assert News.objects.filter(kind="withheld").count() == 0
    take_out_passage(passage=passage, by=world.two.user)
    world.asked_to_withhold("Another try.")
    assert WithheldPassage.objects.count() == 1


def test_the_person_asks_why_and_reads_the_answer():
    world = Reviewed()
    passage = decide_passage(passage=world.asked_to_withhold(), agrees=True, by=world.clinical)
    client = factories.sign_in(world.me)

    assert client.post(reverse("my_record:ask_why", args=[passage.pk])).status_code == 302
    with pytest.raises(WrongState):
        ask_why_withheld(passage=passage, by=world.me)
    assert waiting(world.clinical) == ["why"]
    show = reverse("sessions_app:withheld_show", args=[passage.pk])
    supervisor = factories.sign_in(world.clinical)
    assert f'data-hints="{world.two.person.pk}"' in supervisor.get(show).content.decode()
    looked = supervisor.post(
        show, {"explain": "1", "text": "He was noncompliant.", "look": "1"}
    ).content.decode()
    assert ("Hints about words" in looked, "He was noncompliant.</textarea>" in looked) == (True, True)
    assert waiting(world.clinical) == ["why"]
    assert supervisor.post(show, {"explain": "1", "text": ""}).status_code == 422
    assert supervisor.post(show, {"explain": "1", "text": "It is his to tell."}).status_code == 302
    assert "It is his to tell." in own_page(world)
    assert (waiting(world.clinical), News.objects.filter(kind="why_told").count()) == ([], 1)


def test_never_more_than_one_and_only_with_a_second_person():
    world = Reviewed()
    passage = world.asked_to_withhold()

    with pytest.raises(WrongState):
        world.asked_to_withhold()
    for other in (world.two.user, world.me, factories.make_supervisor("clinical", agency=world.two.agency)):
        with pytest.raises(WithheldPassage.DoesNotExist):
            decide_passage(passage=passage, agrees=True, by=other)
    decide_passage(passage=passage, agrees=True, by=world.clinical)
    with pytest.raises(WrongState):
        decide_passage(passage=passage, agrees=False, by=world.clinical)
    with pytest.raises(WrongState):
        take_out_passage(passage=passage, by=world.two.user)
    with pytest.raises(WrongState):
        answer_why_withheld(passage=passage, text="x", by=world.clinical)


def test_nobody_to_agree_nothing_to_withhold():
    two = Two()
    two.complete()

    with pytest.raises(DomainError, match="Nobody who looks after your work"):
        withhold_passage(note=SessionNote.objects.get(), text="x", reason="else", by=two.user)
    assert WithheldPassage.objects.count() == 0


def test_only_by_its_author_in_words_and_with_a_reason():
    world = Reviewed()

    for bad in ({"text": " "}, {"reason": "shame"}, {"text": "x" * 1001}):
        with pytest.raises(DomainError):
            withhold_passage(
                **{"note": world.note, "text": "x", "reason": "else", "by": world.two.user, **bad}
            )
    with pytest.raises(SessionNote.DoesNotExist):
        withhold_passage(note=world.note, text="x", reason="else", by=world.clinical)


def test_the_pages_of_the_author_and_the_second_person():
    world = Reviewed()
    peer, supervisor = factories.sign_in(world.two.user), factories.sign_in(world.clinical)
    ask = reverse("sessions_app:withhold", args=[world.note.pk])

    assert ask in note_page(world, world.two.user)
    assert peer.post(ask, {"text": WORDS}).status_code == 422
    assert peer.post(ask, {"text": WORDS, "reason": "safety"}, follow=True).status_code == 200
    passage = WithheldPassage.objects.get()
    show = reverse("sessions_app:withheld_show", args=[passage.pk])
    assert peer.get(show).status_code == 404
    assert supervisor.post(show, {"answer": "perhaps"}).status_code == 302
    assert supervisor.post(show, {"answer": "no"}).status_code == 302
    assert supervisor.get(show).status_code == 404
    assert peer.post(reverse("sessions_app:withheld_take_out", args=[passage.pk])).status_code == 302
    assert WithheldPassage.objects.count() == 0


def test_an_agreed_passage_is_frozen_against_raw_sql():
    world = Reviewed()
    decide_passage(passage=world.asked_to_withhold(), agrees=True, by=world.clinical)

    for statement in (
        "UPDATE sessions_app_withheldpassage SET text = '\\x00'",
        "UPDATE sessions_app_withheldpassage SET state = 'refused', text = NULL",
        "UPDATE sessions_app_withheldpassage SET reason = 'safety'",
        "DELETE FROM sessions_app_withheldpassage",
    ):
        with (
            connection.cursor() as cursor,
            pytest.raises(Exception, match="is not changed"),
            transaction.atomic(),
        ):
            cursor.execute(statement)


def log(world, **values):
    key = uuid.uuid4()
    said = {
        "key": key, "person": world.two.person.pk, "minutes": "30", "when": "today", "start_time": "00:01",
        "kinds": "emotional", "text": "We wrote the form.", "language": "en", **values,
    }  # fmt: skip
    address = reverse("sessions_app:session_log", query={"person": world.two.person.pk, "draft": key})
    return factories.sign_in(world.two.user).post(address, said)


def test_a_passage_can_be_withheld_while_the_note_is_written():
    world = Reviewed()

    assert log(world, withheld=WORDS).status_code == 422
    assert SessionNote.objects.count() == 1
    assert (
        log(world, withheld=WORDS, withheld_reason="else", text="", rest_stays_between_us="").status_code
        == 422
    )
    assert log(world, withheld=WORDS, withheld_reason="else").status_code == 302
    passage = WithheldPassage.objects.get()
    assert (passage.state, passage.note.session_id != world.session.pk) == ("asked", True)
    assert waiting(world.clinical) == ["withhold"]


def test_without_anybody_to_agree_the_whole_form_comes_back():
    world = Reviewed()
    world.two.peer.links.update(ended_at=world.note.completed_at)

    answer = log(world, withheld=WORDS, withheld_reason="else")

    assert (answer.status_code, WORDS in answer.content.decode()) == (422, True)
    assert SessionNote.objects.count() == 1
