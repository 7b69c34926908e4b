"""Check-ins: one a week, the person's alone, and nothing left of what was skipped or taken back."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from peersupport.accounts.models import Program
from peersupport.audit.models import AccessEvent, AuditEvent
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.people.models import Pairing
from peersupport.people.services import pause_pairing
from sessions_app.check_ins import (
    agency_check_ins,
    all_agency_check_ins,
    my_answers,
    question_of_the_week,
    shown_to,
    wish_of,
)
from sessions_app.models import CheckIn, CheckInWish
from sessions_app.services import ConsentMissing
from sessions_app.services.check_ins import (
    answer_check_in,
    show_check_in,
    take_back_check_in,
    week_of,
    wish_check_ins,
)
from tests import factories
from tests.sessions_app.world import ZONE, Two

WEDNESDAY = datetime(2026, 3, 4, 15, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def two():
    two = Two()
    wish_check_ins(person=two.person, is_on=True, questions=["hope_way", "belonging"], by=two.user)
    return two


@pytest.fixture
def own(two):
    return factories.give_account(two.person)


def test_nobody_is_asked_until_they_say_so():
    two = Two()

    assert question_of_the_week(two.person) is None
    with pytest.raises(NotAllowed):
        answer_check_in(person=two.person, question="belonging", answer=1, by=two.user)
    with pytest.raises(DomainError) as refused:
        wish_check_ins(person=two.person, is_on=True, questions=[], by=two.user)
    assert refused.value.field == "questions"


def test_the_questions_take_turns_by_week_and_stay_the_same_all_week(two):
    asked = []
    for days in (0, 1, 4, 7, 14):
        with clock.set_to(WEDNESDAY + timedelta(days=days)):
            asked.append(question_of_the_week(two.person))

    assert asked[0] == asked[1] == asked[2]
    assert asked[0] != asked[3]
    assert asked[4] == asked[0]


def test_one_answer_a_week_the_last_one_stands_hidden(two, own):
    with clock.set_to(WEDNESDAY):
        answer_check_in(person=two.person, question="belonging", answer=0, by=two.user)
        show_check_in(person=two.person, week=week_of(two.person), shown=True, by=two.user)
        answer_check_in(person=two.person, question="belonging", answer=3, by=own)
        row = CheckIn.objects.get()

    monday = datetime(2026, 3, 2, tzinfo=ZoneInfo(ZONE))
    assert (row.answer, row.shown, row.week, row.created_at) == (3, False, monday.date(), monday)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.create(
            agency=two.agency, person=two.person, week=row.week, question="i_can", answer=1
        )


def test_no_row_says_when_or_with_whom(two, own):
    AuditEvent.objects.filter().count()
    before = (AuditEvent.objects.count(), AccessEvent.objects.count())
    answer_check_in(person=two.person, question="belonging", answer=0, by=two.user)
    show_check_in(person=two.person, week=week_of(two.person), shown=True, by=two.user)
    take_back_check_in(person=two.person, week=week_of(two.person), by=own)
    wish_check_ins(person=two.person, is_on=False, questions=[], by=own)

    assert (AuditEvent.objects.count(), AccessEvent.objects.count()) == before
    assert {field.name for field in CheckIn._meta.fields} == {
        "id", "created_at", "agency", "person", "week", "question", "answer", "shown",
    }  # fmt: skip
    assert (CheckIn.objects.count(), CheckInWish.objects.count()) == (0, 0)


def test_shown_reaches_the_peer_who_walks_with_them_this_week_alone(two):
    cover = factories.make_cover(pairing=two.pairing, peer=factories.make_peer(agency=two.agency)).peer.user
    with clock.set_to(WEDNESDAY):
        answer_check_in(person=two.person, question="belonging", answer=2, by=two.user)
        assert shown_to(two.user, two.person) is None
        show_check_in(person=two.person, week=week_of(two.person), shown=True, by=two.user)
        assert str(shown_to(two.user, two.person).answer) == "some"
        assert shown_to(factories.make_link(peer=two.peer).supervisor, two.person) is None
        assert shown_to(cover, two.person) is None
    with clock.set_to(WEDNESDAY + timedelta(days=7)):
        assert shown_to(two.user, two.person) is None
        with pytest.raises(CheckIn.DoesNotExist):
            show_check_in(person=two.person, week=WEDNESDAY.date() - timedelta(2), shown=True, by=two.user)


@pytest.mark.parametrize("ends", ["withdrawn", "off", "hidden", "taken back"])
def test_what_was_shown_is_gone_at_once(two, own, ends):
    week = week_of(two.person)
    answer_check_in(person=two.person, question="belonging", answer=2, by=own)
    show_check_in(person=two.person, week=week, shown=True, by=own)
    assert shown_to(two.user, two.person)
    {
        "withdrawn": two.withdraw,
        "off": lambda: wish_check_ins(person=two.person, is_on=False, questions=[], by=own),
        "hidden": lambda: show_check_in(person=two.person, week=week, shown=False, by=own),
        "taken back": lambda: take_back_check_in(person=two.person, week=week, by=own),
    }[ends]()

    assert shown_to(two.user, two.person) is None
    assert len(my_answers(two.person)) == (0 if ends == "taken back" else 1)


def test_handed_over_only_by_who_walks_with_them_with_a_yes_at_a_level_that_knows_persons(two):
    broken, none, paused = Two(), Two(level=Program.Level.NONE), Two()
    broken.withdraw()
    pause_pairing(pairing=paused.pairing, by=paused.user)
    stranger = factories.make_peer(agency=two.agency).user
    said = {"is_on": True, "questions": ["i_can"]}

    for person, by, error in (
        (broken.person, broken.user, ConsentMissing),
        (none.person, none.user, NotAllowed),
        (paused.person, paused.user, NotAllowed),
        (two.person, stranger, Pairing.DoesNotExist),
    ):
        with pytest.raises(error):
            wish_check_ins(person=person, by=by, **said)
    with pytest.raises(NotAllowed):
        take_back_check_in(person=two.person, week=week_of(two.person), by=two.user)


def test_in_their_own_space_no_agreement_is_needed():
    two = Two(agreed=False)
    own = factories.give_account(two.person)
    wish_check_ins(person=two.person, is_on=True, questions=["i_can", "i_can", "hope_on"], by=own)
    answer_check_in(person=two.person, question="hope_on", answer=1, by=own)

    assert wish_of(two.person).questions == ["hope_on", "i_can"]
    assert [str(line.answer) for line in my_answers(two.person)] == ["a little"]


def answers(agency, count, *, week, answer=3, question="belonging"):
    program = factories.make_program(agency=agency)
    for _ in range(count):
        person = factories.make_person(program=program)
        CheckIn.objects.create(agency=agency, person=person, week=week, question=question, answer=answer)


def test_a_house_hears_words_of_twenty_people_and_no_fewer():
    agency = factories.make_agency()
    monday = agency.today() - timedelta(days=agency.today().weekday())
    answers(agency, 19, week=monday - timedelta(weeks=1))
    answers(agency, 4, week=monday - timedelta(weeks=1), question="i_can")
    answers(agency, 30, week=monday, question="i_decide")
    answers(agency, 30, week=monday - timedelta(weeks=14), question="i_decide")
    assert all_agency_check_ins(agency) == {}
    assert agency_check_ins(agency, "belonging") is None

    answers(agency, 3, week=monday - timedelta(weeks=2), answer=0)

    assert agency_check_ins(agency, "belonging") == {
        "not yet": None,
        "a little": None,
        "some": None,
        "a lot": 19,
    }


def test_a_person_counts_once_with_their_newest_word():
    agency = factories.make_agency()
    monday = agency.today() - timedelta(days=agency.today().weekday())
    answers(agency, 20, week=monday - timedelta(weeks=1))
    for row in list(CheckIn.objects.all()):
        CheckIn.objects.create(
            agency=agency,
            person=row.person,
            week=row.week - timedelta(weeks=1),
            question="belonging",
            answer=0,
        )

    assert agency_check_ins(agency, "belonging")["a lot"] == 20
    assert agency_check_ins(agency, "belonging")["not yet"] is None
