"""What stands on no page afterwards, what the person follows, and what is asked of others."""

from datetime import timedelta

import pytest
from django.apps import apps

from consent.services import start_policy
from peersupport.core import clock
from peersupport.people.models import ContactDetails, Pairing
from peersupport.safety.models import Concern, RepairTalk
from peersupport.safety.services import (
    ask_to_wait,
    choose_repair,
    close_concern,
    pass_on,
    say_more,
    take_concern,
)
from tests import factories
from tests.consent.agreed import put_in_force, say
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


def test_after_closing_no_page_shows_that_there_was_one(world):
    readers = [world.office, factories.make_link(peer=world.peer, kind="senior").supervisor,
               factories.make_link(peer=world.peer, kind="clinical").supervisor]  # fmt: skip
    other = factories.make_peer(agency=world.agency)
    factories.make_pairing(person=world.person, peer=other)
    paths = ("/", LIST, "/people/", f"/people/{world.person.pk}/")
    clients = [factories.sign_in(user) for user in (*readers, other.user)]
    secret = ("worry", "worried", "talk it through")

    def seen():
        return [
            [word in text(client.get(path)).replace("I&#x27;m worried", "").lower() for word in secret]
            for client in clients for path in paths
        ]  # fmt: skip

    before = seen()
    concern = take_concern(concern=world.worry(), by=world.line[0])
    close_concern(concern=concern, ending="not_needed", by=world.line[0])

    assert seen() == before
    for client in clients:
        assert client.get(f"{LIST}{concern.pk}/").status_code == 404
    for user in (world.user, world.line[0]):
        listed = text(factories.sign_in(user).get(LIST))
        assert str(concern.pk) not in listed
    assert str(concern.pk) in text(factories.sign_in(world.user).get(f"/people/{world.person.pk}/"))


def test_it_is_talked_through_when_its_days_are_over(world, mine):
    concern = take_concern(concern=world.worry(), by=world.line[0])
    close_concern(concern=concern, ending="together", by=world.line[0])
    assert "talk it through" not in text(mine.get("/"))
    RepairTalk.objects.update(due_on=world.agency.today())
    assert "Ana: talk it through together" in text(mine.get("/"))

    mine.post(f"{LIST}{concern.pk}/talked/")

    assert "talk it through" not in text(mine.get("/"))


def test_the_person_follows_it_and_says_how_it_was(world):
    person = factories.sign_in(factories.give_account(world.person))
    empty = text(person.get("/my/worries/"))
    assert "the same for everybody" in empty
    concern = take_concern(concern=world.worry(), by=world.line[0])
    say_more(concern=concern, said={"where": "At the river."}, wishes=("No sirens.",), by=world.user)
    here = f"/my/worries/{concern.pk}/"

    page = text(person.get(here))
    for words in (
        "She does not answer.",
        "At the river.",
        "No sirens.",
        "Call 1 has it",
        "Has no answer yet",
    ):
        assert words in page
    assert person.get(f"{here}my-words/").status_code == 404  # there is something to say once it is closed
    factories.sign_in(world.line[0]).post(f"{LIST}{concern.pk}/wishes/1/", {"answer": "followed"})
    close_concern(concern=concern, ending="not_needed", by=world.line[0])

    person.post(f"{here}my-words/", {"account": "I was only asleep."})
    person.post(f"{here}afterwards/", {"wish": "no"})

    page = text(person.get(here))
    assert page.index("I was only asleep.") < page.index("She does not answer.")
    assert "You would like: not at all" in page
    assert "I was only asleep." in text(factories.sign_in(world.user).get(f"{LIST}{concern.pk}/"))


def test_what_waits_opens_to_the_person_when_its_hours_are_over(world):
    person = factories.sign_in(factories.give_account(world.person))
    concern = world.worry()
    ask_to_wait(concern=concern, hours=3, reason="He reads her phone.", by=world.user)
    senior = factories.make_link(peer=world.peer, kind="senior").supervisor
    second = factories.sign_in(senior)
    assert "He reads her phone." in text(second.get(LIST))
    second.post(f"{LIST}{concern.pk}/wait/agree/")

    assert person.get(f"/my/worries/{concern.pk}/").status_code == 404
    assert str(concern.pk) not in text(person.get("/my/worries/"))
    with clock.set_to(clock.now() + timedelta(hours=3, minutes=1)):
        assert "He reads her phone." in text(person.get(f"/my/worries/{concern.pk}/"))


def test_a_report_asks_whether_it_is_one_of_these(world, mine):
    put_in_force(start_policy(agency=world.agency, by=world.office))
    concern = world.worry()
    say_more(concern=concern, said={"limit": "child"}, by=world.user)
    here = f"{LIST}{concern.pk}/report/"
    assert "Not checked by our house" in text(mine.get(here))
    sent = {
        "is_one_of_these": "yes",
        "prepared": "together",
        "to_whom": "The county",
        "made_at": "2026-01-02T10:00",
    }

    assert "not_that" in mine.post(here, sent).context["form"].errors
    mine.post(here, {**sent, "not_that": "There is more than that.", "reference": "77"})

    page = text(mine.get(f"{LIST}{concern.pk}/"))
    for words in ("The county", "77", "There is more than that."):
        assert words in page


def test_a_clinical_supervisor_is_asked_for_the_ground_and_reads_no_word():
    world = World(part2=True)
    concern = world.worry()
    say_more(concern=concern, said={"limit": "child"}, by=world.user)
    clinical = factories.sign_in(factories.make_link(peer=world.peer, kind="clinical").supervisor)
    assert "On which ground" in text(clinical.get(LIST))

    page = text(clinical.get(f"{LIST}{concern.pk}/ground/"))
    assert "She does not answer." not in page
    assert "Ana" not in page
    clinical.post(f"{LIST}{concern.pk}/ground/", {"basis": "child"})

    assert Concern.objects.get().basis == "child"
    assert factories.sign_in(world.user).get(f"{LIST}{concern.pk}/ground/").status_code == 404


def test_the_page_of_what_is_kept_opens_no_word(world, mine):
    before = rows()["audit.AccessEvent"]
    concern = world.worry()

    mine.get(f"{LIST}{concern.pk}/kept/")

    assert rows()["audit.AccessEvent"] == before


def test_whoever_has_no_page_of_their_own_is_told_by_a_voice_also_after_closing(world, mine):
    concern = world.worry()
    here = f"{LIST}{concern.pk}/"
    voice, stands = "Please tell them face to face", "It stands in the person&#x27;s own space"
    page = text(mine.get(here)).replace("'s own", "&#x27;s own")
    assert (voice in page, stands in page) == (True, False)
    factories.give_account(world.person)
    page = text(mine.get(here)).replace("'s own", "&#x27;s own")
    assert (voice in page, stands in page) == (False, True)
    ContactDetails.objects.filter(person=world.person).update(phone_is_shared=True)
    close_concern(concern=concern, ending="not_needed", by=world.user)
    assert voice in text(mine.get(here))
    assert f"{here}tell/" in text(mine.get(here))
    assert f"{here}wait/" not in text(mine.get(here))

    mine.post(f"{here}tell/", {"how": "face"})

    assert voice not in text(mine.get(here))


def test_what_is_asked_of_somebody_stands_on_their_first_page(world):
    concern = world.worry()
    senior = factories.sign_in(factories.make_link(peer=world.peer, kind="senior").supervisor)
    asked = "1 question waits for your yes or no"
    assert asked not in text(senior.get("/"))

    ask_to_wait(concern=concern, hours=5, reason="He reads her phone.", by=world.user)

    assert asked in text(senior.get("/"))
    assert "He reads her phone." not in text(senior.get("/"))
    assert asked not in text(factories.sign_in(world.user).get("/"))


def test_with_somebody_else_is_with_who_had_it(world, mine, desk):
    concern = take_concern(concern=world.worry(), by=world.line[0])
    close_concern(concern=concern, ending="together", by=world.line[0])
    RepairTalk.objects.update(due_on=world.agency.today())
    assert "talk it through" not in text(desk.get("/"))
    choose_repair(talk=RepairTalk.objects.get(), wish="other", by=factories.give_account(world.person))

    assert "They would like somebody else" in text(desk.get("/"))
    assert "talk it through" not in text(mine.get("/"))


def test_who_said_that_they_cant_take_it_is_not_told_that_it_waits_for_them(world, desk):
    concern = world.worry()
    assert "It waits for you." in text(desk.get("/"))

    pass_on(concern=concern, by=world.line[0])

    assert "It waits for you." not in text(desk.get("/"))
    assert "You can still take it." in text(desk.get("/"))


def test_a_promise_that_changed_since_lets_no_more_out(world, mine):
    start = start_policy(agency=world.agency, by=world.office)
    start.terms.filter(code="child").update(told=["name", "danger"])
    put_in_force(start)
    say(Pairing.objects.get(person=world.person))
    wider = start_policy(agency=world.agency, by=world.office)
    wider.terms.filter(code="child").update(told=["name", "danger", "where"])
    put_in_force(wider, words_allow_more=True)
    for person, offered in ((world.person, False), (None, True)):
        concern = world.worry(person=person, who="Lou", by=world.user)
        Concern.objects.filter(pk=concern.pk).update(limit="child")

        page = text(mine.get(f"{LIST}{concern.pk}/more/"))

        assert ('name="danger"' in page, 'name="where"' in page) == (True, offered)
