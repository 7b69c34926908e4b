"""What stands on no page afterwards, what the person follows, and what is asked of others."""

from datetime import timedelta

import pytest
from django.apps import apps

from consent.services import start_policy
from peersupport.core import clock
from peersupport.safety.models import Concern, RepairTalk
from peersupport.safety.services import ask_to_wait, close_concern, say_more, take_concern
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
