"""What is written in the rooms: by both sides, sealed for one room, given out line by line, and gone in time."""

from datetime import date, timedelta

import pytest
from django.db import connection

from peersupport.accounts.models import Membership
from peersupport.audit.models import LedgerEntry
from peersupport.audit.services import Purpose, reading
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.models import DataKey
from peersupport.core.principal import acting_as
from peersupport.rules.models import HousePromise
from supervision import services, tasks
from supervision.models import ClinicalLine, KeptAnswer, SeniorLine, SharedLine
from supervision.room_reading import kept_answers, open_meeting
from supervision.rooms import CLINICAL, SENIOR
from supervision.services.room_words import months_before
from tests import factories
from tests.supervision.test_room_meetings import Two


@pytest.fixture
def two(database):
    two = Two()
    two.meeting = two.plan()
    return two


def add(two, text="the desk", **more):
    said = {"room": SENIOR, "meeting": two.meeting, "kind": "agenda", "text": text, "by": two.user}
    return services.add_line(**{**said, **more})


def texts(room, meeting, user):
    with acting_as(user.pk):
        page = open_meeting(room, meeting, user)
    return [line.text for line in [*page.agenda, *page.to_do]]


def test_both_sides_add_and_each_line_says_whose_it_is(two):
    add(two, "that night with L.")
    add(two, "what you need this week", by=two.senior)
    task = add(
        two, "ask who covers Mondays", kind="to_do", whose=two.senior, due_on=two.today + timedelta(days=3)
    )

    assert texts(SENIOR, two.meeting, two.senior) == [
        "that night with L.", "what you need this week", "ask who covers Mondays",
    ]  # fmt: skip
    assert (task.author, task.whose_id) == (two.user, two.senior.pk)
    assert not add(two, "a day belongs to a task", due_on=two.today).due_on


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"text": " "}, "write something"),
        ({"text": "x" * 501}, "too long"),
        ({"kind": "score"}, "among those shown"),
    ],
)
def test_nonsense_gets_a_plain_sentence(two, said, sentence):
    with pytest.raises(DomainError, match=sentence):
        add(two, **said)
    with pytest.raises(DomainError, match="in this meeting"):
        add(two, kind="to_do", whose=two.clinical)


def test_nobody_else_adds_or_ticks(two):
    line = add(two)
    for user in (
        two.clinical,
        factories.make_admin(agency=two.agency),
        factories.make_peer(agency=two.agency).user,
    ):
        with pytest.raises(two.meeting.DoesNotExist):
            add(two, by=user)
        with pytest.raises(SeniorLine.DoesNotExist):
            services.settle_line(room=SENIOR, line=line, done=True, by=user)
        with pytest.raises(SeniorLine.DoesNotExist):
            services.share_line(line=line, audience="office", by=user)
    services.call_off_meeting(room=SENIOR, meeting=two.meeting, by=two.user)
    with pytest.raises(WrongState, match="called off"):
        add(two)


def test_a_line_is_ticked_off_opened_again_and_carried_over(two):
    line = add(two)
    services.settle_line(room=SENIOR, line=line, done=True, by=two.senior)
    with pytest.raises(WrongState, match="ticked off"):
        services.carry_line(room=SENIOR, line=line, by=two.user)
    services.settle_line(room=SENIOR, line=line, done=False, by=two.senior)

    assert services.carry_line(room=SENIOR, line=line, by=two.user).state == "later"
    following = two.plan(days=8)
    line.refresh_from_db()
    assert (line.meeting_id, line.state) == (following.pk, "open")
    at_once = services.carry_line(room=SENIOR, line=add(two), by=two.user)
    assert (at_once.meeting_id, at_once.state) == (following.pk, "open")


def test_each_takes_out_their_own_and_what_was_held_in_the_clinical_room_stays(two):
    line = add(two)
    with pytest.raises(NotAllowed):
        services.delete_line(room=SENIOR, line=line, by=two.senior)
    services.delete_line(room=SENIOR, line=line, by=two.user)
    assert not SeniorLine.objects.exists()

    held = two.note(room=CLINICAL)
    stays = add(two, room=CLINICAL, meeting=held)
    with pytest.raises(WrongState, match="stays"):
        services.delete_line(room=CLINICAL, line=stays, by=two.user)


def test_the_rooms_have_different_keys_and_no_plain_word_in_the_database(two):
    senior = add(two, "heron over the roof")
    clinical = add(two, "heron over the roof", room=CLINICAL, meeting=two.plan(room=CLINICAL))

    keys = DataKey.objects.filter(owner_id=two.peer.pk).values_list("owner_kind", flat=True)
    assert sorted(keys) == ["clinical", "senior"]
    with connection.cursor() as cursor:
        for row in (senior, clinical):
            cursor.execute(f"SELECT t::text FROM {row._meta.db_table} t")
            assert not any("heron" in text or b"heron".hex() in text for (text,) in cursor.fetchall())
    with acting_as(two.user.pk), reading(by=two.user, purpose=Purpose.OWN_WORK, via="peer") as opened:
        assert [
            one.text for one in opened.open_all([SeniorLine.objects.get(), ClinicalLine.objects.get()])
        ] == ["heron over the roof"] * 2


def test_one_line_goes_out_by_its_peer_alone_and_comes_back(two):
    line = add(two, "desk time")
    add(two, "that night")
    with pytest.raises(NotAllowed):
        services.share_line(line=line, audience="office", by=two.senior)
    with acting_as(two.user.pk):
        shared = services.share_line(line=line, audience="clinical", by=two.user)
        with pytest.raises(WrongState, match="shared this already"):
            services.share_line(line=line, audience="clinical", by=two.user)

    assert list(SharedLine.objects.read_by(two.clinical)) == [shared]
    for user in (two.senior, factories.make_admin(agency=two.agency), factories.make_supervisor("clinical")):
        assert not SharedLine.objects.read_by(user).exists()
    with pytest.raises(SharedLine.DoesNotExist):
        services.take_back_shared(shared=shared, by=two.clinical)
    services.take_back_shared(shared=shared, by=two.user)
    assert not SharedLine.objects.exists()


def test_a_copy_is_read_while_the_clinical_link_holds(two):
    with acting_as(two.user.pk):
        services.share_line(line=add(two), audience="clinical", by=two.user)
        two.peer.links.filter(kind="clinical").update(ended_at=clock.now())
        with pytest.raises(DomainError, match="no clinical supervisor"):
            services.share_line(line=add(two), audience="clinical", by=two.user)

    assert not SharedLine.objects.read_by(two.clinical).exists()


def test_words_of_the_peer_room_go_after_the_months_of_the_house_and_the_day_stays(two):
    HousePromise.objects.create(agency=two.agency, room_text_months=6)
    old, young = two.note(days_ago=190), two.note(days_ago=170)
    for meeting in (old, young):
        add(two, "words", meeting=meeting)
    clinical = two.note(room=CLINICAL, days_ago=190)
    add(two, "stays", room=CLINICAL, meeting=clinical)

    tasks.forget_room_words_of.apply(args=[str(two.agency.pk)])
    assert services.forget_room_words(agency_id=two.agency.pk) == 0
    assert texts(SENIOR, old, two.user) == []
    assert texts(SENIOR, young, two.user) == ["words"]
    assert texts(CLINICAL, clinical, two.user) == ["stays"]
    old.refresh_from_db()
    assert (old.minutes, old.held_on) == (50, two.today - timedelta(days=190))


def test_words_for_a_meeting_that_never_was_go_as_well(two):
    add(two)
    with clock.set_to(clock.now() + timedelta(days=200)):
        assert services.forget_room_words(agency_id=two.agency.pk) == 1


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [("2026-08-31", 6, "2026-02-28"), ("2026-03-15", 3, "2025-12-15"), ("2026-01-31", 24, "2024-01-31")],
)
def test_months_are_counted_by_the_calendar(day, months, before):
    assert months_before(date.fromisoformat(day), months) == date.fromisoformat(before)


def test_an_answer_is_kept_with_ones_own_key_and_read_by_nobody_else(two):
    with acting_as(two.user.pk):
        kept = services.keep_answer(question=2, text="I could leave, she could not.", by=two.user)
        assert [text for _row, _question, text in kept_answers(two.user)] == ["I could leave, she could not."]
        assert kept_answers(two.senior) == []

    assert DataKey.objects.get(owner_kind="user", owner_id=two.user.pk)
    with pytest.raises(KeptAnswer.DoesNotExist):
        services.delete_answer(answer=kept, by=two.senior)
    services.delete_answer(answer=kept, by=two.user)
    with pytest.raises(DomainError):
        services.keep_answer(question=8, text="x", by=two.user)


def test_keys_of_both_rooms_are_destroyed_a_month_after_a_peer_left(two):
    office = factories.make_admin(agency=two.agency)
    add(two, "heron")
    with pytest.raises(WrongState, match="thirty days"):
        services.destroy_room_keys(peer=two.peer, by=office)
    Membership.objects.filter(user=two.user).update(ended_at=clock.ago(days=32))
    with pytest.raises(NotAllowed):
        services.destroy_room_keys(peer=two.peer, by=two.clinical)

    services.destroy_room_keys(peer=two.peer, by=office)
    with pytest.raises(WrongState, match="already"):
        services.destroy_room_keys(peer=two.peer, by=office)
    assert texts(SENIOR, two.meeting, two.senior) == ["This was deleted."]
    assert LedgerEntry.objects.filter(action="key.destroyed", target_id=two.peer.pk).exists()
    with pytest.raises(WrongState, match="deleted for good"):
        add(two, by=two.senior)
