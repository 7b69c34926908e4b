"""What changes for all peers of a house is said to all of them, and the house answers."""

from datetime import timedelta

import pytest

from peersupport.accounts.models import Membership
from peersupport.core import clock
from peersupport.core.errors import NotAllowed
from peersupport.people.models import PeerSpecialist
from supervision.drift import FALL, RISE
from supervision.models import CommonMovement, WeeklyCount
from supervision.services import answer_movement, open_signal
from tests.supervision.signals import House, get, post, text
from tests.supervision.weeks import monday


def opened(signal):
    return open_signal(signal=signal, by=signal.peer.user)


def test_what_moved_for_all_is_answered_by_the_house_for_everybody_to_read():
    house = House()
    moved = house.moved()
    assert moved.answer_by == house.agency.today() + timedelta(days=10)
    for reader in (house.user, house.senior, house.office):
        assert "about 6 in 10" in text(reader)
        assert get(reader, "movement", moved.pk).status_code == 200
    assert get(house.clinical, "movement", moved.pk).status_code == 404
    for other in (house.user, house.senior):
        assert post(other, "movement", moved.pk, text="x").status_code == 403
        with pytest.raises(NotAllowed):
            answer_movement(movement=moved, text="x", by=other)
    assert post(house.office, "movement", moved.pk, text=" ").status_code == 422

    assert post(house.office, "movement", moved.pk, text="The form loses its first page.").status_code == 302
    for reader in (house.user, house.senior, house.office):
        assert "The form loses its first page." in text(reader, "movement", moved.pk)
    assert post(house.office, "movement", moved.pk, text="Again").status_code == 409


def test_a_late_answer_is_said_to_be_missing():
    house = House()
    moved = house.moved()
    CommonMovement.objects.filter(pk=moved.pk).update(answer_by=house.agency.today() - timedelta(days=1))

    assert "It is still missing." in text(house.user, "movement", moved.pk)


def test_the_office_sees_how_many_from_five_peers_on():
    house = House()
    peers = list(PeerSpecialist.objects.at_work_in(house.agency).order_by("pk"))
    for peer in peers[:4]:
        opened(house.found(peer=peer))
    assert "is shown from five on" in text(house.office)
    last = house.found(peer=peers[4])
    assert "is shown from five on" in text(house.office)

    opened(last)
    assert "5 changes around single peers have no answer yet" in text(house.office)
    Membership.objects.filter(user=peers[0].user).update(ended_at=clock.now())
    assert "is shown from five on" in text(house.office)


def test_a_week_of_few_peers_is_in_nobodys_chart():
    house = House()
    moved = house.moved()
    peers = list(PeerSpecialist.objects.at_work_in(house.agency))
    for back, those in ((3, peers[:4]), (4, peers), (5, peers[:1])):
        for peer in those:
            WeeklyCount.objects.create(agency=house.agency, peer=peer, week=monday(back), numerator=1,
                                       denominator=4, signal="co_created_agenda")  # fmt: skip

    for reader in (house.office, house.user):
        assert text(reader, "movement", moved.pk).count(">25%</td>") == 1


def test_among_a_few_peers_nothing_is_said_about_all_of_them():
    house = House()
    moved = house.moved()
    one = PeerSpecialist.objects.at_work_in(house.agency).exclude(pk=house.peer.pk).first()
    Membership.objects.filter(user=one.user).update(ended_at=clock.now())

    for reader in (house.user, house.senior, house.office):
        assert get(reader, "movement", moved.pk).status_code == 404
        assert "about 6 in 10" not in text(reader)


def test_more_of_what_only_a_fall_is_news_about_is_not_told_as_less():
    house = House()
    for signal, direction in (("purposeful_self_disclosure", RISE), ("off_role_time", FALL)):
        with pytest.raises(CommonMovement.DoesNotExist):
            house.moved(signal=signal, direction=direction)

    assert house.moved(signal="purposeful_self_disclosure", direction=FALL)
    assert house.moved(signal="own_next_steps", direction=RISE)


def test_a_question_has_no_chart():
    house = House()
    asked = house.moved(signal="purposeful_self_disclosure")
    mine = opened(house.found("purposeful_self_disclosure", direction=FALL))

    for page in (text(house.office, "movement", asked.pk), text(house.user, "signal", mine.pk)):
        assert "Is there still room for it?" in page
        assert "<table" not in page
        assert "<svg" not in page.partition("<main")[2]
