"""The pulse of the peer and of the senior peer supervisor: who may, what stays, what is left of a skip."""

import pytest

from peersupport.audit.models import AuditEvent
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import PeerSpecialist, SupervisionLink
from supervision import services
from supervision.models import PulseAnswer, PulseNote
from supervision.pulse_items import all_items, items_of_month, month_of
from supervision.queries.pulses import looked_after, own_months, said_in, three_voices, words_about
from tests import factories

from .pulse_world import JANUARY, JULY, JUNE, MARCH, MAY, PulseWorld, day_there, on

WORDS = "We laughed more than last month."


@pytest.fixture
def world():
    return PulseWorld()


def five(day, answer):
    return {item.id: answer for item in items_of_month(day)}


def say(world, day, answers, *, by=None, **more):
    by = by or world.peer.user
    with on(day, by):
        services.save_pulse(peer=world.peer, answers=answers, by=by, **more)


def test_five_answers_and_words_stay_for_the_month(world):
    say(world, MAY, five(MAY, 2), text=WORDS)

    assert set(PulseAnswer.objects.values_list("voice", "month", "answer")) == {("peer", month_of(MAY), 2)}
    with on(MAY, world.peer.user):
        kept = said_in(world.peer, "peer", month_of(MAY), by=world.peer.user)
    assert (kept.said, kept.text) == (five(MAY, 2), WORDS)


def test_what_is_said_again_in_the_month_makes_way_and_a_skip_leaves_nothing(world):
    first, *others = five(MAY, 3)
    say(world, MAY, five(MAY, 3), text=WORDS)
    say(world, MAY, {first: 1} | dict.fromkeys(others))

    assert list(PulseAnswer.objects.values_list("item", "answer")) == [(first, 1)]
    assert not PulseNote.objects.exists()


def test_skipping_everything_leaves_no_trace_at_all(world):
    say(world, MAY, five(MAY, None))
    say(world, MAY, five(MAY, None), by=world.senior)

    assert not PulseAnswer.objects.exists()
    assert not AuditEvent.objects.filter(action__startswith="pulse").exists()


def test_the_trail_of_a_pulse_does_not_tell_the_day(world):
    say(world, MAY, five(MAY, 2))

    event = AuditEvent.objects.get(action="pulse.saved")
    answered_at = PulseAnswer.objects.first().created_at
    assert day_there(event.at) == month_of(MAY) == day_there(answered_at)


def test_only_what_is_asked_and_only_words_of_the_scale(world):
    wrong = [({"shared-9-v1": 1}, "shared-9-v1"), ({items_of_month(MAY)[0].id: 4}, items_of_month(MAY)[0].id)]
    not_now = next(item.id for item in all_items() if item.id not in five(MAY, 1))
    for answers, field in [*wrong, ({not_now: 1}, not_now)]:
        with pytest.raises(DomainError) as refused:
            say(world, MAY, answers)
        assert refused.value.field == field
    with pytest.raises(DomainError) as refused:
        say(world, MAY, {}, text="x" * 1001)
    assert refused.value.field == "text"
    assert not PulseAnswer.objects.exists()


def test_nobody_else_speaks_about_a_peer(world):
    other = factories.make_supervisor("senior", agency=world.agency)
    factories.make_link(peer=factories.make_peer(agency=world.agency), kind="senior", supervisor=other)
    colleague = factories.make_peer(agency=world.agency).user
    elsewhere = factories.make_link(kind="senior", peer=factories.make_peer()).supervisor

    for user in (world.clinical, world.office, other, colleague, elsewhere):
        with pytest.raises(PeerSpecialist.DoesNotExist):
            say(world, MAY, five(MAY, 2), by=user)


def test_a_supervisor_whose_link_ended_says_and_sees_nothing_more(world):
    say(world, MAY, five(MAY, 2), by=world.senior)
    SupervisionLink.objects.filter(supervisor=world.senior).update(ends_on=MAY)

    with on(JUNE, world.senior):
        assert looked_after(world.senior) == []
    with pytest.raises(PeerSpecialist.DoesNotExist):
        say(world, JUNE, five(JUNE, 2), by=world.senior)


def test_who_is_their_own_supervisor_has_one_voice_only(world):
    factories.give_role(world.peer.user, "senior_peer_supervisor")
    factories.make_link(peer=world.peer, kind="senior", supervisor=world.peer.user)

    with on(MAY, world.peer.user):
        assert looked_after(world.peer.user) == []


def test_the_long_form_is_open_in_one_month_of_each_half_year(world):
    everything = {item.id: 2 for item in all_items()}
    say(world, MARCH, everything, is_long=True)
    say(world, MARCH, {**everything, all_items()[0].id: 1}, is_long=True)

    with pytest.raises(WrongState):
        say(world, JUNE, everything, is_long=True)
    say(world, JULY, everything, is_long=True)
    assert PulseAnswer.objects.filter(month=month_of(MARCH)).count() == 20
    assert PulseAnswer.objects.filter(month=month_of(JULY)).count() == 20


def test_each_voice_has_a_long_form_of_its_own(world):
    everything = {item.id: 2 for item in all_items()}
    say(world, MARCH, everything, is_long=True)
    say(world, MAY, everything, by=world.senior, is_long=True)

    with pytest.raises(WrongState):
        say(world, JUNE, everything, by=world.senior, is_long=True)
    with pytest.raises(PeerSpecialist.DoesNotExist):
        say(world, JULY, everything, by=world.clinical, is_long=True)
    say(world, JULY, everything, by=world.senior, is_long=True)
    assert PulseAnswer.objects.filter(month=month_of(MAY), voice="senior").count() == 20
    assert PulseAnswer.objects.filter(month=month_of(JULY)).count() == 20


def test_the_peer_deletes_a_month_for_good_and_the_others_stay(world):
    for day in (MARCH, MAY):
        say(world, day, five(day, 2), text=WORDS)
    say(world, MAY, five(MAY, 1), by=world.senior, text="From me")

    with on(JUNE, world.peer.user):
        services.forget_pulse(month=month_of(MAY), by=world.peer.user)
        with pytest.raises(PulseAnswer.DoesNotExist):
            services.forget_pulse(month=month_of(MAY), by=world.peer.user)
        assert own_months(world.peer) == [month_of(MARCH)]
    assert PulseAnswer.objects.filter(voice="senior").count() == 5
    assert PulseNote.objects.filter(voice="senior").count() == 1


def test_two_voices_stand_beside_each_other_and_a_month_nobody_spoke_is_a_gap(world):
    say(world, MARCH, five(MARCH, 3))
    say(world, MAY, five(MAY, 2))
    say(world, MAY, five(MAY, 1), by=world.senior)

    shown = three_voices(world.peer, JUNE)

    peer, people, senior = shown[0].chart.lines
    assert len(peer.values) == 12
    assert list(peer.values[-4:]) == [3, None, 2, None]
    assert list(senior.values[-4:]) == [None, None, 1, None]
    assert set(people.values) == {None}
    assert f"{peer.values[-2]}" == "often"


def test_the_words_are_read_by_the_two_and_nobody_else(world):
    say(world, MAY, {}, text=WORDS)
    say(world, MAY, {}, by=world.senior, text="You were there on Monday.")

    for user in (world.peer.user, world.senior):
        with on(JUNE, user):
            found = {(line.who, line.text) for line in words_about(world.peer, by=user, today=JUNE)}
        assert found == {("peer", WORDS), ("senior", "You were there on Monday.")}


def test_pulses_go_after_two_years(world):
    say(world, JANUARY, five(JANUARY, 2), text=WORDS)
    with on(JANUARY.replace(year=2028)):
        services.forget_old_pulses()
    assert PulseAnswer.objects.count() == 5
    with on(MARCH.replace(year=2028)):
        services.forget_old_pulses()
    assert not PulseAnswer.objects.exists()
    assert not PulseNote.objects.exists()
