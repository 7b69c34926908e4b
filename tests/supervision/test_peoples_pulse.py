"""What people say about their peer: once a quarter, kept without them, shown from five and a quarter later."""

from datetime import date

import pytest
from django.apps import apps

from peersupport.audit.models import AccessEvent, AuditEvent
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import Pairing, PeerSpecialist, SupervisionLink
from supervision import services
from supervision.models import PeoplesAnswer, PeoplesNote, PulseTurn
from supervision.pulse_items import items_of_quarter, quarter_of
from supervision.queries.pulses import three_voices, words_about
from tests import factories

from .pulse_world import JANUARY, JUNE, MARCH, MAY, PulseWorld, day_there, on

FIRST, SECOND = date(2026, 1, 1), date(2026, 4, 1)
SHOWN_FROM = date(2026, 7, 1)


@pytest.fixture
def world():
    return PulseWorld()


def five(day, answer):
    return {item.id: answer for item in items_of_quarter(quarter_of(day))}


def peoples_line(world, day):
    """What the chart of the first domain shows of people, month by month, without its gaps."""
    line = three_voices(world.peer, day)[0].chart.lines[1]
    return [value for value in line.values if value is not None]


def test_four_people_stay_hidden_for_good(world):
    world.people_say(JANUARY, [3, 3, 3, 3])

    assert [peoples_line(world, day) for day in (MARCH, SHOWN_FROM, date(2026, 12, 1))] == [[], [], []]


def test_five_are_shown_a_whole_quarter_after_their_quarter(world):
    world.people_say(JANUARY, [3, 3, 3])
    world.people_say(MARCH, [2, 2])

    assert peoples_line(world, date(2026, 4, 1)) == []
    assert peoples_line(world, date(2026, 6, 30)) == []
    assert peoples_line(world, SHOWN_FROM) == [2.5, 2.5, 2.5]


def test_a_sixth_in_a_later_quarter_changes_nothing_of_what_is_shown(world):
    world.people_say(JANUARY, [3, 3, 3, 2, 2])
    before = peoples_line(world, SHOWN_FROM)
    world.people_say(MAY, [0])
    world.people_say(date(2026, 7, 2), [0, 0, 0])

    assert peoples_line(world, date(2026, 7, 3)) == before
    assert peoples_line(world, date(2026, 12, 1)) == before


def test_sheets_and_phones_are_counted_apart(world):
    """They might be the same people, and whoever enters sheets could take their own away from the rest."""
    world.people_say(JANUARY, [3])
    world.sheets_say(JANUARY, [0, 0, 0, 0])
    assert peoples_line(world, SHOWN_FROM) == []

    world.sheets_say(MARCH, [0])
    assert peoples_line(world, SHOWN_FROM) == [0, 0, 0]


def test_the_shown_place_is_no_sum_that_one_could_calculate_with(world):
    world.people_say(JANUARY, [3, 3, 3, 3, 2, 3])

    shown = peoples_line(world, SHOWN_FROM)
    assert shown == [3, 3, 3]
    assert f"{shown[0]}" == "nearly always"


def test_each_person_has_one_turn_a_quarter_with_each_peer(world):
    user = world.person()
    with on(JANUARY, user):
        services.answer_about_peer(peer=world.peer, answers=five(JANUARY, 2), by=user)
    with on(MARCH, user), pytest.raises(WrongState):
        services.answer_about_peer(peer=world.peer, answers=five(MARCH, 0), by=user)
    with on(MAY, user):
        services.answer_about_peer(peer=world.peer, answers=five(MAY, 1), by=user)

    assert PeoplesAnswer.objects.count() == 10


def test_who_says_nothing_keeps_their_turn(world):
    user = world.person()
    with on(JANUARY, user):
        services.answer_about_peer(peer=world.peer, answers=dict.fromkeys(five(JANUARY, 1)), by=user)
        assert not PulseTurn.objects.exists()
        services.answer_about_peer(peer=world.peer, answers=five(JANUARY, 2), by=user)

    assert PulseTurn.objects.count() == 1


def test_no_row_joins_an_answer_with_a_person_a_day_or_a_trail(world):
    world.people_say(JANUARY, [3], text="canary")

    for model in (PeoplesAnswer, PeoplesNote):
        points_to = {field.related_model for field in model._meta.get_fields() if field.is_relation}
        assert points_to == {apps.get_model("accounts.Agency"), PeerSpecialist}
        assert {day_there(row.created_at) for row in model.objects.all()} == {FIRST}
    assert day_there(PulseTurn.objects.get().created_at) == FIRST
    trails = (AuditEvent.objects.filter(action__contains="pulse"), AccessEvent.objects.all())
    assert not any(trail.exists() for trail in trails)


def test_the_turn_goes_when_the_quarter_is_over_and_with_the_person(world):
    world.people_say(JANUARY, [3, 2])
    with on(date(2026, 3, 31)):
        services.forget_old_pulses()
        assert PulseTurn.objects.count() == 2
    services.forget_turns_of(person=PulseTurn.objects.first().person)
    assert PulseTurn.objects.count() == 1
    with on(date(2026, 4, 2)):
        services.forget_old_pulses()

    assert not PulseTurn.objects.exists()
    assert PeoplesAnswer.objects.count() == 10


def test_words_go_to_the_senior_peer_supervisor_when_the_month_is_over_and_never_to_the_peer(world):
    world.people_say(JANUARY, [3], text="He is late on Mondays.")

    def read(user, day):
        with on(day, user):
            return [line.text for line in words_about(world.peer, by=user, today=day)]

    assert read(world.senior, JANUARY) == []
    assert read(world.senior, date(2026, 2, 1)) == ["He is late on Mondays."]
    assert read(world.peer.user, date(2026, 2, 1)) == []


def test_words_for_nobody_are_refused(world):
    SupervisionLink.objects.all().delete()
    user = world.person()
    with on(JANUARY, user), pytest.raises(DomainError) as refused:
        services.answer_about_peer(peer=world.peer, answers=five(JANUARY, 3), text="x", by=user)

    assert refused.value.field == "text"
    assert not PeoplesAnswer.objects.exists()


def test_only_people_who_walk_with_the_peer_are_asked(world):
    stranger = factories.give_account(factories.make_person(program=world.program))
    former = world.person()
    Pairing.objects.filter(person__user=former).update(
        state="ended", ended_at="2026-01-10T12:00Z", end_reason="goodbye"
    )
    for user in (stranger, former):
        with on(JANUARY, user), pytest.raises(PeerSpecialist.DoesNotExist):
            services.answer_about_peer(peer=world.peer, answers=five(JANUARY, 3), by=user)


def test_the_peer_concerned_enters_no_sheet_not_even_from_the_office(world):
    factories.give_role(world.peer.user, "agency_admin")
    stranger = factories.make_supervisor("senior", agency=world.agency)
    for user in (world.peer.user, world.clinical, stranger):
        with on(JUNE, user), pytest.raises(PeerSpecialist.DoesNotExist):
            services.enter_sheet(peer=world.peer, answers=five(JUNE, 3), by=user)
    for user in (world.office, world.senior):
        with on(JUNE, user):
            services.enter_sheet(peer=world.peer, answers=five(JUNE, 3), by=user)

    assert PeoplesAnswer.objects.filter(on_paper=True, quarter=SECOND).count() == 10


def test_an_empty_sheet_is_no_sheet(world):
    with on(JUNE, world.office), pytest.raises(DomainError):
        services.enter_sheet(peer=world.peer, answers=dict.fromkeys(five(JUNE, 1)), by=world.office)
