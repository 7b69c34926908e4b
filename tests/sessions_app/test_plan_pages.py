import uuid
from datetime import timedelta

import pytest

from consent.models import ConsentNow
from peersupport.audit.models import AccessEvent
from peersupport.core import clock
from peersupport.people.services import pause_pairing
from sessions_app.models import Connection, Goal, HelpsMe, Step
from sessions_app.services import plan as services
from tests import factories
from tests.factories import sign_in
from tests.sessions_app.world import ZONE, Two


@pytest.fixture
def two():
    return Two()


@pytest.fixture
def own(two):
    return factories.give_account(two.person)


@pytest.fixture
def goal(two):
    return services.add_goal(person=two.person, text="Sing again", idea_of="peer", by=two.user)


def plan_of(two):
    return f"/people/{two.person.pk}/plan/"


def test_a_peer_reads_at_once_and_leaves_a_trace(two, goal):
    page = sign_in(two.user).get(plan_of(two)).content.decode()

    assert "Sing again" in page
    assert "suggested" in page
    assert list(AccessEvent.objects.values_list("purpose", "via")) == [("own_work", "paired")]


def test_a_supervisor_says_why_first_and_changes_nothing(two, goal):
    supervisor = factories.make_link(peer=two.peer).supervisor
    _yes_to_everything(two)
    client = sign_in(supervisor)

    before = client.get(plan_of(two)).content.decode()
    after = client.post(plan_of(two), {"why": "safety"}).content.decode()

    assert "Sing again" not in before
    assert "Why do you open it?" in before
    assert "Sing again" in after
    assert "They said: this is mine" not in after
    assert list(AccessEvent.objects.values_list("purpose", "via")) == [("safety", "clinical")]
    assert client.post(f"/plan/goal/{goal.pk}/mine/").status_code == 404
    assert client.get(f"/plan/goal/{goal.pk}/").status_code == 404


def _yes_to_everything(two):
    """As if the person had chosen yes everywhere."""
    ConsentNow.objects.filter(person=two.person).update(allows=(1 << 20) - 1)


def test_who_reads_nothing_is_told_neither_how_much_there_is_nor_whether(two, goal):
    supervisor = factories.make_link(peer=two.peer).supervisor
    client = sign_in(supervisor)
    with_rows = client.get(plan_of(two)).content.decode()
    Goal.objects.filter(pk=goal.pk).delete()
    without = client.get(plan_of(two)).content.decode()

    def body(page):
        return page[page.index("<main") : page.index("</main")]

    assert body(with_rows) == body(without)
    assert "Nothing here is open to you" in body(without)
    assert not AccessEvent.objects.exists()


@pytest.mark.parametrize(
    ("what", "said", "model"),
    [
        ("goal", {"text": "Dance", "idea_of": "them", "said_mine": "on"}, Goal),
        ("step", {"text": "Ask", "whose": "us"}, Step),
        ("help", {"text": "Tea"}, HelpsMe),
        ("connection", {"text": "Choir", "state": "planned", "goes_along": "Gabe"}, Connection),
    ],
)
@pytest.mark.parametrize("side", ["peer", "person"])
def test_writing_from_either_side(two, own, what, said, model, side):
    user, path = (two.user, f"{plan_of(two)}{what}/") if side == "peer" else (own, f"/my/plan/{what}/")
    client, key = sign_in(user), str(uuid.uuid4())
    assert client.get(path).status_code == 200

    answers = [client.post(path, said | {"key": key}) for _ in range(2)]

    home = plan_of(two) if side == "peer" else "/my/plan/"
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, home)] * 2
    assert model.objects.count() == 1
    assert said["text"] in client.get(home).content.decode()


@pytest.mark.parametrize("what", ["goal", "step", "help", "connection"])
def test_nothing_typed_is_lost_and_the_field_says_what_is_missing(two, what):
    client = sign_in(two.user)
    path = f"{plan_of(two)}{what}/"
    kept = "O’Brien’s 👩‍👧 " + "x" * 500

    empty, long = client.post(path, {}), client.post(path, {"text": kept})

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "text" in empty.context["form"].errors
    assert kept in long.content.decode()


def test_without_a_yes_the_page_offers_nothing_and_a_form_says_why(goal, two):
    two.withdraw()
    client = sign_in(two.user)

    page = client.get(plan_of(two)).content.decode()
    refused = client.post(f"{plan_of(two)}help/", {"text": "Tea"})

    assert "Sing again" in page  # an author's own text
    assert f"{plan_of(two)}goal/" not in page
    assert refused.status_code == 422
    assert "text" in refused.context["form"].errors
    assert client.post(f"/plan/goal/{goal.pk}/mine/").status_code == 409


def test_a_break_closes_the_pen(two, goal):
    pause_pairing(pairing=two.pairing, by=two.user)
    client = sign_in(two.user)

    assert client.get(plan_of(two)).status_code == 200
    assert client.get(f"{plan_of(two)}goal/").status_code == 403
    assert client.post(f"/plan/goal/{goal.pk}/mine/").status_code == 403


def test_taps_and_their_undo(two, own, goal):
    client = sign_in(own)
    step = services.add_step(person=two.person, text="Ask", whose="them", goal=goal, by=two.user)
    for what, pk, verb, undo, states in (
        ("goal", goal.pk, "mine", "not-mine", ["mine", "suggested"]),
        ("goal", goal.pk, "let-go", "reopen", ["let_go", "suggested"]),
        ("step", step.pk, "done", "reopen", ["done", "open"]),
        ("step", step.pk, "let-go", "reopen", ["let_go", "open"]),
    ):
        model = Goal if what == "goal" else Step
        page = client.post(f"/my/plan/{what}/{pk}/{verb}/", follow=True).content.decode()
        first = model.objects.get(pk=pk).state
        assert f'action="/my/plan/{what}/{pk}/{undo}/"' in page
        client.post(f"/my/plan/{what}/{pk}/{undo}/")
        assert [first, model.objects.get(pk=pk).state] == states


def test_saying_it_differently_and_another_day_and_what_became_of_it(two, own, goal):
    client, day = sign_in(own), clock.today(ZONE) - timedelta(days=2)
    step = services.add_step(person=two.person, text="Ask", whose="them", by=two.user)
    line = services.add_connection(person=two.person, text="Choir", state="talked", by=two.user)
    assert "Sing again" in client.get(f"/my/plan/goal/{goal.pk}/").content.decode()

    client.post(f"/my/plan/goal/{goal.pk}/", {"text": "Sing with others"})
    client.post(f"/my/plan/step/{step.pk}/", {"done_on": day.isoformat()})
    client.post(f"/my/plan/connection/{line.pk}/", {"state": "went", "on": day.isoformat()})

    page = client.get("/my/plan/").content.decode()
    assert "Sing with others" in page
    assert "“Sing again”" in page
    assert page.count(f'datetime="{day.isoformat()}"') == 2


def test_what_is_not_there_is_not_found(two, own, goal):
    client, other = sign_in(two.user), sign_in(factories.give_account(factories.make_person()))

    for path in (
        f"{plan_of(two)}score/",
        f"/plan/score/{goal.pk}/",
        f"/plan/goal/{uuid.uuid4()}/",
        f"/plan/help/{goal.pk}/",
        f"{plan_of(two)}step/?goal=x",
        f"{plan_of(two)}step/?goal={uuid.uuid4()}",
    ):
        assert client.get(path).status_code == 404
    assert client.post(f"/plan/goal/{goal.pk}/percent/").status_code == 404
    assert other.post(f"/my/plan/goal/{goal.pk}/mine/").status_code == 404
    assert other.get(f"/my/plan/goal/{goal.pk}/").status_code == 404
    assert sign_in(own).get(f"/plan/goal/{goal.pk}/").status_code == 404
    assert sign_in(own).get(plan_of(two)).status_code == 404


def test_no_list_shows_what_somebody_wants(two, own, goal):
    for user, paths in (
        (two.user, ["/", "/people/", f"/people/{two.person.pk}/", "/sessions/"]),
        (own, ["/", "/my/meetings/"]),
    ):
        for path in paths:
            assert "Sing again" not in sign_in(user).get(path).content.decode()
