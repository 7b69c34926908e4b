"""The same form sent twice answers as the first time, whatever changed since; something else under its key is told."""

import uuid
from datetime import timedelta

import pytest

from consent.services import withdraw_consent
from peersupport.accounts.models import Program
from peersupport.core.errors import WrongState
from sessions_app.models import Attendance, Gathering, SupportSession, Tally
from sessions_app.services import change_group, close_group, complete_gathering, count_people
from tests import factories
from tests.factories import sign_in
from tests.sessions_app.circle import Circle, came
from tests.sessions_app.world import ZONE


@pytest.fixture
def circle():
    return Circle()


@pytest.fixture
def porch():
    return factories.make_program(agency=factories.make_agency(time_zone=ZONE), level=Program.Level.NONE)


def who_came(person, **values):
    said = {
        "key": str(uuid.uuid4()),
        "opened_at": "2026-01-31T10:00:00+00:00",
        "count": "6",
        "people": [str(person.pk)],
    }
    return {**said, "minutes": "60", "when": "now", **values}


def test_a_group_written_down_stays_so_after_a_withdrawal_another_lead_and_the_end(circle):
    hank, key = circle.walks_with("Hank D."), uuid.uuid4()
    said = {"key": key, "group": circle.group, "entry": came(people=[hank], count=6), "by": circle.user}
    saved = complete_gathering(**said)

    withdraw_consent(person=hank, by=circle.user)
    again = [complete_gathering(**said)]
    other = factories.make_peer(agency=circle.agency)
    change_group(group=circle.group, name="Choir", shape="group", led_by="peer", lead=other, by=circle.user)
    again.append(complete_gathering(**said))
    close_group(group=circle.group, by=circle.user)
    again.append(complete_gathering(**said))

    assert (again, Gathering.objects.count()) == ([saved] * 3, 1)
    with pytest.raises(WrongState):
        complete_gathering(**said | {"entry": came(people=[hank], count=7)})


def test_the_page_answers_a_second_tap_as_the_first_and_tells_of_other_words(circle):
    hank = circle.walks_with("Hank D.")
    client, said = sign_in(circle.user), who_came(hank)
    address = f"/groups/{circle.group.pk}/met/"
    first = client.post(address, said)

    withdraw_consent(person=hank, by=circle.user)
    close_group(group=circle.group, by=circle.user)
    second, other = client.post(address, said), client.post(address, said | {"count": "8"})

    assert (first.status_code, first.url) == (302, f"/sessions/{said['key']}/")
    assert (second.status_code, second.url) == (302, first.url)
    assert (other.status_code, "This group is closed" in other.content.decode()) == (409, True)
    assert [Attendance.objects.count(), Gathering.objects.get().headcount] == [1, 6]


def test_a_planned_meeting_sent_twice_answers_twice(circle):
    plan, hank = circle.plan(), circle.walks_with("Hank D.")
    client, said = sign_in(circle.user), who_came(hank, key=str(plan.pk))
    address = f"/groups/{circle.group.pk}/met/?plan={plan.pk}"

    sent = [client.post(address, body).status_code for body in (said, said, said | {"count": "7"})]

    assert sent == [302, 302, 409]
    assert client.get(address).url == f"/sessions/{plan.pk}/"


@pytest.mark.parametrize("other", [{"days": 1}, {"people": 3}, {"program": True}])
def test_a_tally_of_another_day_or_program_is_not_the_same(porch, other):
    peer, key, today = factories.make_peer(agency=porch.agency).user, uuid.uuid4(), porch.today()
    said = {"key": key, "program": porch, "minutes": 20, "people": 2, "day": today, "by": peer}
    first = count_people(**said)
    changed = {"people": other.get("people", 2), "day": today - timedelta(days=other.get("days", 0))}
    if "program" in other:
        changed["program"] = factories.make_program(agency=porch.agency, level=Program.Level.NONE)

    assert count_people(**said) == first
    with pytest.raises(WrongState, match="with other answers"):
        count_people(**said | changed)
    assert Tally.objects.get() == first


def test_the_page_refuses_another_day_and_counts_it_when_it_is_saved_again(porch):
    client = sign_in(factories.make_peer(agency=porch.agency).user)
    said = {"key": str(uuid.uuid4()), "program": str(porch.pk), "minutes": "30", "people": "2"}
    other = said | {"day": str(porch.today() - timedelta(days=1))}

    sent = [client.post("/tally/", body) for body in (said, said, other)]
    offered = sent[-1].context["form"]["key"].value()
    again = client.post("/tally/", other | {"key": offered})

    assert [answer.status_code for answer in sent] == [302, 302, 409]
    assert "with other answers, and that stands" in sent[-1].content.decode()
    assert (again.status_code, Tally.objects.count()) == (302, 2)


def test_a_plan_that_was_counted_answers_twice(porch):
    peer = factories.make_peer(agency=porch.agency)
    plan = SupportSession.objects.create(
        id=uuid.uuid4(), agency=porch.agency, peer=peer, program=porch, level="none", state="planned", minutes=30,
        local_start="2026-01-31T10:00", time_zone=ZONE, starts_at=factories.clock.now(),
    )  # fmt: skip
    client = sign_in(peer.user)
    said = {
        "key": str(plan.pk),
        "plan": str(plan.pk),
        "program": str(porch.pk),
        "minutes": "30",
        "people": "1",
    }

    sent = [client.post("/tally/", body).status_code for body in (said, said, said | {"people": "4"})]

    assert sent == [302, 302, 409]
    assert client.post("/tally/", said | {"plan": str(uuid.uuid4())}).status_code == 404
    assert (Tally.objects.get().people, SupportSession.objects.exists()) == (1, False)
