"""The pages of what is asked outside the role: written down, said more about, answered, read by the whole house."""

import pytest

from supervision.models import OffRoleTask
from tests import factories
from tests.parts.off_role import answered, asked
from tests.sessions_app.world import Two

PAGE, WAITING, HOUSE = (
    "/supervision/off-role/",
    "/supervision/off-role/waiting/",
    "/supervision/off-role/house/",
)
DETAILS = {
    "asked_on": "2026-11-20",
    "words": "",
    "minutes": "",
    "asked_by": "",
    "whose_goal": "",
    "had_choice": "",
}


@pytest.fixture
def peer():
    return Two(agreed=False).user


@pytest.fixture
def mine(peer):
    return factories.sign_in(peer)


@pytest.fixture
def office(peer):
    return factories.make_admin(agency=peer.agency)


def text(response):
    return response.content.decode()


def test_a_tile_saves_and_more_may_be_said_or_taken_back(mine):
    answer = mine.post(PAGE, {"task": "driving"}, follow=True)
    entry = OffRoleTask.objects.get()
    assert "Written down. The office must answer it." in text(answer)
    assert f"{PAGE}{entry.pk}/undo/" in text(answer)

    said = mine.post(
        f"{PAGE}{entry.pk}/", {**DETAILS, "asked_on": str(entry.asked_on), "minutes": "40"}, follow=True
    )

    assert "40 min" in text(said).replace("\N{NO-BREAK SPACE}", " ")
    mine.post(f"{PAGE}{entry.pk}/undo/")
    assert not OffRoleTask.objects.exists()


def test_the_page_says_what_is_no_such_thing_and_who_reads_it(mine):
    said = text(mine.get(PAGE))

    assert "Going along somewhere because they wish it" in said
    assert "Whose goal is it, who asked for it, and did you have a real choice?" in said
    assert "Nobody decides about pay, contract or discipline by it." in said
    assert "The office answers within 10 days." in said


@pytest.mark.parametrize("task", ["", "no-such-task", "\x00"])
def test_a_task_that_nobody_offers_is_none(mine, task):
    assert mine.post(PAGE, {"task": task}).status_code == 422
    assert not OffRoleTask.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("minutes", "x"), ("minutes", "9" * 5000), ("minutes", "-5"), ("minutes", "1441"), ("asked_on", ""),
        ("asked_on", "9999-12-31"), ("asked_on", "0001-01-01"), ("asked_by", "bishop"), ("words", "a\x00b"),
        ("words", "x" * 2001), ("whose_goal", "[]"), ("had_choice", "maybe"),
    ],
)  # fmt: skip
def test_bad_input_is_told_at_its_place_and_the_words_stay(peer, mine, field, value):
    entry = asked(peer)
    sent = {**DETAILS, "asked_on": str(entry.asked_on), "words": "They asked me twice.", field: value}

    response = mine.post(f"{PAGE}{entry.pk}/", sent)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert field == "words" or "They asked me twice." in text(response)


def test_the_office_answers_several_at_once_and_reads_no_name(peer, office):
    entries = [asked(peer, task, words=f"About {task}.") for task in ("desk", "driving")]
    client = factories.sign_in(office)

    said = text(client.get(WAITING))
    assert "About desk." in said
    assert "About driving." in said
    assert peer.name not in said
    client.post(WAITING, {"entries": [str(entry.pk) for entry in entries], "text": "A temp covers it."})

    assert OffRoleTask.objects.exclude(answer=None).count() == 2
    assert "A temp covers it." not in text(client.get(WAITING))


def test_what_is_missing_or_gone_is_told_and_the_answer_stays(peer, office):
    client, entry = factories.sign_in(office), asked(peer)

    nothing = client.post(WAITING, {"text": "A temp covers it."})
    no_words = client.post(WAITING, {"entries": [str(entry.pk)], "text": " "})
    gone = client.post(
        WAITING, {"entries": ["00000000-0000-0000-0000-000000000000"], "text": "A temp covers it."}
    )

    assert [list(one.context["form"].errors) for one in (nothing, no_words, gone)] == [
        ["entries"],
        ["text"],
        ["entries"],
    ]
    assert "A temp covers it." in text(nothing)
    assert "A temp covers it." in text(gone)


def test_every_peer_reads_the_answer_without_who_it_was(peer, office):
    answered(asked(peer, "interpret", words="For the doctor."), "We booked a line.", office)
    colleague = factories.make_peer(agency=office.agency).user

    said = text(factories.sign_in(colleague).get(HOUSE))

    assert "We booked a line." in said
    assert "Interpret" in said
    assert "For the doctor." not in said
    assert peer.name not in said
    assert "Fewer than five times." in said


def test_the_peer_reads_the_answer_in_one_tap(peer, mine, office):
    entry = answered(asked(peer), "No more driving.", office)
    assert "The office answered you" in text(mine.get("/supervision/"))
    assert "No more driving." in text(mine.get(PAGE))

    mine.post(f"{PAGE}{entry.pk}/read/")

    assert "The office answered you" not in text(mine.get("/supervision/"))
    assert OffRoleTask.objects.get().noticed_at is not None


def test_it_is_one_line_on_today(mine):
    assert f'href="{PAGE}"' in text(mine.get("/"))


def test_nothing_yet_is_said_kindly(mine, office):
    assert "Nothing yet. We hope it stays like that." in text(mine.get(PAGE))
    assert "Nothing waits for an answer" in text(factories.sign_in(office).get(WAITING))
