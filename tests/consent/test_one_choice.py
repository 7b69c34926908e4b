"""One choice taken back: the rest stays, the record stays, and nobody opens a word on it from the next request on."""

import pytest
from django.urls import reverse

from consent import seals, services
from consent.models import ChoiceTakenBack, ConsentNow, ConsentRecord
from consent.rule import Rule, bit
from consent.words_of_agreement import history_of
from peersupport.accounts.models import Program
from peersupport.audit.models import LedgerEntry
from peersupport.core.errors import WrongState
from peersupport.people.models import News, SupportedPerson
from tests.consent.agreed import COVER, published, say
from tests.factories import make_pairing, make_peer, make_person, make_program, make_user, sign_in

LATER = ("paired", "narrative")


@pytest.fixture
def pairing():
    person = make_person(program=make_program(level=Program.Level.TOGETHER))
    person.user = make_user(kind="person", agency=person.agency)
    person.save(update_fields=["user"])
    pairing = make_pairing(person=person)
    published(pairing.agency, cover__narrative=Rule.ASK, paired__narrative=Rule.ASK)
    say(pairing, choices={COVER: True, LATER: True})
    return pairing


def allows(pairing, cell):
    return bool(ConsentNow.objects.get(person=pairing.person).allows & bit(*cell))


def test_one_choice_is_a_no_and_the_other_stays(pairing):
    before = ConsentRecord.objects.values("seal", "answer", "withdrawn_at", "superseded_at").get()

    services.take_back_choice(
        person=pairing.person, audience="cover", content="narrative", by=pairing.person.user
    )

    assert (allows(pairing, COVER), allows(pairing, LATER)) == (False, True)
    assert ConsentRecord.objects.values(*before).get() == before
    assert list(seals.broken()) == []
    assert LedgerEntry.objects.order_by("seq").last().action == "consent.choice_taken_back"


def test_the_person_is_told_who_wrote_it_down(pairing):
    services.take_back_choice(
        person=pairing.person, audience="cover", content="narrative", by=pairing.peer.user
    )

    news = News.objects.order_by("at").last()

    assert (news.kind, news.about) == (News.Kind.ONE_BACK, pairing.peer.user)


@pytest.mark.parametrize(
    "cell", [("cover", "narrative"), ("clinical", "narrative"), ("nobody", "narrative"), ("cover", "x" * 400)]
)
def test_a_no_or_a_word_that_is_none_is_refused(pairing, cell):
    services.take_back_choice(
        person=pairing.person, audience="cover", content="narrative", by=pairing.person.user
    )
    gate = ConsentNow.objects.values().get()

    with pytest.raises(WrongState, match="a no already"):
        services.take_back_choice(
            person=pairing.person, audience=cell[0], content=cell[1], by=pairing.person.user
        )

    assert (ConsentNow.objects.values().get(), ChoiceTakenBack.objects.count()) == (gate, 1)


def test_after_the_whole_yes_was_taken_back_there_is_no_single_one(pairing):
    services.withdraw_consent(person=pairing.person, by=pairing.person.user)

    with pytest.raises(WrongState):
        services.take_back_choice(
            person=pairing.person, audience="cover", content="narrative", by=pairing.person.user
        )


def test_somebody_who_does_not_walk_with_them_changes_nothing(pairing):
    stranger = make_peer(agency=pairing.agency).user

    with pytest.raises(SupportedPerson.DoesNotExist):
        services.take_back_choice(person=pairing.person, audience="cover", content="narrative", by=stranger)

    assert allows(pairing, COVER)


def test_a_new_conversation_asks_anew(pairing):
    services.take_back_choice(
        person=pairing.person, audience="cover", content="narrative", by=pairing.person.user
    )

    say(pairing, choices={COVER: True})

    assert (allows(pairing, COVER), allows(pairing, LATER)) == (True, False)


def test_history_says_what_became_of_each_answer(pairing):
    services.take_back_choice(
        person=pairing.person, audience="cover", content="narrative", by=pairing.person.user
    )
    say(pairing, answer="no")

    newest, first = history_of(pairing.person)

    assert [newest.became, first.became] == ["answered", "replaced"]
    assert {line.cell: (line.allowed, bool(line.taken_back_at)) for line in first.choices} == {
        COVER: (False, True),
        LATER: (True, False),
        ("responder", "plan"): (False, False),
    }


def test_the_person_does_it_on_their_page_in_one_tap(pairing):
    client = sign_in(pairing.person.user)
    page = client.get(reverse("my_record:agreement_change")).content.decode()
    address = reverse("my_record:agreement_choice", args=["cover", "narrative"])
    assert page.count("No from now on") == 2

    done = client.post(address, follow=True).content.decode()
    history = client.get(reverse("my_record:agreement_history")).content.decode()

    assert "This is a no from this minute on." in done
    assert "Yes, and taken back on" in history
    assert address not in client.get(reverse("my_record:agreement_change")).content.decode()
    assert client.post(address).status_code == 409


def test_the_peer_writes_it_down_for_them(pairing):
    client = sign_in(pairing.peer.user)
    address = reverse("consent:agreement_choice_take_back", args=[pairing.person_id, "paired", "narrative"])
    assert address in client.get(reverse("consent:agreement", args=[pairing.person_id])).content.decode()

    answer = client.post(address)

    assert (answer.status_code, allows(pairing, LATER)) == (302, False)
