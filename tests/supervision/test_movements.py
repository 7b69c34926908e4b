"""What changes for all peers of a house is said to all of them, and the house answers."""

from datetime import timedelta

import pytest

from peersupport.core.errors import NotAllowed
from supervision.models import CommonMovement
from supervision.services import answer_movement
from tests import factories
from tests.supervision.signals import House, get, post, text


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
    house.found()
    assert "from five peers on" in text(house.office)
    for _ in range(4):
        factories.make_peer(agency=house.agency)

    assert "1 change around a single peer has no answer yet" in text(house.office)
