import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peersupport.audit.models import AccessEvent
from peersupport.people.services import end_pairing
from sessions_app.models import SessionNote
from sessions_app.services import add_addendum
from tests.factories import give_account, make_admin, make_person, sign_in
from tests.sessions_app.world import Two, an_entry


@pytest.fixture
def two():
    two = Two(level="together")
    two.own = give_account(two.person)
    return two


def whole_entry():
    return an_entry(
        text="We walked to the quarry.",
        agenda="The letter",
        agenda_by="them",
        own_words="I did it",
        own_words_by="typed_for_them",
        next_step="Ring them on Friday",
        next_step_whose="them",
        shared_story=True,
        why_shared="me_too",
        taken_along="Her patience",
        read_together=True,
        how_written="together",
    )


def test_a_person_reads_every_word_about_them(two):
    session = two.complete(whole_entry())
    add_addendum(note=SessionNote.objects.get(session=session), text="She rang them.", by=two.user)

    content = sign_in(two.own).get(f"/my/meetings/{session.pk}/").content.decode()

    for words in (
        "We walked to the quarry.",
        "The letter",
        "You did",
        "I did it",
        "You said it, your peer typed it.",
        "Ring them on Friday",
        "Your step",
        "to say “me too”",
        "Her patience",
        "Written together",
        "She rang them.",
        "Listened and understood",
    ):
        assert words in content


def test_reading_leaves_one_trace(two):
    session = two.complete(whole_entry())

    sign_in(two.own).get(f"/my/meetings/{session.pk}/")

    trace = AccessEvent.objects.get(purpose="own_record")
    assert (trace.reader_id, trace.person_id, trace.via) == (two.own.pk, two.person.pk, "person")


def test_after_a_change_of_mind_and_a_goodbye_the_person_still_reads_it(two):
    session = two.complete(whole_entry())
    two.withdraw()
    end_pairing(pairing=two.pairing, by=two.user)

    assert "quarry" in sign_in(two.own).get(f"/my/meetings/{session.pk}/").content.decode()


def test_the_list_shows_planned_and_past_meetings(two):
    past, planned = two.complete(whole_entry()), two.plan()

    content = sign_in(two.own).get("/my/meetings/").content.decode()

    assert f'{past.pk}/"' in content
    assert f'{planned.pk}/"' in content
    assert "something to read" in content
    assert "quarry" not in content


def test_an_empty_list_is_kind():
    own = give_account(make_person())

    assert "No meetings yet" in sign_in(own).get("/my/meetings/").content.decode()


def test_a_planned_meeting_can_be_looked_at(two):
    planned = two.plan()

    content = sign_in(two.own).get(f"/my/meetings/{planned.pk}/").content.decode()

    assert "planned" in content
    assert "What was written" not in content


def test_other_peoples_meetings_do_not_exist(two):
    session = two.complete(whole_entry())
    other = give_account(Two(peer=two.peer, name="Ben").person)

    assert sign_in(other).get(f"/my/meetings/{session.pk}/").status_code == 404


def test_staff_have_no_such_pages(two):
    session = two.complete(whole_entry())

    for user in (two.user, make_admin(agency=two.agency)):
        for path in ("/my/meetings/", f"/my/meetings/{session.pk}/"):
            assert sign_in(user).get(path).status_code == 404


def test_a_sign_in_that_is_not_connected_has_no_record():
    own = give_account(person := make_person())
    person.user = None
    person.save()

    assert sign_in(own).get("/my/meetings/").status_code == 404


def test_the_list_costs_the_same_for_three_and_thirty_meetings(two):
    client = sign_in(two.own)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/my/meetings/").status_code == 200
        return len(captured)

    for _ in range(3):
        two.complete(whole_entry())
    few = cost()
    for _ in range(27):
        two.complete(whole_entry())

    assert cost() == few
    assert "Older" in client.get("/my/meetings/").content.decode()


def test_the_pages_are_only_read(two):
    session = two.complete(whole_entry())

    assert sign_in(two.own).post("/my/meetings/").status_code == 405
    assert sign_in(two.own).post(f"/my/meetings/{session.pk}/").status_code == 405
