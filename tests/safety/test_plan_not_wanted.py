""" "What I do not want", for whoever comes when it is hard."""

from datetime import timedelta

import pytest

from peersupport.audit.models import AccessEvent
from peersupport.core import clock
from peersupport.people.models import SupportedPerson
from tests.factories import make_block, make_grant, make_program, make_supervisor
from tests.safety.planned import Planned

WISH = "No uniforms, please"
PARTS = {"not_wanted": WISH, "signs": "nobody's business"}
HOUR = timedelta(hours=1)


@pytest.fixture
def two():
    return Planned()


@pytest.fixture
def responder(two):
    now = clock.now()
    return two.on_call(starts=now - HOUR, ends=now + HOUR)


@pytest.mark.parametrize(("choice", "seen"), [(None, ""), (False, ""), (True, WISH)])
def test_it_opens_to_who_is_on_call_only_by_the_persons_choice(two, responder, choice, seen):
    two.write(parts=PARTS, show_not_wanted=choice)

    assert two.not_wanted(responder) == seen
    assert AccessEvent.objects.filter(reader_id=responder.pk, via="responder").exists() == bool(seen)


def test_it_opens_to_who_may_read_the_plan_anyway(two):
    two.write(parts=PARTS)

    assert two.not_wanted(two.user) == WISH


def test_a_yes_in_the_agreement_and_a_way_in_open_it_too():
    two = Planned(asks=True)
    two.write(parts=PARTS)
    reader = make_supervisor("clinical", agency=two.agency)
    assert two.not_wanted(reader) == ""

    make_grant(person=two.person, user=reader, audience="responder", contents=["plan"])

    assert two.not_wanted(reader) == WISH


@pytest.mark.parametrize(
    "change",
    [
        lambda two, reader: make_block(person=two.person, user=reader),
        lambda two, _reader: two.withdraw(),
        lambda two, _reader: SupportedPerson.objects.filter(pk=two.person.pk).update(
            also_staff=make_supervisor("senior", agency=two.agency)
        ),
        lambda two, _reader: two.write(parts={"signs": "x"}, show_not_wanted=True),
        lambda _two, reader: reader.memberships.update(ended_at=clock.now()),
    ],
    ids=[
        "kept away",
        "no yes in force",
        "a colleague's other life",
        "nothing stands there",
        "works here no more",
    ],
)
def test_it_stays_closed(two, responder, change):
    two.write(parts=PARTS, show_not_wanted=True)
    change(two, responder)
    reader = type(responder).objects.get(pk=responder.pk)

    assert two.not_wanted(reader) == ""


@pytest.mark.parametrize(
    ("starts", "ends", "ended", "seen"),
    [
        (-1, 1, None, WISH),
        (-9, -1, None, WISH),
        (-40, -30, None, ""),
        (1, 2, None, ""),
        (-40, 1, -30, ""),
        (-4, 1, -3, WISH),
    ],
    ids=[
        "now",
        "just over",
        "over since yesterday",
        "to come",
        "handed over long ago",
        "handed over just now",
    ],
)
def test_on_call_now_or_within_a_day(two, starts, ends, ended, seen):
    now = clock.now()
    reader = two.on_call(
        starts=now + starts * HOUR, ends=now + ends * HOUR, ended_at=now + ended * HOUR if ended else None
    )
    two.write(parts=PARTS, show_not_wanted=True)

    assert two.not_wanted(reader) == seen


def test_on_call_in_another_program_is_not_here(two):
    now, elsewhere = clock.now(), make_program(agency=two.agency)
    there = two.on_call(starts=now - HOUR, ends=now + HOUR, program=elsewhere)
    here = two.on_call(starts=now - HOUR, ends=now + HOUR, program=two.program)
    two.write(parts=PARTS, show_not_wanted=True)

    assert (two.not_wanted(there), two.not_wanted(here)) == ("", WISH)


def test_without_a_plan_there_is_nothing(two, responder):
    assert two.not_wanted(responder) == ""
