"""What a reader sees of a group is a function of what they may know: others' attendance changes nothing."""

import re
from datetime import timedelta
from functools import cache

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from peersupport.core.errors import DomainError
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing
from sessions_app.gathering_reading import gathering_of
from sessions_app.models import Attendance, Gathering, SupportSession
from tests import factories
from tests.api.caller import Caller
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
    return factories.sign_in(user), Caller(user)


def lists_of(user):
    """Whatever may name somebody or count: lists as pages, as a file and by the API."""
    client, caller = signed_in(user)
    is_person = user.kind == user.Kind.PERSON
    yield client.get("/my/meetings/" if is_person else "/sessions/")
    yield client.get("/")
    yield client.post("/my/take-along/" if is_person else "/take-along/meetings/", {"why": "overview"})
    yield caller.get("sessions/")


def seen_in_lists(user):
    return [(answer.status_code, UNEQUAL.sub("", b"".join(answer).decode())) for answer in lists_of(user)]


def seen(user, session):
    """The page of the meeting, its own rows of the API, every list, and what the code beneath hands out, without what
    differs for every row.
    """
    client, caller = signed_in(user)
    is_person = user.kind == user.Kind.PERSON
    answers = [
        client.get(f"/my/meetings/{session.pk}/" if is_person else f"/sessions/{session.pk}/"),
        caller.get(f"sessions/{session.pk}/"),
        caller.get(f"sessions/{session.pk}/attendance/"),
    ]
    with acting_as(user.pk):
        reached = SupportSession.objects.select_related("peer__user").reached(session.pk)
        shown = gathering_of(reached, user) if reached else None
        names = Attendance.objects.chosen_names([session.pk]).get(session.pk)
    pages = [(answer.status_code, UNEQUAL.sub("", answer.content.decode())) for answer in answers]
    return pages, seen_in_lists(user), shown, names


def seen_alone(house, users, who, count):
    """What each of them sees while this is the only meeting there is."""
    for user in users:
        signed_in(user)
    with transaction.atomic():
        session = house.met(who, count)
        found = [seen(user, session) for user in users]
        transaction.set_rollback(True)
    return found


def codes(found):
    return [code for code, _text in found[0]]


def test_a_supervisor_learns_a_number_and_nobody():
    house = House()

    @FEW
    @given(WHO, WHO, COUNTS)
    def same(who, others, count):
        first, second = (seen_alone(house, house.supervisors, some, count) for some in (who, others))
        assert first == second
        assert [codes(found) for found in first] == [[200] * 3] * 2

    same()


def test_a_person_and_their_peer_learn_that_one_was_there():
    house = House()

    @FEW
    @given(WHO, WHO, COUNTS, COUNTS, st.integers(min_value=2, max_value=4))
    def same(who, others, count, another, one):
        users = (house.accounts[one], house.paired[one])
        first = seen_alone(house, users, who | {one}, count)
        assert first == seen_alone(house, users, others | {one}, another)
        assert [codes(found) for found in first] == [[200] * 3] * 2

    same()


def test_who_was_not_named_sees_nothing_at_all():
    house = House()

    @FEW
    @given(WHO, COUNTS, st.integers(min_value=2, max_value=4))
    def nothing(who, count, one):
        users = (house.accounts[one], house.paired[one])
        without = [seen_in_lists(user) for user in users]
        found = seen_alone(house, users, who - {one}, count)
        assert [codes(one) for one in found] == [[404] * 3] * 2
        assert [lists for _pages, lists, *_more in found] == without
        assert [(shown, names) for *_pages, shown, names in found] == [(None, None)] * 2

    nothing()


def test_the_number_is_never_smaller_than_the_names():
    """Who is named has come: a smaller number is refused, none at all becomes theirs."""
    house = House()

    @FEW
    @given(WHO, st.integers(min_value=1, max_value=60) | st.none())
    def holds(who, count):
        assume(who or count)
        if count is not None and count < len(who):
            with pytest.raises(DomainError) as refused:
                house.met(who, count)
            assert refused.value.field == "count_more"
            return
        session = house.met(who, count)
        named = Attendance.objects.filter(session=session).count()
        stored = Gathering.objects.get(session=session).headcount
        assert (named, stored) == (len(who), len(who) if count is None else count)

    holds()
