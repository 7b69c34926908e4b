"""Where two supervisors differ: three voices, two remits, and nobody moves a question into the other's."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from peersupport.core.errors import DomainError
from peersupport.core.models import DataKey
from peersupport.core.principal import acting_as
from peersupport.people import services as people
from peersupport.people.models import PeerSpecialist
from supervision.models import Difference, DifferenceVoice
from supervision.services import raise_difference, say_how_i_see_it
from tests.factories import make_admin, make_agency, make_link, make_peer, make_supervisor, sign_in


class Three:
    """A peer and both supervisors, with a question about the role."""

    def __init__(self):
        self.agency = make_agency()
        self.office = make_admin(agency=self.agency)
        self.peer = make_peer(agency=self.agency, name="Jin Baek")
        self.links = {
            kind: make_link(peer=self.peer, kind=kind, made_by=self.office) for kind in ("clinical", "senior")
        }
        self.clinical, self.senior = (self.links[kind].supervisor for kind in ("clinical", "senior"))
        self.question = self.raised(by=self.clinical)

    def raised(
        self, *, by, remit="senior", question="May Jin write in the shared chart?", words="Not alone."
    ):
        with acting_as(by.pk):
            return raise_difference(peer=self.peer, remit=remit, question=question, words=words, by=by)

    def say(self, words, *, by):
        with acting_as(by.pk), transaction.atomic():
            return say_how_i_see_it(difference=self.question, words=words, by=by)


@pytest.fixture
def three():
    return Three()


def test_each_of_the_three_says_how_they_see_it(three):
    three.say("It is their own story.", by=three.senior)
    three.say("I would like to.", by=three.peer.user)

    voices = DifferenceVoice.objects.order_by("created_at").values_list("voice", "user")
    assert list(voices) == [
        ("clinical", three.clinical.pk), ("senior", three.senior.pk), ("peer", three.peer.user_id),
    ]  # fmt: skip
    for reader in (three.peer.user, three.clinical, three.senior):
        page = sign_in(reader).get(reverse("supervision:difference", args=[three.question.pk]))
        said = page.content.decode()
        assert [words in said for words in ("Not alone.", "their own story", "I would like to.")] == [
            True
        ] * 3
        assert "The role: the senior peer supervisor decides" in said


def test_a_peers_words_are_sealed_with_their_own_key(three):
    own = three.say("I would like to.", by=three.peer.user)
    others = DifferenceVoice.objects.get(voice="clinical")

    rows = {voice.pk: voice for voice in DifferenceVoice.objects.all()}
    assert (bool(rows[own.pk].own_text), rows[own.pk].text) == (True, None)
    assert (rows[others.pk].own_text, bool(rows[others.pk].text)) == (None, True)
    assert DataKey.objects.filter(owner_kind="user", owner_id=own.user_id).exists()


@pytest.mark.parametrize("table", ["supervision_difference", "supervision_differencevoice"])
def test_nobody_moves_a_question_into_the_others_remit(three, table):
    column = {"supervision_difference": "remit = 'clinical'"}.get(table, "voice = 'senior'")

    for statement in (f"UPDATE {table} SET {column}", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Difference.objects.get().remit == "senior"


def test_nobody_else_reads_or_speaks(three):
    strangers = [
        three.office,
        make_supervisor("senior", agency=three.agency),
        make_peer(agency=three.agency).user,
        make_supervisor("clinical", agency=make_agency()),
    ]

    for stranger in strangers:
        answer = sign_in(stranger).get(reverse("supervision:difference", args=[three.question.pk]))
        assert answer.status_code == 404
        with pytest.raises(Difference.DoesNotExist):
            three.say("me too", by=stranger)
        with pytest.raises(PeerSpecialist.DoesNotExist):
            three.raised(by=stranger)


def test_who_looks_after_them_no_longer_reads_no_longer(three):
    people.end_link(link=three.links["clinical"], by=three.office)

    page = reverse("supervision:difference", args=[three.question.pk])
    assert sign_in(three.clinical).get(page).status_code == 404
    assert sign_in(three.senior).get(page).status_code == 200


@pytest.mark.parametrize(
    ("said", "field"),
    [({"remit": "both"}, "remit"), ({"question": " "}, "question"), ({"words": " "}, "words")],
)
def test_what_is_missing_is_said_at_its_place(three, said, field):
    with pytest.raises(DomainError) as refused:
        three.raised(by=three.senior, **said)

    assert refused.value.field == field
    assert Difference.objects.count() == 1


def test_from_the_page_to_the_record(three):
    browser = sign_in(three.peer.user)
    add = reverse("supervision:difference_add")
    sent = {"peer": str(three.peer.pk), "question": "Who tells the team?", "words": "I would rather."}

    refused = browser.post(add, sent)
    made = browser.post(add, {**sent, "remit": "clinical"}, follow=True)

    assert refused.status_code == 422
    assert "I would rather." in refused.content.decode()
    assert "Who tells the team?" in made.content.decode()
    page = made.redirect_chain[-1][0]
    assert browser.post(page, {"words": ""}).status_code == 422
    again = browser.post(page, {"words": "Today I think otherwise."}, follow=True).content.decode()
    assert "Today I think otherwise." in again
    assert "I would rather." in again
    listed = sign_in(three.senior).get(reverse("supervision:remits")).content.decode()
    assert "Who tells the team?" in listed
    assert "May Jin write in the shared chart?" in listed
