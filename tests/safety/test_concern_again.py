"""What is closed for good: two people open it again for a reason, for three days, and the person reads who and why."""

from datetime import timedelta

import pytest

from peersupport.audit.models import AccessEvent, AuditEvent, LedgerEntry
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.people.models import ContactDetails, SupportedPerson
from peersupport.safety.models import Concern, ReadingAgain
from peersupport.safety.services import (
    agree_to_read_again,
    ask_to_read_again,
    close_concern,
    drop_reading_again,
    take_concern,
)
from tests import factories
from tests.safety.concern_world import World

AGAIN, LIST = "/concerns/again/", "/concerns/"
WHY = "A complaint asks what we did."


class Over(World):
    """A worry that nobody of the house reads any more, and both supervisors of the peer who raised it."""

    def __init__(self) -> None:
        super().__init__()
        self.clinical = factories.make_link(peer=self.peer, kind="clinical").supervisor
        self.senior = factories.make_link(peer=self.peer, kind="senior").supervisor
        self.concern = self.closed()
        Concern.objects.update(readable_until=clock.now())
        self.day = self.agency.today()

    def closed(self, **more):
        concern = take_concern(concern=self.worry(**more), by=self.line[0])
        return close_concern(concern=concern, ending="not_needed", by=self.line[0])

    def ask(self, by, **more):
        return ask_to_read_again(**{"person": self.person, "day": self.day, "reason": WHY, "by": by, **more})

    def reads(self, user):
        return factories.sign_in(user).get(f"{LIST}{self.concern.pk}/").status_code == 200


@pytest.fixture
def world():
    return Over()


def text(response):
    return response.content.decode()


def test_two_of_both_lines_read_it_for_three_days(world):
    everybody = (world.user, world.clinical, world.senior, world.office, *world.line)
    assert not any(world.reads(user) for user in everybody)
    first, second = factories.sign_in(world.clinical), factories.sign_in(world.senior)
    sent = {"person": str(world.person.pk), "day": str(world.day), "reason": WHY}
    assert first.post(AGAIN, sent).status_code == 302
    assert not any(world.reads(user) for user in everybody)
    asked = ReadingAgain.objects.get()
    assert f"{AGAIN}{asked.pk}/agree/" in text(second.get(LIST))
    assert WHY in text(second.get(f"{AGAIN}{asked.pk}/agree/"))
    assert "1 question waits for your yes or no" in text(second.get("/"))
    assert "waits for your yes or no" not in text(first.get("/"))

    second.post(f"{AGAIN}{asked.pk}/agree/")

    assert [user for user in everybody if world.reads(user)] == [world.clinical, world.senior]
    for client in (first, second):
        assert str(world.concern.pk) in text(client.get(AGAIN))
        assert str(world.concern.pk) not in text(client.get(LIST))
        assert str(world.concern.pk) not in text(client.get(f"/people/{world.person.pk}/"))
    with clock.set_to(clock.now() + timedelta(hours=71)):
        assert world.reads(world.clinical)
    with clock.set_to(clock.now() + timedelta(hours=73)):
        assert not any(world.reads(user) for user in everybody)


def test_nothing_can_be_done_with_it(world):
    agree_to_read_again(asked=world.ask(world.clinical), by=world.senior)
    client = factories.sign_in(world.clinical)
    for verb in ("say", "close", "tell", "report", "act", "hand-on"):
        assert client.get(f"{LIST}{world.concern.pk}/{verb}/").status_code == 404
    for verb in ("take", "pass-on", "talked"):
        assert client.post(f"{LIST}{world.concern.pk}/{verb}/").status_code == 404
    assert "We talked it through" not in text(client.get(f"{LIST}{world.concern.pk}/"))


def test_both_and_the_reason_stand_in_the_trails_and_in_the_persons_space(world):
    person = factories.sign_in(factories.give_account(world.person))
    asked = world.ask(world.senior)
    page = text(person.get("/my/worries/"))
    assert WHY in page
    assert "Nobody agreed so far" in page

    agree_to_read_again(asked=asked, by=world.clinical)
    world.reads(world.senior)

    page = text(person.get("/my/worries/"))
    for words in (WHY, world.senior.name, world.clinical.name):
        assert words in page
    trail = AuditEvent.objects.filter(target_id=asked.pk).values_list("action", "actor_id")
    assert set(trail) == {
        ("reading_again.asked", world.senior.pk),
        ("reading_again.agreed", world.clinical.pk),
    }
    entry = LedgerEntry.objects.get(action="concern.read_again")
    assert (entry.actor_id, entry.payload["asked_by"]) == (world.clinical.pk, str(world.senior.pk))
    assert AccessEvent.objects.filter(
        person_id=world.person.pk, reader_id=world.senior.pk, via="again"
    ).exists()


def test_a_peer_who_asks_opens_their_own_words_alone(world):
    other = factories.make_peer(agency=world.agency, name="Lou")
    factories.make_pairing(person=world.person, peer=other)
    theirs = world.closed(by=other.user)
    Concern.objects.update(readable_until=clock.now())

    agree_to_read_again(asked=world.ask(world.user), by=world.senior)

    assert set(Concern.objects.opened_again(world.user)) == {world.concern}
    assert set(Concern.objects.opened_again(world.senior)) == {world.concern}
    assert theirs not in Concern.objects.opened_again(other.user)


def test_it_takes_somebody_of_the_other_line(world):
    asked = world.ask(world.clinical)
    second_clinical = factories.make_link(peer=world.peer, kind="clinical").supervisor
    stranger = factories.make_supervisor("senior", agency=world.agency)
    for user in (world.clinical, second_clinical, stranger, world.office, world.user):
        with pytest.raises(ReadingAgain.DoesNotExist):
            agree_to_read_again(asked=asked, by=user)
        assert factories.sign_in(user).post(f"{AGAIN}{asked.pk}/agree/").status_code == 404

    drop_reading_again(asked=asked, by=world.senior)

    with pytest.raises(WrongState):
        agree_to_read_again(asked=asked, by=world.senior)
    assert not world.reads(world.clinical)


def test_asking_tells_nobody_whether_there_was_one(world):
    calm = factories.make_person(program=world.program, name="Bo")
    factories.make_pairing(person=calm, peer=world.peer)
    client = factories.sign_in(world.clinical)
    pages = []
    for person in (world.person, calm):
        sent = {"person": str(person.pk), "day": str(world.day), "reason": WHY}
        client.post(AGAIN, sent)
        pages.append(text(client.get(AGAIN)).count("It waits for a second person"))
    assert pages == [1, 2]

    asked = ReadingAgain.objects.get(person=calm)
    agree_to_read_again(asked=asked, by=world.senior)
    assert "There is nothing to read around this day." in text(client.get(AGAIN))


def test_whom_they_keep_away_neither_asks_nor_reads(world):
    asked = world.ask(world.clinical)
    factories.make_block(person=world.person, user=world.senior)
    with pytest.raises(ReadingAgain.DoesNotExist):
        agree_to_read_again(asked=asked, by=world.senior)
    with pytest.raises(SupportedPerson.DoesNotExist):
        world.ask(world.senior)
    other = factories.make_link(peer=world.peer, kind="senior").supervisor
    agree_to_read_again(asked=asked, by=other)
    assert world.reads(world.clinical)

    factories.make_block(person=world.person, user=world.clinical)

    assert not world.reads(world.clinical)
    assert world.reads(other)


def test_a_question_is_refused_or_over(world):
    for wrong in ({"reason": ""}, {"day": world.day + timedelta(days=1)}, {"day": world.day.replace(year=1)}):
        with pytest.raises(DomainError):
            world.ask(world.clinical, **wrong)
    with pytest.raises(SupportedPerson.DoesNotExist):
        world.ask(world.office)
    asked = world.ask(world.clinical)
    with pytest.raises(WrongState):
        world.ask(world.clinical)

    with clock.set_to(clock.now() + timedelta(days=7, minutes=1)):
        with pytest.raises(ReadingAgain.DoesNotExist):
            agree_to_read_again(asked=asked, by=world.senior)
        world.ask(world.clinical)


def test_where_one_line_is_missing_nobody_waits_for_an_answer():
    world = World()
    clinical = factories.make_link(peer=world.peer, kind="clinical").supervisor
    with pytest.raises(DomainError, match="nobody here who could agree"):
        ask_to_read_again(person=world.person, day=world.agency.today(), reason=WHY, by=clinical)


def test_another_day_opens_nothing_and_within_its_days_nothing_either(world):
    agree_to_read_again(asked=world.ask(world.clinical, day=world.day - timedelta(days=40)), by=world.senior)
    assert not world.reads(world.clinical)

    agree_to_read_again(asked=world.ask(world.senior), by=world.clinical)
    Concern.objects.update(readable_until=clock.now() + timedelta(days=1))

    assert not world.reads(world.senior)
    assert world.reads(world.user)  # who raised it, in its days


def test_on_a_shared_phone_it_stands_beside_what_they_know_of(world):
    factories.give_account(world.person)
    person = factories.sign_in(SupportedPerson.objects.get(pk=world.person.pk).user)
    world.ask(world.clinical)
    assert WHY in text(person.get("/my/worries/"))
    ContactDetails.objects.filter(person=world.person).update(phone_is_shared=True)
    assert WHY not in text(person.get("/my/worries/"))
