"""Two questions are about a meeting: asked under words of their own, and only in a week in which there was one."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from peersupport.core import clock
from sessions_app.check_ins import question_of_the_week
from sessions_app.models import CheckIn, SupportSession
from sessions_app.services.check_ins import answer_check_in, wish_check_ins
from tests import factories
from tests.factories import sign_in
from tests.sessions_app.circle import Circle
from tests.sessions_app.world import ZONE, Two, an_entry

WEDNESDAY = datetime(2026, 3, 4, 15, tzinfo=ZoneInfo(ZONE))
LAST_MEETING, THESE_DAYS = "Think of your last meeting.", "How is it for you these days?"
ABOUT_A_MEETING = pytest.mark.parametrize("question", ["understood", "see_more"])


@pytest.fixture
def two():
    return Two()


@pytest.fixture
def path(two):
    return f"/people/{two.person.pk}/hand-over/"


def likes(two, *questions):
    wish_check_ins(person=two.person, is_on=True, questions=questions, by=two.user)


@ABOUT_A_MEETING
def test_it_is_asked_from_the_meeting_on_until_the_week_is_over(two, question):
    likes(two, question)
    asked = []
    for days, meets in ((0, False), (1, True), (4, False), (5, False)):
        with clock.set_to(WEDNESDAY + timedelta(days=days)):
            if meets:
                two.complete(an_entry())
            asked.append(question_of_the_week(two.person))

    assert asked == [None, question, question, None]


@pytest.mark.parametrize("becomes", ["planned", "not met", "somebody else's"])
def test_what_is_no_meeting_of_theirs_does_not_count(two, becomes):
    likes(two, "understood")
    {
        "planned": two.plan_now,
        "not met": lambda: SupportSession.objects.filter(pk=two.plan_now().pk).update(
            state="not_met", closed_at=clock.now()
        ),
        "somebody else's": Two(peer=two.peer, name="Sam").complete,
    }[becomes]()

    assert question_of_the_week(two.person) is None


def test_a_group_they_came_to_is_a_meeting_of_theirs():
    circle = Circle()
    lou = circle.walks_with("Big Lou")
    wish_check_ins(person=lou, is_on=True, questions=["understood"], by=circle.user)
    circle.met(people=[lou], count=8)

    assert question_of_the_week(lou) == "understood"


def test_nobody_is_asked_two_questions_in_one_week(two):
    """Before the meeting nothing stands in for the question that waits; after it, it is that one and no other."""
    likes(two, "understood", "i_can")
    seen = []
    for week in range(2):
        with clock.set_to(WEDNESDAY + timedelta(weeks=week)):
            before = question_of_the_week(two.person)
            two.complete(an_entry())
            seen.append({before, question_of_the_week(two.person)})

    assert sorted(seen, key=len) == [{"i_can"}, {None, "understood"}]


def test_an_answer_stays_the_question_of_its_week_when_the_meeting_goes(two):
    likes(two, "understood")
    session = two.complete()
    answer_check_in(person=two.person, question="understood", answer=3, by=two.user)
    SupportSession.objects.filter(pk=session.pk).update(state="planned", closed_at=None, has_note=False)

    assert question_of_the_week(two.person) == "understood"
    assert {field.name for field in CheckIn._meta.fields} & {
        "session",
        "meeting",
        "attendance",
        "peer",
    } == set()


@pytest.mark.parametrize(("question", "lead"), [("see_more", LAST_MEETING), ("i_can", THESE_DAYS)])
def test_each_is_asked_under_its_own_words(two, path, question, lead):
    likes(two, question)
    two.complete()
    client, own = sign_in(two.user), sign_in(factories.give_account(two.person))
    client.post(path, {"go": "1"})

    for page in (client.get(path).content.decode(), own.get("/my/check-ins/").content.decode()):
        assert [words in page for words in (LAST_MEETING, THESE_DAYS)] == [
            lead == LAST_MEETING,
            lead == THESE_DAYS,
        ]


def test_while_it_waits_the_phone_goes_back_and_nobody_is_asked_whether_to_ask(two, path):
    likes(two, "understood")
    client, own = sign_in(two.user), sign_in(factories.give_account(two.person))
    client.post(path, {"go": "1"})

    page, mine = client.get(path).content.decode(), own.get("/my/check-ins/").content.decode()

    assert ("Now give the phone back." in page, "May we ask you" in page) == (True, False)
    assert ("It comes when one of yours is written down." in mine, "Nobody asks you" in mine) == (True, False)
