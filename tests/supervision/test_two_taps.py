"""Two at once, on connections of their own: the second finds what the first one wrote, or is told so."""

import uuid

import pytest

from peersupport.core import clock
from peersupport.core.errors import WrongState
from supervision.models import BoundaryCase, BoundaryDecision, RoleAcceptance, SeniorMeeting
from supervision.rooms import SENIOR
from supervision.services import accept_role, hold_meeting, propose_case, write_boundary
from tests import factories
from tests.parts.boundaries import said
from tests.parts.role import in_force
from tests.sessions_app.test_races import meanwhile
from tests.supervision.test_room_meetings import Two


@pytest.mark.parametrize(
    ("service", "model"), [(write_boundary, BoundaryDecision), (propose_case, BoundaryCase)]
)
def test_a_second_tap_on_save_finds_the_first(service, model):
    user, key = factories.make_peer().user, uuid.uuid4()

    def tap():
        return service(key=key, said=said(decided="No"), by=user)

    with meanwhile(tap) as start:
        tap()
        start()

    assert meanwhile.result == model.objects.get(pk=key)


def test_a_second_yes_to_the_role_is_the_first():
    peer = factories.make_peer(program=factories.make_program())
    version = in_force(factories.make_admin(agency=peer.agency))

    def tap():
        return accept_role(version=version, peer=peer, by=peer.user)

    with meanwhile(tap) as start:
        first = tap()
        start()

    assert meanwhile.result == first == list(RoleAcceptance.objects.all())


def test_of_two_planned_meetings_of_a_day_only_one_was_of_this_length():
    two = Two()
    one, other = two.plan(hour=1), two.plan(hour=2)
    with clock.set_to(other.planned_for):
        today = two.agency.today()

    def held(meeting):
        with clock.set_to(other.planned_for):
            return hold_meeting(room=SENIOR, meeting=meeting, held_on=today, minutes=50, by=two.user)

    with meanwhile(lambda: held(other)) as start:
        held(one)
        start()

    assert isinstance(meanwhile.result, WrongState)
    assert SeniorMeeting.objects.held().count() == 1
