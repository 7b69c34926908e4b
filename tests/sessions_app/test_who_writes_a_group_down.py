"""Who leads a group writes it down; where members lead, or nobody, any peer who was there."""

import uuid

import pytest

from peersupport.core.errors import NotAllowed
from sessions_app.models import SupportSession
from sessions_app.services import change_group, complete_gathering, plan_gathering
from tests import factories
from tests.factories import sign_in
from tests.sessions_app.circle import Circle, came
from tests.sessions_app.world import wall


def planned_and_met(circle, by):
    plan_gathering(key=uuid.uuid4(), group=circle.group, local_start=wall(days=1), minutes=60, by=by)
    complete_gathering(key=uuid.uuid4(), group=circle.group, entry=came(count=4), by=by)


def test_a_peer_who_does_not_lead_neither_plans_nor_writes_it_down():
    circle = Circle()
    other = factories.make_peer(agency=circle.agency).user
    client, address = sign_in(other), f"/groups/{circle.group.pk}/"

    for write in (
        lambda: plan_gathering(
            key=uuid.uuid4(), group=circle.group, local_start=wall(days=1), minutes=60, by=other
        ),
        lambda: complete_gathering(key=uuid.uuid4(), group=circle.group, entry=came(count=4), by=other),
    ):
        with pytest.raises(NotAllowed, match="who leads this group"):
            write()
    page, listed = client.get(address).content.decode(), client.get("/groups/").content.decode()

    assert "Who leads this group writes its meetings down." in page
    assert f"{address}met/" not in page + listed
    assert f"{address}met/" in sign_in(circle.user).get("/groups/").content.decode()
    assert [client.get(f"{address}{verb}/").status_code for verb in ("met", "plan")] == [403, 403]
    assert not SupportSession.objects.exists()


@pytest.mark.parametrize("led_by", ["members", "nobody"])
def test_without_a_lead_any_peer_is_one_who_came(led_by):
    circle = Circle(led_by=led_by)
    other = factories.make_peer(agency=circle.agency).user

    planned_and_met(circle, other)
    planned_and_met(circle, circle.user)

    assert SupportSession.objects.filter(peer__user=other).count() == 2
    assert sign_in(other).get(f"/groups/{circle.group.pk}/met/").status_code == 200


def test_what_they_planned_while_they_led_they_finish():
    circle = Circle()
    plan, other = circle.plan(), factories.make_peer(agency=circle.agency)
    change_group(group=circle.group, name="Circle", shape="group", led_by="peer", lead=other, by=circle.user)

    done = complete_gathering(key=plan.pk, group=circle.group, entry=came(count=4), by=circle.user)

    assert (done.pk, done.state) == (plan.pk, "completed")
    planned_and_met(circle, other.user)
    with pytest.raises(NotAllowed):
        planned_and_met(circle, circle.user)
