"""The peer sees a signal first, their senior peer supervisor next, and nobody else ever."""

from datetime import time
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from peersupport.accounts.models import Membership
from peersupport.audit.models import AuditEvent
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.rules.services import accept_signals
from supervision.models import DriftSignal, WeeklyCount, WithoutSharing
from supervision.services import (
    answer_signal,
    count_weeks,
    find_signals,
    know_why,
    offer_talk,
    open_signal,
    set_sharing_signal,
    take_back_offer,
    take_back_signal_answer,
)
from tests import factories
from tests.sessions_app.test_races import meanwhile
from tests.sessions_app.world import Two
from tests.supervision.signals import House, get, post, text
from tests.supervision.weeks import asked, met, monday, of

WORDS = "Three Mondays at the desk."
LEVEL = "about 1 in 6"


def test_the_peer_first_then_their_senior_and_never_the_clinical_line_or_the_office():
    house = House()
    signal = house.found()

    assert "Time outside the role" in text(house.user)
    assert house.peer.user.name not in text(house.senior)
    assert get(house.senior, "signal", signal.pk).status_code == 404
    assert LEVEL not in text(house.user)
    assert post(house.user, "signal_open", signal.pk).status_code == 302
    page = text(house.user, "signal", signal.pk)
    assert LEVEL in page
    assert "nothing that stands here is a ground for discipline" in page

    assert LEVEL in text(house.senior)
    assert LEVEL in text(house.senior, "signal", signal.pk)
    for other in (house.clinical, house.office, factories.make_peer(agency=house.agency).user):
        assert get(other, "signal", signal.pk).status_code == 404
    assert get(house.clinical).status_code == 404
    assert LEVEL not in text(house.office)


def test_after_a_week_it_is_the_seniors_turn_whether_opened_or_not():
    house = House()
    signal = house.found()
    DriftSignal.objects.filter(pk=signal.pk).update(created_at=clock.ago(days=7, minutes=1))

    assert get(house.senior, "signal", signal.pk).status_code == 200
    assert DriftSignal.objects.get().opened_at is None


def test_another_senior_and_one_whose_link_ended_see_nothing():
    house = House()
    signal = open_signal(signal=house.found(), by=house.user)
    other = factories.make_supervisor("senior", agency=house.agency)
    Membership.objects.filter(user=house.senior).update(ended_at=clock.now())

    assert get(other, "signal", signal.pk).status_code == 404
    assert get(house.senior, "signal", signal.pk).status_code == 404


def test_answered_in_words_changed_and_taken_back():
    house = House()
    signal = house.found()

    assert post(house.user, "signal", signal.pk, text=WORDS).status_code == 302
    assert WORDS in text(house.senior)
    assert post(house.user, "signal", signal.pk, text="It is in the log.").status_code == 302
    assert WORDS not in text(house.senior, "signal", signal.pk)
    take_back_signal_answer(signal=signal, by=house.user)

    assert "It is in the log." not in text(house.senior, "signal", signal.pk)
    with pytest.raises(WrongState):
        take_back_signal_answer(signal=signal, by=house.user)


def test_i_know_why_is_one_tap_and_enough():
    house = House()
    signal = know_why(signal=house.found(), by=house.user)

    assert "They know why." in text(house.senior, "signal", signal.pk)
    with pytest.raises(WrongState):
        know_why(signal=signal, by=house.user)


@pytest.mark.parametrize("said", ["", "  ", "x" * 1001])
def test_an_answer_that_cant_be_kept_says_why(said):
    house = House()
    signal = house.found()

    with pytest.raises(DomainError):
        answer_signal(signal=signal, text=said, by=house.user)
    assert post(house.user, "signal", signal.pk, text=said).status_code == 422


def test_only_the_senior_offers_to_talk_and_may_take_it_back():
    house = House()
    signal = house.found()
    with pytest.raises(DriftSignal.DoesNotExist):
        offer_talk(signal=signal, by=house.senior)
    open_signal(signal=signal, by=house.user)
    for other in (house.user, house.clinical, house.office):
        with pytest.raises(DriftSignal.DoesNotExist):
            offer_talk(signal=signal, by=other)
    with pytest.raises(DriftSignal.DoesNotExist):
        answer_signal(signal=signal, text=WORDS, by=house.senior)

    assert post(house.senior, "signal_offer", signal.pk).status_code == 302
    assert f"{house.senior.name} offers to talk about it" in text(house.user, "signal", signal.pk)
    assert post(house.senior, "signal_offer", signal.pk).status_code == 409
    take_back_offer(signal=signal, by=house.senior)
    assert "offers to talk" not in text(house.user, "signal", signal.pk)


def test_before_the_house_promised_there_is_nothing_at_all():
    house = House(accepted=False)
    signal = house.found()
    moved = house.moved()

    for user, words in ((house.office, "Look at the promise"), (house.user, "can put it in writing"),
                        (house.senior, "can put it in writing")):  # fmt: skip
        page = text(user)
        assert "First the house has to put in writing" in page
        assert (words in page, reverse("desk:promise_to_peers") in page) == (True, True)
    for user in (house.user, house.senior, house.office):
        assert get(user, "signal", signal.pk).status_code == 404
        assert get(user, "movement", moved.pk).status_code == 404
    for week in range(1, 30):
        WeeklyCount.objects.create(agency=house.agency, peer=house.peer, week=monday(week), signal="off_role_time",
                                   numerator=9 if week < 9 else 0, denominator=20)  # fmt: skip
    DriftSignal.objects.all().delete()
    assert find_signals(agency_id=house.agency.pk) == 0
    assert not DriftSignal.objects.exists()


def test_the_sweep_finds_a_step_and_says_it_once():
    house = House()
    for week in range(1, 40):
        WeeklyCount.objects.create(agency=house.agency, peer=house.peer, week=monday(week), signal="off_role_time",
                                   numerator=9 if week < 7 else 1, denominator=20)  # fmt: skip

    assert find_signals(agency_id=house.agency.pk) == 1
    assert find_signals(agency_id=house.agency.pk) == 0
    signal = DriftSignal.objects.get()
    assert (signal.signal, signal.direction) == ("off_role_time", "rise")
    assert signal.before < 0.1 <= signal.after


def test_the_week_that_is_not_over_says_nothing():
    house = House()
    for week in range(8):
        WeeklyCount.objects.create(agency=house.agency, peer=house.peer, week=monday(week), signal="off_role_time",
                                   numerator=0 if week else 20, denominator=20)  # fmt: skip

    assert find_signals(agency_id=house.agency.pk) == 0


def test_after_half_a_year_and_when_somebody_leaves_signals_are_gone():
    house = House()
    signal = house.found()
    DriftSignal.objects.filter(pk=signal.pk).update(week=monday(26))
    assert "Time outside the role" not in text(house.user)
    find_signals(agency_id=house.agency.pk)
    assert not DriftSignal.objects.exists()

    house.found()
    Membership.objects.filter(user=house.user).update(ended_at=clock.now())
    find_signals(agency_id=house.agency.pk)
    assert not DriftSignal.objects.exists()


def test_the_same_change_is_said_once_within_eight_weeks():
    house = House()
    house.found(week=monday(4))
    house.found(week=monday(2))
    house.found(week=monday(9))

    assert [one.week for one in DriftSignal.objects.all()] == [monday(4)]


def test_the_signal_about_ones_own_story_is_a_question_and_can_be_switched_off():
    two = Two()
    house_office = factories.make_admin(agency=two.agency)
    accept_signals(by=house_office)
    met(two, monday(2), shared_story=True, why_shared="me_too")
    count_weeks(agency_id=two.agency.pk)
    assert "purposeful_self_disclosure" in of(two.peer, monday(2))

    assert post(two.user, "signal_sharing", wanted="0").status_code == 302
    count_weeks(agency_id=two.agency.pk, anew=True)
    assert "purposeful_self_disclosure" not in of(two.peer, monday(2))
    assert {field.name for field in WithoutSharing._meta.fields} == {"id", "created_at", "agency", "peer"}
    switched = AuditEvent.objects.filter(action="signal.switched").values_list("at", flat=True)
    assert {at.astimezone(ZoneInfo(two.agency.time_zone)).time() for at in switched} == {time()}

    assert post(two.user, "signal_sharing", wanted="1").status_code == 302
    assert of(two.peer, monday(2))["purposeful_self_disclosure"] == (1, 1)


def test_what_was_found_meanwhile_is_not_kept_or_shown_once_it_is_switched_off():
    house = House()
    found = house.found("purposeful_self_disclosure", direction="fall")
    WithoutSharing.objects.create(agency=house.agency, peer=house.peer)
    open_for_all = DriftSignal.objects.filter(pk=found.pk)
    open_for_all.update(opened_at=clock.now())

    for reader in (house.user, house.senior):
        assert "own story came up less often" not in text(reader)
        assert get(reader, "signal", found.pk).status_code == 404
    DriftSignal.objects.all().delete()
    with pytest.raises(DriftSignal.DoesNotExist):
        house.found("purposeful_self_disclosure", direction="fall")


def test_switching_off_waits_for_a_sweep_that_is_under_way():
    house = House()
    count_weeks(agency_id=house.agency.pk)
    with meanwhile(lambda: set_sharing_signal(wanted=False, by=house.user)) as start:
        find_signals(agency_id=house.agency.pk)
        start()
        assert not WithoutSharing.objects.exists()
        house.found("purposeful_self_disclosure", direction="fall")

    assert meanwhile.result is None
    assert WithoutSharing.objects.exists()
    assert not DriftSignal.objects.exists()


def test_it_has_no_number_in_its_words():
    house = House()
    house.found("purposeful_self_disclosure", direction="fall")
    signal = DriftSignal.objects.get()
    open_signal(signal=signal, by=house.user)

    page = text(house.user)
    assert "Is there still room for it?" in page
    assert "about 1 in" not in page
    set_sharing_signal(wanted=False, by=house.user)
    assert get(house.user, "signal", signal.pk).status_code == 404


def test_who_is_no_peer_switches_nothing():
    house = House()
    for user in (house.senior, house.office, house.clinical):
        assert post(user, "signal_sharing", wanted="0").status_code == 404


def test_the_first_page_says_what_waits_for_each():
    house = House()
    signal = house.found()
    first = reverse("supervision:index")
    shown = {name: factories.sign_in(user).get(first).content.decode() for name, user in vars(house).items()
             if name in {"user", "senior", "clinical", "office"}}  # fmt: skip
    assert {name for name, page in shown.items() if "Something has changed" in page} == {"user"}
    assert "What changes around us" not in shown["clinical"]

    open_signal(signal=signal, by=house.user)
    house.moved()
    assert house.user.name in factories.sign_in(house.senior).get(first).content.decode()
    assert "It waits for an answer" in factories.sign_in(house.office).get(first).content.decode()


def test_nothing_of_another_house():
    house, other = House(), House()
    signal = open_signal(signal=house.found(), by=house.user)
    moved = house.moved()

    for user in (other.user, other.senior, other.office):
        assert get(user, "signal", signal.pk).status_code == 404
        assert get(user, "movement", moved.pk).status_code == 404


def test_a_chart_leaves_out_weeks_away():
    two = Two()
    house = House.__new__(House)
    house.agency, house.peer, house.user = two.agency, two.peer, two.user
    accept_signals(by=factories.make_admin(agency=two.agency))
    met(two, monday(5))
    asked(two.peer, monday(3), 60)
    count_weeks(agency_id=two.agency.pk)

    page = text(two.user, "signal", house.found().pk)
    assert page.count("<td") == 2 * 26  # the share, and what was usual
    assert page.count(">–</td>") == 2 * 24
