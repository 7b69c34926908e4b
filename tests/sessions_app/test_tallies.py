"""Level none: a number a day, no person and no hour."""

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from peersupport.accounts.models import Program
from peersupport.audit.models import AuditEvent
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from sessions_app.models import Attendance, Group, SessionDraft, SupportSession, Tally
from sessions_app.services import count_people, forget_old_plans, save_draft, take_back_tally
from sessions_app.tasks import forget_old_plans as forget_task
from tests import factories
from tests.sessions_app.circle import Circle
from tests.sessions_app.world import Two, facts_only, wall
from tests.support.midday import ZONE


@pytest.fixture
def porch():
    return Two(level=Program.Level.NONE, agreed=False)


def count(porch, **values):
    return count_people(
        **{"key": uuid.uuid4(), "program": porch.program, "minutes": 15, "by": porch.user, **values}
    )


def test_a_tap_counts_one_and_keeps_no_hour(porch):
    tally = count(porch, way="phone", kinds=("emotional",))

    audit = AuditEvent.objects.get(target_id=tally.pk)
    assert (tally.people, tally.minutes, tally.day) == (1, 15, porch.program.today())
    for moment in (Tally.objects.get().created_at, audit.at):
        local = moment.astimezone(ZoneInfo(ZONE))
        assert (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0)
    assert audit.person_id is None


def test_the_same_tap_twice_counts_once(porch):
    key = uuid.uuid4()
    count(porch, key=key)
    count(porch, key=key)

    assert Tally.objects.count() == 1
    with pytest.raises(WrongState):
        count(porch, key=key, minutes=20)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"people": 0}, "people"),
        ({"people": 501}, "people"),
        ({"minutes": 0}, "minutes_other"),
        ({"way": "x"}, "way"),
        ({"kinds": ("x",)}, "kinds"),
        ({"ahead": 1}, "day"),
        ({"ahead": -40}, "day"),
    ],
)
def test_odd_numbers_are_refused(porch, values, field):
    ahead = values.pop("ahead", None)
    if ahead is not None:
        values["day"] = porch.program.today() + timedelta(days=ahead)
    with pytest.raises(DomainError) as refused:
        count(porch, **values)
    assert refused.value.field == field
    assert not Tally.objects.exists()


def test_only_peers_count_and_only_where_no_names_are_kept(porch):
    with pytest.raises(Group.DoesNotExist):
        count(porch, by=factories.make_admin(agency=porch.agency))
    with pytest.raises(WrongState):
        count(porch, program=factories.make_program(agency=porch.agency, level="brief"))
    with pytest.raises(WrongState):
        count(porch, program=factories.make_program(level="none"))


def test_a_tap_is_taken_back_by_its_own_peer_alone(porch):
    tally = count(porch)
    with pytest.raises(Tally.DoesNotExist):
        take_back_tally(tally=tally, by=factories.make_peer(agency=porch.agency).user)

    take_back_tally(tally=tally, by=porch.user)

    assert not Tally.objects.exists()


def test_what_was_planned_goes_with_the_name(porch):
    plan = porch.plan()
    save_draft(key=plan.pk, person=porch.person, form_version=1, payload={}, by=porch.user)

    count(porch, plan=plan)

    left = [SupportSession.objects.count(), Attendance.objects.count(), SessionDraft.objects.count()]
    assert (left, Tally.objects.get().people) == ([0, 0, 0], 1)


def test_somebody_elses_plan_is_not_theirs_to_count(porch):
    other = Two(level=Program.Level.NONE, agreed=False, agency=porch.agency)
    plan = other.plan()

    with pytest.raises(SupportSession.DoesNotExist):
        count(porch, plan=plan)
    assert (SupportSession.objects.count(), Tally.objects.count()) == (1, 0)


def test_plans_without_names_to_keep_are_forgotten_after_thirty_days(porch):
    brief = Two(agency=porch.agency)
    old, young, kept = porch.plan(), porch.plan(local_start=wall(days=2)), brief.plan()
    done = brief.complete(facts_only(kinds=("emotional",), text="x"))
    SupportSession.objects.filter(pk__in=[old.pk, kept.pk]).update(starts_at=clock.ago(days=31))
    SupportSession.objects.filter(pk=done.pk).update(starts_at=clock.ago(days=31), level="none")

    forget_task()

    assert set(SupportSession.objects.values_list("pk", flat=True)) == {young.pk, kept.pk, done.pk}
    assert forget_old_plans() == 0


def test_the_log_form_leads_to_the_count(porch):
    client = factories.sign_in(porch.user)

    answer = client.get(f"/sessions/log/?person={porch.person.pk}", follow=True)

    assert answer.request["PATH_INFO"] == "/tally/"
    plan = porch.plan()
    there = client.get(f"/sessions/{plan.pk}/met/")["Location"]
    assert there == f"/tally/?plan={plan.pk}"
    page = client.get(there).content.decode()
    assert "Ana R." not in page
    said = {"key": plan.pk, "plan": plan.pk, "program": porch.program.pk, "minutes": "30"}
    assert client.post("/tally/", said).status_code == 302
    assert not SupportSession.objects.exists()


def test_once_more_and_taken_back(porch):
    client = factories.sign_in(porch.user)
    said = {"key": uuid.uuid4(), "program": porch.program.pk, "minutes": "15", "way": "phone"}

    answer = client.post("/tally/", said, follow=True)
    page = answer.content.decode()

    assert "Counted: 1 person." in page
    assert "Once more the same (15\xa0min)" in page
    tally = Tally.objects.get()
    client.post("/tally/", {**said, "key": uuid.uuid4()})
    assert Tally.objects.count() == 2
    client.post(f"/tally/{tally.pk}/take-back/")
    assert Tally.objects.count() == 1


def test_bad_input_keeps_what_was_typed(porch):
    client = factories.sign_in(porch.user)

    answer = client.post(
        "/tally/",
        {
            "key": uuid.uuid4(),
            "program": porch.program.pk,
            "minutes": "other",
            "minutes_other": "99999",
            "people": "7",
        },
    )

    assert answer.status_code == 422
    assert 'value="7"' in answer.content.decode()


def test_the_office_reads_no_number_under_five(porch):
    few = factories.make_program(agency=porch.agency, level="none", names={"en": "Small porch"})
    count(porch, people=4, minutes=77, program=few)
    count(porch, people=12, minutes=60)
    office = factories.sign_in(factories.make_admin(agency=porch.agency))

    page = office.get("/tally/").content.decode()

    assert ">12<" in page
    assert page.count(">not shown<") == 2
    assert ">4<" not in page
    assert "1\xa0h\xa017\xa0min" not in page


def test_a_group_of_a_program_without_names_is_one_more_number():
    circle = Circle(level=Program.Level.NONE)
    plan = circle.plan(local_start=wall(minutes=10))
    client = factories.sign_in(circle.user)
    said = {
        "count": "9",
        "minutes": "90",
        "when": "now",
        "kinds": ["companionship"],
        "text": "Ana",
        "key": plan.pk,
    }

    page = client.get(f"/groups/{circle.group.pk}/met/?plan={plan.pk}").content.decode()
    assert "agreement_read" not in page
    assert client.post(f"/groups/{circle.group.pk}/met/?plan={plan.pk}", said).status_code == 302

    tally = Tally.objects.get()
    assert (tally.people, tally.minutes, tally.kinds) == (9, 90, ["companionship"])
    assert not SupportSession.objects.exists()
