"""What somebody whom the person keeps away reads of a worry: their own words while it is open, and nothing else."""

import pytest

from peersupport.core import clock
from peersupport.safety.models import Concern, RepairTalk
from peersupport.safety.services import (
    answer_wish,
    close_concern,
    give_account,
    hold_repair,
    record_report,
    say_more,
    start_acting,
    take_concern,
    write_step,
)
from tests import factories
from tests.safety.concern_world import World

LIST = "/concerns/"
OTHERS_WORDS = ("Elm Street", "She was away", "The county line", "Please tell them")


@pytest.fixture
def world():
    return World()


def text(response):
    return response.content.decode().replace("&#x27;", "'")


@pytest.fixture
def concern(world):
    """Jin raised it, Call 1 has it, and both wrote something."""
    concern = take_concern(concern=world.worry(), by=world.line[0])
    say_more(concern=concern, said={"limit": "child"}, wishes=("My sister first.",), by=world.user)
    write_step(concern=concern, words="Her phone is off.", by=world.user)
    start_acting(concern=concern, words="She is in Elm Street.", by=world.line[0])
    answer_wish(wish=concern.wishes.get(), answer="not", because="She was away.", by=world.line[0])
    record_report(
        concern=concern, made_at=clock.now(), to_whom="The county line", prepared="alone", by=world.line[0]
    )
    return concern


def test_who_raised_it_and_is_kept_away_reads_their_own_words_and_no_others(world, concern):
    mine, here = factories.sign_in(world.user), f"{LIST}{concern.pk}/"
    assert [words in text(mine.get(here)) for words in OTHERS_WORDS] == [True, True, True, True]

    factories.make_block(person=world.person, user=world.user)

    page = text(mine.get(here))
    assert [words in page for words in OTHERS_WORDS] == [False] * 4
    for own in ("She does not answer.", "Her phone is off.", "My sister first.", "Call 1 is on it"):
        assert own in page


def test_what_is_closed_opens_to_none_of_them(world, concern):
    close_concern(concern=concern, ending="together", by=world.line[0])
    talk = RepairTalk.objects.get()
    RepairTalk.objects.update(due_on=world.agency.today())
    give_account(talk=talk, account="Not for Jin.", by=factories.give_account(world.person))
    mine = factories.sign_in(world.user)
    assert "Ana: talk it through together" in text(mine.get("/"))

    factories.make_block(person=world.person, user=world.user)

    assert "talk it through" not in text(mine.get("/"))
    assert mine.get(f"{LIST}{concern.pk}/").status_code == 404
    with pytest.raises(Concern.DoesNotExist):
        hold_repair(talk=talk, by=world.user)
    assert "Not for Jin." in text(factories.sign_in(world.line[0]).get(f"{LIST}{concern.pk}/"))


def test_who_is_on_call_and_was_left_out_learns_nothing_of_it(world):
    pages = [factories.sign_in(user) for user in (*world.line, world.office)]
    factories.make_block(person=world.person, user=world.line[0])
    factories.make_block(person=world.person, user=world.line[1])

    world.worry()

    assert ["that nobody has" in text(page.get("/")) for page in pages] == [False, False, True]
