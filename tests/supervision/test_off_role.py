"""What peers are asked outside their role: two taps, an answer in time, and numbers that give nobody away."""

import uuid
from datetime import timedelta

import pytest

from peersupport.audit.models import AuditEvent
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.principal import acting_as
from peersupport.rules.services import set_house_promise
from supervision.models import OffRoleTask
from supervision.queries.off_role import due_words, entries_under, house_page, off_role_lines, waiting_entries
from supervision.services import (
    OffRoleDetails,
    answer_off_role,
    log_off_role,
    notice_answer,
    say_more_off_role,
    take_back_off_role,
)
from tests import factories
from tests.parts.off_role import answered, asked


@pytest.fixture
def office():
    return factories.make_admin()


@pytest.fixture
def peer(office):
    return factories.make_peer(agency=office.agency, name="Gabe T").user


def page_of(user):
    with acting_as(user.pk):
        return house_page(user)


def test_one_tap_is_enough_and_twice_is_one(peer):
    key = uuid.uuid4()
    for _ in range(2):
        log_off_role(key=key, task="driving", by=peer)

    (entry,) = OffRoleTask.objects.own(peer)
    today = peer.agency.today()
    assert (entry.task, entry.asked_on, entry.minutes, entry.asked_by) == ("driving", today, None, "")
    assert entry.answer_by == today + timedelta(days=10)


def test_a_key_of_somebody_else_gives_nothing(office, peer):
    entry = asked(peer)

    with pytest.raises(WrongState):
        log_off_role(key=entry.pk, task="desk", by=factories.make_peer(agency=office.agency).user)
    assert OffRoleTask.objects.get().task == "driving"


def test_only_a_peer_writes_one_down(office):
    for other in (office, factories.make_supervisor("senior", agency=office.agency)):
        with pytest.raises(NotAllowed):
            log_off_role(key=uuid.uuid4(), task="desk", by=other)


def test_a_later_promise_moves_no_day_that_was_promised(office, peer):
    before = asked(peer)
    set_house_promise(answer_days=30, room_text_months=6, by=office)

    assert OffRoleTask.objects.get(pk=before.pk).answer_by == before.answer_by
    assert asked(peer).answer_by == peer.agency.today() + timedelta(days=30)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"days": 1}, "asked_on"),
        ({"days": -400}, "asked_on"),
        ({"minutes": 1441}, "minutes"),
        ({"minutes": -1}, "minutes"),
    ],
)
def test_what_cannot_be_is_told_at_its_place(peer, more, field):
    entry = log_off_role(key=uuid.uuid4(), task="desk", by=peer)
    day = peer.agency.today() + timedelta(days=more.get("days", 0))

    said = OffRoleDetails(asked_on=day, minutes=more.get("minutes"))

    with pytest.raises(DomainError) as refused:
        say_more_off_role(entry=entry, said=said, by=peer)
    assert refused.value.field == field


def test_nobody_touches_one_of_another_peer(office, peer):
    entry, other = asked(peer), factories.make_peer(agency=office.agency).user
    said = OffRoleDetails(asked_on=peer.agency.today())

    for act in (
        lambda: say_more_off_role(entry=entry, said=said, by=other),
        lambda: take_back_off_role(entry=entry, by=other),
        lambda: notice_answer(entry=entry, by=other),
    ):
        with pytest.raises(OffRoleTask.DoesNotExist):
            act()


def test_a_slip_is_taken_back_until_there_is_an_answer(office, peer):
    take_back_off_role(entry=asked(peer), by=peer)
    assert not OffRoleTask.objects.exists()

    entry = answered(asked(peer), "No more driving.", office)
    with pytest.raises(WrongState):
        take_back_off_role(entry=entry, by=peer)
    with pytest.raises(WrongState):
        say_more_off_role(entry=entry, said=OffRoleDetails(asked_on=entry.asked_on), by=peer)


def test_one_answer_to_several_stays_and_is_read(office, peer):
    entries = [asked(peer, task) for task in ("desk", "driving")]

    answer_off_role(entries=[entry.pk for entry in entries], text="A temp covers the desk.", by=office)

    assert {entry.answer_id for entry in OffRoleTask.objects.all()} == {OffRoleTask.objects.first().answer_id}
    assert notice_answer(entry=entries[0], by=peer).noticed_at is not None
    with pytest.raises(WrongState):
        answer_off_role(entries=[entries[0].pk], text="Again.", by=office)
    with acting_as(office.pk):
        assert waiting_entries(office) == []


def test_only_the_office_of_this_house_answers(office, peer):
    entry = asked(peer)

    with pytest.raises(NotAllowed):
        answer_off_role(
            entries=[entry.pk], text="x", by=factories.make_supervisor("senior", agency=office.agency)
        )
    with pytest.raises(WrongState):
        answer_off_role(entries=[entry.pk], text="x", by=factories.make_admin())
    for wrong, field in (
        ({"entries": [], "text": "x"}, "entries"),
        ({"entries": [entry.pk], "text": " "}, "text"),
    ):
        with pytest.raises(DomainError) as refused:
            answer_off_role(**wrong, by=office)
        assert refused.value.field == field
    with pytest.raises(WrongState):
        notice_answer(entry=entry, by=peer)


def test_the_oldest_promise_stands_on_top_with_no_name(office, peer):
    with clock.set_to(clock.ago(days=30)):
        asked(peer, "interpret", words="For the doctor.")
    asked(peer, "desk")

    with acting_as(office.pk):
        late, new = waiting_entries(office)

    assert (late.row.task, late.is_late, late.words, new.is_late) == (
        "interpret",
        True,
        "For the doctor.",
        False,
    )
    assert late.who == new.who == ""
    (line,) = off_role_lines(office).waiting
    assert (line.tag, line.text) == ("2", "1 should have its answer by now")


def test_days_as_one_says_them():
    today = clock.now().date().replace(year=2026, month=11, day=23)  # a Monday

    said = [due_words(today + timedelta(days=days), today) for days in (0, 1, 4, 9, -3)]
    assert said == [
        "answer by today",
        "answer by tomorrow",
        "answer by Friday",
        "answer by Wed, Dec 2",
        "an answer was promised by Fri, Nov 20",
    ]


def test_a_senior_peer_supervisor_sees_those_of_their_peers(office, peer):
    asked(peer)
    asked(factories.make_peer(agency=office.agency).user)
    senior = factories.make_link(peer=peer.peer, kind="senior").supervisor

    with acting_as(senior.pk):
        assert [(entry.who, entry.row.task) for entry in entries_under(senior)] == [("Gabe T", "driving")]
    clinical = factories.make_link(peer=peer.peer, kind="clinical").supervisor
    with acting_as(clinical.pk):
        assert entries_under(clinical) == []


def test_a_small_house_shows_no_more_than_the_sum(office, peer):
    for _ in range(4):
        asked(peer, minutes=10)
    assert page_of(peer).times is None

    asked(peer, minutes=10)
    page = page_of(peer)
    assert (page.times, page.minutes, page.by_task, page.by_asker) == (5, 50, [], [])


def test_in_a_house_of_more_small_numbers_are_joined(office, peer):
    for _ in range(4):
        factories.make_peer(agency=office.agency)
    for task, times in (("desk", 6), ("driving", 5), ("money", 1)):
        for _ in range(times):
            asked(peer, task, asked_by="office")
    asked(factories.make_peer().user)

    page = page_of(peer)

    assert [(cell.label, cell.times) for cell in page.by_task] == [
        ("front desk, filing or papers", 6),
        ("everything else together", 6),
    ]
    assert [(cell.label, cell.times) for cell in page.by_asker] == [("the office", 12)]


def test_what_is_older_than_a_year_counts_no_more(peer):
    with clock.set_to(clock.ago(days=366)):
        for _ in range(5):
            asked(peer)

    assert page_of(peer).times is None


def test_every_act_leaves_its_trace(office, peer):
    notice_answer(entry=answered(asked(peer), "No.", office), by=peer)
    take_back_off_role(entry=asked(peer), by=peer)

    assert set(AuditEvent.objects.filter(action__startswith="off_role").values_list("action", flat=True)) == {
        "off_role.written", "off_role.changed", "off_role.answered", "off_role.answer_read", "off_role.taken_back",
    }  # fmt: skip
