"""Help now leaves no trace; who and one sentence are enough; who has it answers; the person follows."""

import uuid
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import OperationalError

from consent.services import start_policy
from peersupport.core import clock
from peersupport.notifications.kinds import Channel
from peersupport.notifications.models import Route
from peersupport.safety.models import Concern, OnCallShift
from peersupport.safety.services import move_on_overdue, say_more, take_concern
from tests import factories
from tests.consent.agreed import put_in_force
from tests.safety.concern_world import World

HELP, ADD, LIST = "/concerns/help/", "/concerns/add/", "/concerns/"


@pytest.fixture
def world():
    return World()


@pytest.fixture
def mine(world):
    return factories.sign_in(world.user)


@pytest.fixture
def desk(world):
    return factories.sign_in(world.line[0])


def text(response):
    return response.content.decode()


def rows():
    """How many rows each table has, but for the session."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.managed and model._meta.app_label not in {"sessions", "pghistory"}
    }


def post(client, **more):
    return client.post(
        ADD, {"key": str(uuid.uuid4()), "person": "else", "who": "Lou", "sentence": "Gone.", **more}
    )


def test_help_now_is_opened_read_and_left_without_a_trace(mine):
    before = rows()

    page = text(mine.get(HELP))
    mine.get(ADD)

    assert rows() == before
    for rung in (
        "We talk",
        "We use the plan",
        "I ask the person on call",
        "We ask others",
        "Emergency services",
    ):
        assert rung in page
    assert page.index("We ask others") < page.index("Emergency services")
    assert page.count('href="tel:911"') == 2
    assert "+1 202 555 0100" in page


def test_help_now_stands_on_every_page_of_who_works_here(world, mine):
    for path in ("/", "/people/", "/concerns/add/"):
        assert f'href="{HELP}"' in text(mine.get(path))
    assert HELP not in text(factories.sign_in(factories.give_account(world.person)).get("/"))


def test_who_and_one_sentence_and_the_page_says_kept_and_not_sent(world, mine):
    page = mine.post(
        ADD, {"key": str(uuid.uuid4()), "person": str(world.person.pk), "sentence": "Gone."}, follow=True
    )

    assert "It is kept. Call 1 is being asked now." in text(page)
    assert "sent" not in text(page).lower().replace("presented", "")
    assert "+1 202 555 0100" in text(page)
    assert Concern.objects.get().person == world.person


def test_it_says_that_a_message_went_out_once_one_did(world, mine):
    concern = world.worry()
    Concern.objects.filter(pk=concern.pk).update(state="sent", sent_at=clock.now())

    assert "a message went out" in text(mine.get(f"{LIST}{concern.pk}/kept/"))


def test_a_double_tap_is_one(mine):
    key = str(uuid.uuid4())
    for _ in range(2):
        post(mine, key=key)

    assert Concern.objects.count() == 1


@pytest.mark.parametrize("key", ["", "x", "\x00"])
@pytest.mark.parametrize("person", ["", "x", "\x00", "00000000-0000-4000-8000-000000000000", "else"])
def test_nothing_hidden_stops_it(mine, key, person):
    assert post(mine, key=key, person=person, sentence="Gone.\x00\u202e").status_code == 302

    assert Concern.objects.get().person is None


def test_without_a_sentence_it_is_asked_for(mine):
    response = post(mine, sentence=" ")

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["sentence"])
    assert "Lou" in text(response)


def test_when_nothing_opens_the_page_says_not_saved_and_whom_to_call(mine, settings, tmp_path):
    settings.PEERSUPPORT_KEK_FILE = str(tmp_path / "gone")
    key = str(uuid.uuid4())

    response = post(mine, key=key, sentence="Her door is open.")

    assert response.status_code == 503
    for words in ("It is NOT saved", "+1 202 555 0100", "Her door is open.", key):
        assert words in text(response)
    assert not Concern.objects.exists()
    thought = mine.post("/concerns/think/", {"key": key}, follow=True)
    assert "Nobody could be asked: please call this number now." in text(thought)  # it holds no word to seal


def test_when_the_database_refuses_the_page_says_not_saved(mine, monkeypatch):
    def refuses(**_given):
        raise OperationalError("no")

    monkeypatch.setattr("peersupport.safety.views.concern.services.record_concern", refuses)

    response = post(mine)

    assert (response.status_code, "It is NOT saved" in text(response)) == (503, True)


def test_thinking_it_over_reaches_the_person_on_call_without_a_name(world, mine, desk):
    page = text(mine.post("/concerns/think/", {"key": str(uuid.uuid4())}, follow=True))
    thought = Concern.objects.get()

    assert "Call 1 is being asked now" in page
    assert "Ana" not in text(desk.get(f"{LIST}{thought.pk}/"))
    assert ADD in page  # a second, separate choice


def test_who_is_asked_sees_who_where_wishes_and_what_was_tried_and_two_buttons(world, desk):
    Route.objects.create(agency=world.agency, user=world.user, channel=Channel.SMS, address="+12025550177")
    concern = world.worry()
    said = {"where": "At her sister's.", "tried_talk": "An hour on the phone."}
    say_more(concern=concern, said=said, wishes=("No sirens.",), by=world.user)
    assert "Ana: somebody is worried" in text(desk.get("/"))

    page = text(desk.get(f"{LIST}{concern.pk}/"))

    for words in ("Ana", "She does not answer.", "At her sister&#x27;s.", "An hour on the phone.", "No sirens.",
                  "I have it", "Call Jin Baek", 'href="tel:+12025550177"', "I can't take it"):  # fmt: skip
        assert words in page
    desk.post(f"{LIST}{concern.pk}/take/")
    assert "Call 1 has it" in text(factories.sign_in(world.user).get(f"{LIST}{concern.pk}/"))


def test_from_i_have_it_to_closed(world, mine, desk):
    concern = world.worry()
    say_more(concern=concern, said={}, wishes=("No sirens.",), by=world.user)
    here = f"{LIST}{concern.pk}/"
    for path, sent in (
        ("take/", {}),
        (
            "act/",
            {"tried": "Called.", "asked": "She said yes.", "smallest": "One call.", "words": "I go there."},
        ),
        ("say/", {"words": "She opened."}),
        ("wishes/1/", {"answer": "followed"}),
        ("tell/", {"how": "face"}),
        ("close/", {"ending": "not_needed", "words": "She was asleep."}),
    ):
        assert desk.post(f"{here}{path}", sent).status_code == 302

    for page in (text(mine.get(here)), text(desk.get(here))):
        for words in ("It turned out not to be needed", "She opened.", "One call.", "Followed, says Call 1",
                      "She was asleep.", "Told by Call 1"):  # fmt: skip
            assert words in page


def test_not_followed_says_why(world, desk):
    concern = take_concern(concern=world.worry(), by=world.line[0])
    say_more(concern=concern, said={}, wishes=("No sirens.",), by=world.user)

    refused = desk.post(f"{LIST}{concern.pk}/wishes/1/", {"answer": "not"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["because"])
    assert "One of their wishes has no answer yet." in text(
        desk.post(f"{LIST}{concern.pk}/close/", {"ending": "together"})
    )


def test_it_is_handed_on(world, desk):
    concern = take_concern(concern=world.worry(), by=world.line[0])

    desk.post(f"{LIST}{concern.pk}/hand-on/", {"to": str(world.line[1].pk), "words": "You know her."})

    assert "You know her." in text(factories.sign_in(world.line[1]).get(f"{LIST}{concern.pk}/"))


def test_where_nobody_else_is_on_call_it_says_whom_to_call(world, desk):
    concern = take_concern(concern=world.worry(), by=world.line[0])
    OnCallShift.objects.filter(user=world.line[1]).delete()

    page = text(desk.get(f"{LIST}{concern.pk}/hand-on/"))

    assert "Nobody else is on call" in page
    assert "+1 202 555 0100" in page
    assert "<form" not in page.split("<main")[1]


def test_help_now_says_who_would_be_asked_or_that_nobody_would(world, mine):
    assert "On call now: Call 1." in text(mine.get(HELP))

    OnCallShift.objects.all().delete()

    assert "Nobody is on call right now." in text(mine.get(HELP))


def test_todays_line_of_what_nobody_could_be_asked_about_points_to_no_number_it_lacks(world, mine):
    OnCallShift.objects.all().delete()
    world.worry()

    page = text(mine.get("/"))

    assert "Ana: you are worried" in page
    assert "The numbers stand inside." in page
    assert "this number" not in page


def test_who_is_asked_at_last_is_not_told_that_nobody_is(world):
    line = [OnCallShift.objects.filter(user=user) for user in world.line]
    for shifts in line:
        shifts.update(starts_at=clock.now() + timedelta(hours=1))
    concern = world.worry()
    line[0].update(starts_at=clock.now() - timedelta(hours=1))
    line[1].update(starts_at=clock.now() - timedelta(hours=1))
    move_on_overdue()
    concern.refresh_from_db()

    assert concern.stands_with == world.line[0]
    assert "that nobody has" not in text(factories.sign_in(world.line[0]).get("/"))
    other = text(factories.sign_in(world.line[1]).get("/"))
    assert "1 worry that nobody has" in other
    assert 'href="/on-call/">1 worry' in other
    with clock.set_to(clock.now() + timedelta(minutes=40)):
        move_on_overdue()
        move_on_overdue()
        assert "that nobody has" not in text(factories.sign_in(world.line[0]).get("/"))


def test_the_composer_asks_only_what_the_promise_lets_out(world, mine):
    draft = start_policy(agency=world.agency, by=world.office)
    draft.terms.filter(code="child").update(told=["name", "danger"])
    put_in_force(draft)
    concern = world.worry()
    more = f"{LIST}{concern.pk}/more/"
    assert 'name="where"' not in text(mine.get(more))  # no exception is named yet

    page = mine.post(more, {"limit": "child", "wishes": "No sirens.\n\nMy sister first."}, follow=True)

    assert 'name="danger"' in text(page)
    assert 'name="where"' not in text(page)
    assert 'name="is_close"' not in text(page)
    assert "Is it one of these?" in text(page)
    assert concern.wishes.count() == 2
    mine.post(more, {"danger": "The heat is off.", "where": "smuggled"})
    kept = Concern.objects.get()
    assert (bool(kept.danger), kept.where) == (True, None)


def test_for_oneself_and_others_both_conditions_are_asked(world, mine):
    put_in_force(start_policy(agency=world.agency, by=world.office))
    concern = world.worry()
    page = text(mine.post(f"{LIST}{concern.pk}/more/", {"limit": "self"}, follow=True))

    assert 'name="is_close"' in page
    assert 'name="not_enough"' in page
