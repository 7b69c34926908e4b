"""The pages about boundaries: a choice of one's own, examples for the house, and lines that people read as well."""

import uuid

import pytest

from supervision.models import BoundaryCase, BoundaryDecision, HouseLine
from supervision.services import set_house_lines
from tests import factories
from tests.parts.boundaries import chosen, example
from tests.sessions_app.world import Two

LIST, CASES, LINES = (
    "/supervision/boundaries/",
    "/supervision/boundaries/house/",
    "/supervision/boundaries/house/lines/",
)
SAID = {
    "about": "gift", "happened": "A scarf they made.", "serves": "yes", "serves_words": "A thank you.",
    "fits": "unsure", "known": "yes", "decided": "I took it.", "told": "A gift and no payment.",
}  # fmt: skip


@pytest.fixture
def two():
    return Two(agreed=False)


@pytest.fixture
def mine(two):
    return factories.sign_in(two.user)


@pytest.fixture
def office(two):
    return factories.make_admin(agency=two.agency)


def text(response):
    return response.content.decode()


def test_a_peer_thinks_one_through_and_writes_it_anew(two, mine):
    page = text(mine.post(f"{LIST}add/", {**SAID, "key": str(uuid.uuid4())}, follow=True))
    for words in ("A scarf they made.", "Not sure", "A thank you.", "I took it.", "A gift and no payment."):
        assert words in page

    decision = BoundaryDecision.objects.get()
    form = text(mine.get(f"{LIST}{decision.pk}/edit/"))
    assert "A scarf they made." in form
    mine.post(f"{LIST}{decision.pk}/edit/", {**SAID, "happened": "A scarf, wrapped."})

    assert "A scarf, wrapped." in text(mine.get(LIST))


def test_a_talk_is_offered_on_the_spot_to_the_peer_while_it_waits_and_there_is_somebody(two, mine):
    def page(client, *, follow=False):
        said = {**SAID, "key": str(uuid.uuid4())}
        return text(client.post(f"{LIST}add/", said, follow=True) if follow else client.get(address))

    offer = 'name="soon"'
    alone = page(mine, follow=True)
    senior = factories.sign_in(factories.make_link(peer=two.peer, kind="senior").supervisor)
    saved = page(mine, follow=True)
    address = f"{LIST}{BoundaryDecision.objects.latest('created_at').pk}/"
    theirs = page(senior)
    mine.post(f"{address}talked/")

    assert (offer in alone, offer in saved, offer in theirs, offer in page(mine)) == (
        False,
        True,
        False,
        False,
    )


def test_the_senior_peer_supervisor_reads_it_and_says_that_they_talked(two, mine):
    decision = chosen(two.user)
    client = factories.sign_in(factories.make_link(peer=two.peer, kind="senior").supervisor)
    assert "to talk over" in text(client.get(LIST))

    said = text(client.post(f"{LIST}{decision.pk}/talked/", follow=True))
    assert f"{LIST}{decision.pk}/not-talked/" in said
    assert "talked over" in text(mine.get(LIST))
    assert client.get(f"{LIST}{decision.pk}/edit/").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("about", ""), ("about", "boat"), ("happened", ""), ("happened", "x" * 2001), ("happened", "a\x00b"),
        ("serves", "maybe"), ("told", "\u202eAna"), ("key", "x"),
    ],
)  # fmt: skip
def test_bad_input_is_told_at_its_place_and_the_words_stay(mine, field, value):
    response = mine.post(f"{LIST}add/", {**SAID, field: value})

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert "I took it." in text(response)
    assert not BoundaryDecision.objects.exists()


def test_an_example_is_written_anew_looked_at_and_found(two, mine, office):
    decision = chosen(two.user, "Something only we two know.")
    begun = text(mine.get(f"{CASES}add/?from={decision.pk}"))
    assert "Something only we two know." not in begun
    assert "decided" in mine.post(f"{CASES}add/", {**SAID, "decided": ""}).context["form"].errors
    mine.post(f"{CASES}add/", SAID)
    desk, case = factories.sign_in(office), BoundaryCase.objects.get()
    assert "A scarf they made." in text(desk.get(CASES))
    clinical = factories.sign_in(factories.make_supervisor("clinical", agency=two.agency))
    assert "A scarf they made." not in text(clinical.get(CASES))

    desk.post(f"{CASES}{case.pk}/answer/", {"share": "yes"})

    assert "A scarf they made." in text(clinical.get(CASES))
    assert "A scarf they made." in text(clinical.post(CASES, {"q": "SCARF"}))
    assert "No example like this so far." in text(clinical.post(CASES, {"q": "boat"}))
    assert "No example like this so far." in text(clinical.get(f"{CASES}?about=ride"))
    assert "A scarf they made." in text(clinical.get(f"{CASES}?about=no-such-kind"))


@pytest.mark.parametrize("asked", ["x", "00000000-0000-0000-0000-000000000000", ""])
def test_an_odd_beginning_is_none(mine, asked):
    assert mine.get(f"{CASES}add/?from={asked}").status_code == (404 if "0000" in asked else 200)


def test_nobody_begins_from_a_choice_of_another_peer(two, mine):
    strange = chosen(factories.make_peer(agency=two.agency).user)

    assert mine.get(f"{CASES}add/?from={strange.pk}").status_code == 404


def test_an_odd_answer_changes_nothing(two, office):
    case = example(two.user)

    factories.sign_in(office).post(f"{CASES}{case.pk}/answer/", {"share": "perhaps"})

    assert BoundaryCase.objects.get().state == "proposed"


def test_the_lines_of_the_house_stand_beside_the_tests_and_in_the_space_of_people(two, mine, office):
    desk = factories.sign_in(office)
    desk.post(
        LINES, {"language": "en", "gift": "Small handmade things.", "ride": "", "contact": "", "visit": ""}
    )

    assert "Small handmade things." in text(desk.get(LINES))
    assert "Small handmade things." in text(mine.get(f"{LIST}add/"))
    assert "Small handmade things." in text(mine.get(CASES))
    person = factories.sign_in(factories.give_account(two.person))
    assert "Small handmade things." in text(person.get("/my/peer/"))
    assert "what the house says about boundaries" in text(person.get("/my/changes/"))


def test_without_lines_people_read_nothing_about_them(two):
    person = factories.sign_in(factories.give_account(two.person))

    assert "what our house says" not in text(person.get("/my/peer/"))


def test_one_language_at_a_time(office):
    set_house_lines(language="es", texts={"gift": "Cosas pequeñas."}, by=office)
    desk = factories.sign_in(office)

    assert "Cosas pequeñas." in text(desk.get(f"{LINES}?in=es"))
    assert "Cosas pequeñas." not in text(desk.get(f"{LINES}?in=tlh"))


@pytest.mark.parametrize(("field", "value"), [("language", "tlh"), ("gift", "x" * 301), ("ride", "a\x00b")])
def test_odd_lines_are_told_at_their_place(office, field, value):
    sent = {"language": "en", "gift": "Small things.", "ride": "", "contact": "", "visit": "", field: value}

    response = factories.sign_in(office).post(LINES, sent)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not HouseLine.objects.exists()
