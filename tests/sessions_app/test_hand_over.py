"""The phone in the person's hand: nothing of it comes back with the phone."""

from datetime import timedelta

import pytest

from peersupport.audit.models import AccessEvent, AuditEvent
from peersupport.core import clock
from peersupport.people.services import pause_pairing
from sessions_app.models import CheckIn, CheckInWish
from sessions_app.services.check_ins import wish_check_ins
from tests import factories
from tests.factories import sign_in
from tests.sessions_app.world import Two


@pytest.fixture
def two():
    return Two()


@pytest.fixture
def path(two):
    return f"/people/{two.person.pk}/hand-over/"


def wants(two, *questions):
    wish_check_ins(person=two.person, is_on=True, questions=questions or ["i_can"], by=two.user)


def through(client, path, *taps):
    """Every tap redirects to the same address; what the page says then."""
    said = []
    for tap in taps:
        answer = client.post(path, tap)
        assert (answer.status_code, answer.content) == (302, b"")
        said.append(client.get(answer["Location"]).content.decode())
    return said


def heading(page):
    return page.split("<h1", 1)[1].split(">", 1)[1].split("</h1>", 1)[0]


def test_the_first_time_all_the_way(two, path):
    client = sign_in(two.user)
    pages = through(
        client,
        path,
        {"go": "1"},
        {"yes": "1"},
        {"questions": ["i_can", "hope_on"]},
        {"answer": "2"},
        {"yes": "1"},
    )

    row = CheckIn.objects.get()
    assert [heading(page) for page in pages][:2] == [
        "May we ask you one question now and then?",
        "What may we ask?",
    ]
    assert [heading(page) for page in pages][3:] == ["Thank you. Do you want to show it?", "Thank you"]
    assert (row.question in {"i_can", "hope_on"}, row.answer, row.shown) == (True, 2, True)


@pytest.mark.parametrize(
    "taps",
    [
        [{"go": "1"}, {"answer": "0"}, {"no": "1"}],
        [{"go": "1"}, {"answer": "0"}, {"yes": "1"}],
        [{"go": "1"}, {"skip": "1"}],
        [{"go": "1"}, {"stop": "1"}],
    ],
    ids=["hidden", "shown", "skipped", "stopped"],
)
def test_whatever_was_tapped_the_phone_comes_back_with_the_same_page(two, path, taps):
    wants(two)
    pages = through(sign_in(two.user), path, *taps)

    assert heading(pages[-1]) == "Thank you"
    assert "i can" not in pages[-1].lower()


def test_no_leaves_nothing_at_all(two, path):
    before = AuditEvent.objects.count()
    through(sign_in(two.user), path, {"go": "1"}, {"no": "1"})

    assert not CheckInWish.objects.exists()
    assert (AuditEvent.objects.count(), AccessEvent.objects.count()) == (before, 0)


def test_a_skipped_question_leaves_nothing_and_the_page_is_the_same_as_after_an_answer(two, path):
    wants(two, "i_can", "hope_way", "belonging")
    before = AuditEvent.objects.count()
    client = sign_in(two.user)
    first = through(client, path, {"go": "1"}, {"skip": "1"}, {"done": "1"})[0]
    after_a_skip = through(client, path, {"go": "1"}, {"answer": "1"}, {"no": "1"})[0]
    assert client.post(path, {"done": "1"})["Location"] == f"/people/{two.person.pk}/"
    after_an_answer = through(client, path, {"go": "1"})[0]

    assert heading(first) == heading(after_a_skip) == heading(after_an_answer)
    assert "aria-pressed" not in after_an_answer
    assert AuditEvent.objects.count() == before
    assert CheckIn.objects.count() == 1


def test_what_was_tapped_cannot_be_shown_once_the_page_has_moved_on(two, path):
    wants(two)
    client = sign_in(two.user)
    through(client, path, {"go": "1"}, {"answer": "0"}, {"no": "1"})
    for tap in ({"yes": "1"}, {"shown": "1"}, {"answer": "3"}):
        client.post(path, tap)
    sign_in(two.user).post(path, {"yes": "1"})

    assert list(CheckIn.objects.values_list("answer", "shown")) == [(0, False)]
    assert "showed you" not in client.get(f"/people/{two.person.pk}/").content.decode()


def test_the_page_forgets_after_some_minutes(two, path):
    wants(two)
    client = sign_in(two.user)
    through(client, path, {"go": "1"}, {"answer": "0"})
    with clock.set_to(clock.now() + timedelta(minutes=6)):
        page = client.get(path).content.decode()
        client.post(path, {"yes": "1"})

    assert heading(page) == "This page is yours now"
    assert CheckIn.objects.get().shown is False


def test_the_page_is_bare(two, path):
    wants(two)
    client = sign_in(two.user)
    pages = [
        client.get(path).content.decode(),
        *through(client, path, {"go": "1"}, {"answer": "1"}, {"no": "1"}),
    ]

    for page in pages:
        for word in (two.person.chosen_name, two.user.name, "Peersupport", "<nav", "People", "Meetings"):
            assert word not in page
        assert two.agency.neutral_name in page
    assert "no-store" in client.get(path)["Cache-Control"]


def test_it_is_in_the_persons_language(two, path):
    type(two.person).objects.filter(pk=two.person.pk).update(language="es")

    assert '<html lang="es"' in sign_in(two.user).get(path).content.decode()


def test_shown_is_one_line_for_the_peer_and_nobody_else(two, path):
    wants(two)
    supervisor = factories.make_link(peer=two.peer).supervisor
    client, page = sign_in(two.user), f"/people/{two.person.pk}/"
    through(client, path, {"go": "1"}, {"answer": "3"}, {"yes": "1"})

    assert "showed you: “I can do this” – a lot" in client.get(page).content.decode()
    assert "showed you" not in sign_in(supervisor).get(page).content.decode()


def test_choosing_nothing_is_told_and_may_be_left(two, path):
    client = sign_in(two.user)
    through(client, path, {"go": "1"}, {"yes": "1"})

    nothing, invented = client.post(path, {}), client.post(path, {"questions": ["mood"]})

    assert [(a.status_code, list(a.context["form"].errors)) for a in (nothing, invented)] == [
        (422, ["questions"])
    ] * 2
    assert heading(through(client, path, {"no": "1"})[0]) == "Thank you"


def test_only_who_walks_with_them_and_not_on_a_break(two, path):
    admin, other = factories.make_admin(agency=two.agency), factories.make_peer(agency=two.agency).user
    own = factories.give_account(two.person)
    assert [sign_in(user).get(path).status_code for user in (admin, other, own)] == [404] * 3

    pause_pairing(pairing=two.pairing, by=two.user)
    assert sign_in(two.user).get(path).status_code == 403


def test_without_a_yes_nothing_is_handed_over(two, path):
    two.withdraw()
    client = sign_in(two.user)

    assert (client.get(path).status_code, client.post(path, {"go": "1"}).status_code) == (409, 409)
    assert path not in client.get(f"/people/{two.person.pk}/").content.decode()
