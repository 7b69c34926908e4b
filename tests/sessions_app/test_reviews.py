import re

import pytest
from django.db import connection, transaction
from django.urls import reverse

from peersupport.audit.models import AccessEvent
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import News
from sessions_app.models import Addendum, NoteReview, ReviewComment, SessionNote, WithheldPassage
from sessions_app.relation_querysets import to_look_at
from sessions_app.services import (
    ConsentMissing,
    answer_review,
    close_review,
    drop_review,
    keep_review,
    return_review,
)
from tests import factories
from tests.sessions_app.reviewed import Reviewed


def waiting(user):
    with acting_as(user.pk):
        return [item.what for item in to_look_at()]


def read(user, name, pk):
    """With the reason that is asked before a note is opened."""
    return factories.sign_in(user).get(
        reverse(f"sessions_app:{name}", args=[pk], query={"why": "documentation"})
    )


def test_returned_answered_by_an_addendum_and_closed():
    world = Reviewed()
    before = SessionNote.objects.values().get()

    review = world.returned()
    assert (waiting(world.two.user), waiting(world.clinical)) == (["returned"], [])
    answer_review(review=review, text="She said: at last.", by=world.two.user)
    assert (waiting(world.two.user), waiting(world.clinical)) == ([], ["answered"])
    close_review(review=review, by=world.clinical)

    review = NoteReview.objects.get()
    assert (review.state, review.addendum, review.left_because) == ("closed", Addendum.objects.get(), None)
    assert (waiting(world.two.user), waiting(world.clinical)) == ([], [])
    assert {name: bytes(v) if isinstance(v, memoryview) else str(v) for name, v in before.items()} == {
        name: bytes(v) if isinstance(v, memoryview) else str(v)
        for name, v in SessionNote.objects.values().get().items()
    }


def test_it_may_stay_as_it_is_with_a_reason():
    world = Reviewed()
    review = world.returned()

    for said in ({}, {"text": " "}, {"text": "x", "left_because": "y"}):
        with pytest.raises(DomainError):
            answer_review(review=review, by=world.two.user, **said)
    answer_review(review=review, left_because="It is how she said it.", by=world.two.user)

    with pytest.raises(WrongState):
        answer_review(review=review, left_because="Again.", by=world.two.user)
    assert (NoteReview.objects.get().state, Addendum.objects.count()) == ("answered", 0)


def test_what_is_good_comes_first_and_something_is_asked():
    world = Reviewed()

    with pytest.raises(DomainError) as refused:
        world.returned(good="  ")
    assert refused.value.field == "good"
    with pytest.raises(DomainError):
        world.returned(comments={"text": " "})
    with pytest.raises(DomainError):
        world.returned(comments={"weather": "Why?"})
    assert (NoteReview.objects.count(), News.objects.filter(kind="note_asked").count()) == (0, 0)


def test_what_is_begun_is_the_supervisors_alone():
    world = Reviewed()
    review = keep_review(note=world.note, good="Begun", comments={"text": "half a"}, by=world.clinical)

    assert waiting(world.two.user) == []
    assert "half a" in read(world.clinical, "note_review", world.note.pk).content.decode()
    assert "half a" not in read(world.two.user, "session_read", world.session.pk).content.decode()
    assert read(world.two.user, "review_answer", review.pk).status_code == 404
    keep_review(note=world.note, good="", comments={"agenda": "other"}, by=world.clinical)
    assert [row.field for row in ReviewComment.objects.all()] == ["agenda"]
    drop_review(review=review, by=world.clinical)
    assert NoteReview.objects.count() == 0


def test_a_supervisor_has_one_at_a_time():
    world = Reviewed()
    review = world.returned()

    with pytest.raises(WrongState):
        world.returned()
    with pytest.raises(WrongState):
        close_review(review=review, by=world.clinical)
    answer_review(review=review, left_because="So.", by=world.two.user)
    close_review(review=review, by=world.clinical)
    world.returned()
    assert NoteReview.objects.count() == 2


def test_the_person_is_told_and_reads_it():
    world = Reviewed()
    answer_review(review=world.returned(), left_because="It is how she said it.", by=world.two.user)

    page = (
        factories.sign_in(world.me)
        .get(reverse("my_record:meeting_detail", args=[world.session.pk]))
        .content.decode()
    )

    assert [text in page for text in ("You let her choose.", "What did she say then?", "It is how she said it.")] == [
        True, True, True,
    ]  # fmt: skip
    assert News.objects.filter(kind="note_asked", person=world.two.person).count() == 1


@pytest.mark.parametrize("how", ["withdraw", "block", "end"])
def test_who_lost_access_sees_nothing_of_it_from_the_next_query_on(how):
    world = Reviewed()
    review = world.returned()
    answer_review(review=review, left_because="So.", by=world.two.user)
    if how == "withdraw":
        world.two.withdraw()
    elif how == "block":
        factories.make_block(person=world.two.person, user=world.clinical)
    else:
        world.two.peer.links.update(ended_at=world.note.completed_at)

    assert waiting(world.clinical) == []
    assert read(world.clinical, "note_review", world.note.pk).status_code == 404
    with pytest.raises(NoteReview.DoesNotExist):
        close_review(review=review, by=world.clinical)
    with pytest.raises(SessionNote.DoesNotExist):
        return_review(note=world.note, good="x", comments={"text": "y"}, by=world.clinical)


def test_an_answer_needs_a_yes_in_force_and_the_author():
    world = Reviewed()
    review = world.returned()

    for other in (world.clinical, factories.make_peer(agency=world.two.agency).user, world.me):
        with pytest.raises(NoteReview.DoesNotExist):
            answer_review(review=review, left_because="x", by=other)
    world.two.withdraw()
    with pytest.raises(ConsentMissing):
        answer_review(review=review, left_because="x", by=world.two.user)


def test_a_supervisor_without_the_words_sees_no_way_in():
    world = Reviewed()
    far = factories.make_supervisor("clinical", agency=world.two.agency)
    waits = factories.make_link(
        peer=world.two.peer, kind="senior", opens_at=world.note.completed_at.replace(year=2999)
    ).supervisor

    for user in (far, waits, world.two.user, world.me):
        assert read(user, "note_review", world.note.pk).status_code == 404
    why = {"why": "documentation"}
    page = factories.sign_in(world.clinical).post(
        reverse("sessions_app:session_read", args=[world.session.pk]), why
    )
    assert reverse("sessions_app:note_review", args=[world.note.pk]) in page.content.decode()


def refused(statement):
    with (
        connection.cursor() as cursor,
        pytest.raises(Exception, match="is not changed"),
        transaction.atomic(),
    ):
        cursor.execute(statement)


def test_what_was_sent_is_frozen_against_raw_sql():
    review = Reviewed().returned()

    refused("UPDATE sessions_app_reviewcomment SET field = 'else'")
    refused("DELETE FROM sessions_app_reviewcomment")
    refused("UPDATE sessions_app_notereview SET good = '\\x00'")
    refused("UPDATE sessions_app_notereview SET state = 'open', returned_at = NULL")
    refused("DELETE FROM sessions_app_notereview")
    with pytest.raises(Exception, match="is not changed"), transaction.atomic():
        ReviewComment.objects.update(field="else")
    with pytest.raises(Exception, match="is not changed"), transaction.atomic():
        ReviewComment.objects.create(
            agency_id=review.agency_id, review=review, person_id=review.person_id, field="else", text="late"
        )
    answer = "UPDATE sessions_app_notereview SET state = 'answered', answered_at = now(), left_because = "
    with connection.cursor() as cursor:
        cursor.execute(answer + "'\\x01'")
    refused(answer + "'\\x02'")


def test_the_pages_of_the_two():
    world = Reviewed()
    supervisor, peer = factories.sign_in(world.clinical), factories.sign_in(world.two.user)
    address = reverse("sessions_app:note_review", args=[world.note.pk])

    opened = f"{address}?why=documentation"
    assert supervisor.post(opened, {"good": ""}).status_code == 422
    kept = supervisor.post(opened, {"text": "What did she say then?", "keep": "1"}, follow=True)
    assert "What did she say then?" in kept.content.decode()
    assert supervisor.post(opened, {"good": "Good.", "agenda": "Whose idea?"}).status_code == 302
    review = NoteReview.objects.get()
    answer = reverse("sessions_app:review_answer", args=[review.pk])
    assert answer in peer.get("/").content.decode()
    assert "Whose idea?" in peer.get(answer).content.decode()
    assert peer.post(answer, {"how": "leave", "text": "x"}).status_code == 422
    assert peer.post(answer, {"how": "leave", "left_because": "Hers."}, follow=True).status_code == 200
    assert address in supervisor.get("/").content.decode()
    assert supervisor.post(reverse("sessions_app:review_close", args=[review.pk])).status_code == 302
    assert NoteReview.objects.get().state == "closed"


def test_why_is_asked_before_a_note_is_opened_and_the_person_sees_it():
    world = Reviewed()
    supervisor = factories.sign_in(world.clinical)
    address = reverse("sessions_app:note_review", args=[world.note.pk])

    asked = supervisor.get(address).content.decode()
    assert ("Why do you open it?" in asked, "We sat by the river." in asked) == (True, False)
    assert supervisor.get(address, {"why": "curious"}).content.decode().count("by the river") == 0
    assert AccessEvent.objects.filter(reader_id=world.clinical.pk).count() == 0
    opened = supervisor.get(address, {"why": "asked_by_peer"}).content.decode()
    assert "We sat by the river." in opened
    trace = AccessEvent.objects.get(reader_id=world.clinical.pk)
    assert (trace.purpose, trace.via) == ("asked_by_peer", "clinical")


def test_the_mirror_looks_at_a_supervisors_words_with_and_without_script():
    world = Reviewed()
    supervisor = factories.sign_in(world.clinical)
    address = reverse("sessions_app:note_review", args=[world.note.pk], query={"why": "documentation"})
    typed = {"good": "The client was compliant.", "text": "Is she in denial?", "look": "1"}

    assert f'data-hints="{world.two.person.pk}"' in supervisor.get(address).content.decode()
    looked = supervisor.post(address, typed)
    page = looked.content.decode()
    assert looked.status_code == 200
    assert "Hints about words" in page
    assert "compliant" in page
    assert ("The client was compliant.</textarea>" in page, "Is she in denial?</textarea>" in page) == (
        True,
        True,
    )
    assert NoteReview.objects.count() == 0


def test_the_mirror_looks_at_what_is_to_be_withheld():
    world = Reviewed()
    author = factories.sign_in(world.two.user)
    address = reverse("sessions_app:withhold", args=[world.note.pk])

    page = author.post(address, {"text": "His brother is noncompliant.", "reason": "else", "look": "1"})

    assert page.status_code == 200
    assert "Hints about words" in page.content.decode()
    assert "His brother is noncompliant.</textarea>" in page.content.decode()
    assert WithheldPassage.objects.count() == 0


def test_the_mirror_looks_at_the_authors_answer_with_and_without_script():
    world = Reviewed()
    author = factories.sign_in(world.two.user)
    factories.sign_in(world.clinical).post(
        reverse("sessions_app:note_review", args=[world.note.pk], query={"why": "documentation"}),
        {"good": "Good.", "agenda": "Whose idea?"},
    )
    address = reverse("sessions_app:review_answer", args=[NoteReview.objects.get().pk])

    boxes = author.get(address).content.decode().count(f'data-hints="{world.two.person.pk}"')
    looked = author.post(address, {"how": "leave", "left_because": "She was noncompliant.", "look": "1"})
    page = looked.content.decode()

    assert (boxes, looked.status_code) == (2, 200)
    assert "Hints about words" in page
    assert "She was noncompliant.</textarea>" in page
    chosen = re.findall(r"<input[^>]*checked[^>]*>", page)
    assert [tap for tap in chosen if 'value="leave"' in tap] == chosen != []
    assert NoteReview.objects.get().state == "returned"
