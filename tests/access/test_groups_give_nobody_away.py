"""What a reader sees of a group is a function of what they may know: others' attendance changes nothing."""

import re
from datetime import timedelta
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing
from sessions_app.gathering_reading import gathering_of
from sessions_app.models import Attendance, Gathering, SupportSession
from tests import factories
from tests.sessions_app.circle import Circle
from tests.sessions_app.world import wall

FEW = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
# Tokens and keys of rows, new for every page.
UNEQUAL = re.compile(r"\b[A-Za-z0-9]{64}\b|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}")
NAMES = ("Ana R.", "Big Lou", "Hank D.", "Svetlana", "Zoë")
COUNTS = st.integers(min_value=5, max_value=60)
WHO = st.sets(st.integers(min_value=0, max_value=4))


class House:
    def __init__(self) -> None:
        self.circle = Circle()
        self.people = [self.circle.walks_with(name) for name in NAMES[:2]]
        self.people += [self.circle.comes(name) for name in NAMES[2:]]
        self.accounts = [factories.give_account(person) for person in self.people]
        self.paired = [
            Pairing.objects.get(person=person).peer.user if index > 1 else None
            for index, person in enumerate(self.people)
        ]
        self.supervisors = [factories.make_link(peer=self.circle.peer, kind=kind).supervisor
                            for kind in ("clinical", "senior")]  # fmt: skip
        self.start = wall(hours=-50)
        # One of them keeps the first supervisor away: nothing may change with their being there either.
        factories.make_block(person=self.people[0], user=self.supervisors[0])

    def met(self, who, count):
        people = [self.people[index] for index in sorted(who)]
        return self.circle.met(people=people, count=count, local_start=self.start + timedelta(minutes=1))


@cache
def signed_in(user):
    return factories.sign_in(user)


def seen(user, session):
    """The page of the meeting, and what the code beneath hands out, without what differs for every row."""
    is_person = user.kind == user.Kind.PERSON
    path = f"/my/meetings/{session.pk}/" if is_person else f"/sessions/{session.pk}/"
    answer = signed_in(user).get(path)
    with acting_as(user.pk):
        reached = SupportSession.objects.select_related("peer__user").reached(session.pk)
        shown = gathering_of(reached, user) if reached else None
        names = Attendance.objects.chosen_names([session.pk]).get(session.pk)
    return answer.status_code, UNEQUAL.sub("", answer.content.decode()), shown, names


def test_a_supervisor_learns_a_number_and_nobody():
    house = House()

    @FEW
    @given(WHO, WHO, COUNTS)
    def same(who, others, count):
        first, second = house.met(who, count), house.met(others, count)
        for user in house.supervisors:
            assert seen(user, first) == seen(user, second)

    same()


def test_a_person_and_their_peer_learn_that_one_was_there():
    house = House()

    @FEW
    @given(WHO, WHO, COUNTS, COUNTS, st.integers(min_value=2, max_value=4))
    def same(who, others, count, another, one):
        first, second = house.met(who | {one}, count), house.met(others | {one}, another)
        for user in (house.accounts[one], house.paired[one]):
            assert seen(user, first) == seen(user, second)
            assert seen(user, first)[0] == 200

    same()


def test_who_was_not_named_sees_nothing_at_all():
    house = House()

    @FEW
    @given(WHO, COUNTS, st.integers(min_value=2, max_value=4))
    def nothing(who, count, one):
        session = house.met(who - {one}, count)
        for user in (house.accounts[one], house.paired[one]):
            assert seen(user, session)[0] == 404
            assert seen(user, session)[2:] == (None, None)

    nothing()


def test_the_number_is_never_smaller_than_the_names():
    house = House()

    @FEW
    @given(WHO, st.integers(min_value=1, max_value=60))
    def holds(who, count):
        session = house.met(who, max(count, len(who)))
        assert (
            Gathering.objects.get(session=session).headcount
            >= Attendance.objects.filter(session=session).count()
        )

    holds()
