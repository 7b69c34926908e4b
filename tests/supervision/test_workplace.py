"""How it is to work here: asked of peers alone, shown from five when the round is over, answered in writing."""

from datetime import date

import pytest

from peersupport.audit.models import AuditEvent
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import PeerSpecialist
from peersupport.rules.models import HousePromise
from supervision import services
from supervision.models import WorkplaceAnswer, WorkplaceReply, WorkplaceTurn
from supervision.pulse_items import workplace_items
from supervision.queries.workplace import rounds, waits_for_the_office
from tests import factories

from .pulse_world import JANUARY, MARCH, PulseWorld, day_there, on

ROUND, OVER = date(2026, 1, 1), date(2026, 4, 1)


@pytest.fixture
def world():
    return PulseWorld()


def seen(world, day, user=None):
    with on(day, user or world.peer.user):
        return rounds(user or world.peer.user)


def test_five_answers_are_shown_to_all_who_work_here_when_the_round_is_over(world):
    world.peers_say(JANUARY, [3, 3, 2])
    world.peers_say(MARCH, [2, 2])

    assert not any(found.has_words for found in seen(world, date(2026, 3, 31)))
    for user in (world.peer.user, world.senior, world.clinical, world.office):
        newest = seen(world, OVER, user)[0]
        assert newest.begins == ROUND
        assert {(line.people, line.word, line.and_word) for line in newest.sentences} == {
            (5, "mostly", "yes")
        }


def test_four_answers_stay_hidden(world):
    world.peers_say(JANUARY, [3, 3, 3, 3])

    newest = seen(world, OVER)[0]
    assert not newest.has_words
    assert {line.people for line in newest.sentences} == {0}
    with on(OVER, world.office):
        assert waits_for_the_office(world.office) is None


def test_a_peer_speaks_once_a_round_and_only_while_it_is_asked(world):
    user, said = world.peer.user, {item.id: 1 for item in workplace_items()}
    with on(MARCH, user):
        services.answer_workplace(answers=dict.fromkeys(said), by=user)
        assert not WorkplaceTurn.objects.exists()
        services.answer_workplace(answers=said, by=user)
        with pytest.raises(WrongState):
            services.answer_workplace(answers=said, by=user)
    with on(OVER, user), pytest.raises(WrongState):
        services.answer_workplace(answers=said, by=user)
    with on(date(2026, 7, 1), user):
        services.answer_workplace(answers=said, by=user)

    assert WorkplaceAnswer.objects.count() == 10


def test_nobody_but_peers_is_asked(world):
    for user in (world.office, world.senior, world.clinical):
        with on(JANUARY, user), pytest.raises(PeerSpecialist.DoesNotExist):
            services.answer_workplace(answers={"pay-v1": 0}, by=user)


@pytest.mark.parametrize("answers", [{"pay-v1": 4}, {"pay-v9": 1}])
def test_only_what_is_asked_and_only_words_of_the_scale(world, answers):
    with on(JANUARY, world.peer.user), pytest.raises(DomainError) as refused:
        services.answer_workplace(answers=answers, by=world.peer.user)

    assert refused.value.field in answers


def test_no_row_says_who_answered_or_when(world):
    world.peers_say(MARCH, [2])

    assert {field.name for field in WorkplaceAnswer._meta.fields if field.is_relation} == {"agency"}
    assert {day_there(row.created_at) for row in WorkplaceAnswer.objects.all()} == {ROUND}
    assert not AuditEvent.objects.filter(action__startswith="workplace").exists()


def test_the_house_answers_within_its_days_and_all_peers_read_it(world):
    HousePromise.objects.create(agency_id=world.agency.pk, answer_days=7)
    world.peers_say(JANUARY, [1] * 5)
    with on(OVER, world.office):
        assert waits_for_the_office(world.office) == date(2026, 4, 8)
        services.reply_to_workplace(begins=ROUND, text="Pay range is on the wall from May.", by=world.office)
        assert waits_for_the_office(world.office) is None

    newest = seen(world, OVER)[0]
    assert newest.answer_by == date(2026, 4, 8)
    assert [(text, name) for text, name, _at in newest.replies] == [
        ("Pay range is on the wall from May.", world.office.name)
    ]


def test_only_the_office_answers_and_only_what_is_shown(world):
    world.peers_say(JANUARY, [1] * 5)
    with on(OVER, world.senior), pytest.raises(NotAllowed):
        services.reply_to_workplace(begins=ROUND, text="x", by=world.senior)
    with on(MARCH, world.office), pytest.raises(WrongState):
        services.reply_to_workplace(begins=ROUND, text="x", by=world.office)
    for text in (" ", "x" * 4001):
        with on(OVER, world.office), pytest.raises(DomainError):
            services.reply_to_workplace(begins=ROUND, text=text, by=world.office)
    assert not WorkplaceReply.objects.exists()


def test_another_house_sees_nothing_of_it(world):
    world.peers_say(JANUARY, [1] * 5)
    other = factories.make_admin(agency=factories.make_agency(time_zone=world.agency.time_zone))

    assert not any(found.has_words for found in seen(world, OVER, other))


def test_answers_go_after_two_years_and_turns_with_the_round(world):
    world.peers_say(JANUARY, [1])
    with on(date(2026, 7, 3)):
        services.forget_old_workplace()
    assert (WorkplaceTurn.objects.count(), WorkplaceAnswer.objects.count()) == (0, 5)
    with on(date(2028, 2, 3)):
        services.forget_old_workplace()
    assert not WorkplaceAnswer.objects.exists()
