"""Meetings of the two rooms: planned, held, called off, undone, and what is refused with a sentence."""

from datetime import datetime, time, timedelta

import pytest

from peersupport.accounts.models import Program
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import PeerSpecialist
from supervision import services
from supervision.humility import HOW_MANY
from supervision.models import ClinicalMeeting, SeniorMeeting, TalkWish
from supervision.rooms import CLINICAL, SENIOR
from tests import factories


class Two:
    """A peer with one supervisor of each kind."""

    def __init__(self) -> None:
        self.agency = factories.make_agency()
        self.peer = factories.make_peer(agency=self.agency)
        self.user = self.peer.user
        self.clinical = factories.make_link(peer=self.peer).supervisor
        self.senior = factories.make_link(peer=self.peer, kind="senior").supervisor
        self.today = self.agency.today()

    def plan(self, *, room=SENIOR, days=1, hour=10, **more):
        supervisor = self.senior if room is SENIOR else self.clinical
        said = {
            "room": room,
            "peers": [self.peer],
            "supervisor": supervisor,
            "form": "individual",
            "by": self.user,
        }
        at = datetime.combine(self.today + timedelta(days=days), time(hour))
        return services.plan_meeting(**{**said, "local_start": at, **more})

    def note(self, *, room=SENIOR, minutes=50, days_ago=0, **more):
        supervisor = self.senior if room is SENIOR else self.clinical
        said = {
            "room": room,
            "peers": [self.peer],
            "supervisor": supervisor,
            "form": "individual",
            "by": self.user,
        }
        day = self.today - timedelta(days=days_ago)
        return services.note_meeting(**{**said, "held_on": day, "minutes": minutes, **more})


@pytest.fixture
def two(database):
    return Two()


def test_a_meeting_is_planned_and_held_by_either_of_the_two(two):
    planned = two.plan(by=two.senior)
    with clock.set_to(planned.planned_for + timedelta(hours=1)):
        held = services.hold_meeting(
            room=SENIOR, meeting=planned, held_on=two.agency.today(), minutes=50,
            functions=["supporting", "developing"], by=two.user,
        )  # fmt: skip

    assert (held.state, held.minutes, held.functions) == ("held", 50, ["developing", "supporting"])
    assert [place.peer_id for place in held.places.all()] == [two.peer.pk]


def test_what_is_still_to_come_was_not_held(two):
    planned = two.plan()

    with pytest.raises(WrongState, match="still to come"):
        services.hold_meeting(room=SENIOR, meeting=planned, held_on=two.today, minutes=50, by=two.user)
    with pytest.raises(DomainError, match="still to come"):
        two.note(days_ago=-1)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"minutes": 0}, "one minute to eight hours"),
        ({"minutes": 481}, "one minute to eight hours"),
        ({"days_ago": 400}, "more than a year ago"),
        ({"form": "choir"}, "among those shown"),
        ({"form": "group"}, "Choose one peer"),
        ({"functions": ["scoring"]}, "among those shown"),
    ],
)
def test_nonsense_gets_a_plain_sentence(two, said, sentence):
    with pytest.raises(DomainError, match=sentence):
        two.note(**said)
    assert not SeniorMeeting.objects.exists()


def test_the_same_meeting_is_written_down_once(two):
    two.note()

    with pytest.raises(WrongState, match="written down already"):
        two.note(by=two.senior)
    two.note(minutes=30)
    two.note(room=CLINICAL)


def test_an_hour_is_planned_once_in_a_room_and_the_other_room_is_not_asked(two):
    two.plan()

    with pytest.raises(WrongState, match="nearly the same time"):
        two.plan()
    two.plan(room=CLINICAL)
    with pytest.raises(DomainError, match="has passed"):
        two.plan(days=-1)


def test_undo_gives_back_what_was_planned_and_takes_out_what_was_not(two):
    planned = two.plan()
    services.call_off_meeting(room=SENIOR, meeting=planned, by=two.senior)
    back = services.undo_meeting(room=SENIOR, meeting=planned, by=two.user)
    noted = two.note()

    assert back.state == "planned"
    assert services.undo_meeting(room=SENIOR, meeting=noted, by=two.user) is None
    assert list(SeniorMeeting.objects.all()) == [back]
    with pytest.raises(WrongState, match="nothing to undo"):
        services.undo_meeting(room=SENIOR, meeting=back, by=two.user)


def test_undo_stops_after_a_week_and_before_words(two):
    noted = two.note()
    services.add_line(room=SENIOR, meeting=noted, kind="agenda", text="x", by=two.user)
    with pytest.raises(WrongState, match="Something is written"):
        services.undo_meeting(room=SENIOR, meeting=noted, by=two.user)
    with clock.set_to(clock.now() + timedelta(days=8)), pytest.raises(WrongState, match="nothing to undo"):
        services.undo_meeting(room=SENIOR, meeting=noted, by=two.user)


def test_only_those_linked_in_this_room_today_meet_in_it(two):
    stranger = factories.make_supervisor("senior", agency=two.agency)
    for said in (
        {"supervisor": two.clinical},
        {"supervisor": stranger},
        {"by": stranger},
        {"by": two.clinical},
        {"supervisor": stranger, "by": stranger},
    ):
        with pytest.raises(NotAllowed):
            two.note(**said)
    with pytest.raises(PeerSpecialist.DoesNotExist):
        two.note(peers=[])


def test_a_supervisor_whose_link_ended_changes_nothing_more(two):
    planned = two.plan()
    two.peer.links.filter(kind="senior").update(ended_at=clock.now())

    with pytest.raises(SeniorMeeting.DoesNotExist):
        services.call_off_meeting(room=SENIOR, meeting=planned, by=two.senior)
    services.call_off_meeting(room=SENIOR, meeting=planned, by=two.user)


def test_several_peers_meet_their_supervisor_as_a_group(two):
    other = factories.make_peer(agency=two.agency)
    group = {"peers": [two.peer, other], "form": "group", "by": two.senior}
    with pytest.raises(NotAllowed):
        two.note(**group)
    factories.make_link(peer=other, kind="senior", supervisor=two.senior)
    with pytest.raises(NotAllowed):
        two.note(**{**group, "by": two.user})

    assert two.note(**group).places.count() == 2


def test_a_circle_meets_in_the_peer_room_without_a_supervisor(two):
    other = factories.make_peer(agency=two.agency)
    circle = {"peers": [two.peer, other], "supervisor": None, "form": "group"}
    with pytest.raises(NotAllowed):
        two.note(**circle)
    factories.make_program(agency=two.agency, supervision_model=Program.SupervisionModel.CIRCLE)

    assert two.note(**circle).supervisor is None
    for said in ({"room": CLINICAL}, {"by": two.senior}):
        with pytest.raises(NotAllowed):
            two.note(**{**circle, **said})
    with pytest.raises(DomainError, match="two peers or more"):
        two.note(**{**circle, "peers": [two.peer]})


def test_questions_take_turns_meeting_by_meeting(two):
    asked = [two.note(minutes=minutes).question for minutes in range(10, 12 + HOW_MANY)]

    assert asked == [*range(HOW_MANY), 0, 1]


def test_a_wish_to_talk_is_gone_once_the_two_have_met(two):
    services.ask_to_talk(soon="week", by=two.user)
    wish = services.ask_to_talk(soon="today", by=two.user)
    assert TalkWish.objects.get() == wish
    with pytest.raises(TalkWish.DoesNotExist):
        services.close_talk(wish=wish, by=two.clinical)

    two.note(room=CLINICAL)
    assert TalkWish.objects.exists()
    two.note()
    assert not TalkWish.objects.exists()


def test_nobody_to_ask_is_said(two):
    alone = factories.make_peer(agency=two.agency)
    with pytest.raises(DomainError, match="no senior peer supervisor"):
        services.ask_to_talk(soon="today", by=alone.user)
    assert not ClinicalMeeting.objects.exists()
