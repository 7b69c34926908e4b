"""My plan for hard times as I meet it: empty, written, taken back, compared, on paper, on my phone."""

import json
import re

import pytest

from peersupport.core.pdf import can_make_pdf
from peersupport.people.models import ContactDetails
from peersupport.safety.models import PlanDraft, SafetyPlan
from peersupport.safety.plan_words import NAMES, PARTS
from tests.factories import give_account, make_peer, make_person, sign_in
from tests.safety.planned import Planned

PATH = "/my/hard-times/"
EMPTY = dict.fromkeys(NAMES, "")


@pytest.fixture
def two():
    return Planned()


@pytest.fixture
def client(two):
    return sign_in(two.me)


def form(**values):
    return {**EMPTY, "base": "0", "language": "en", "show_not_wanted": "", **values}


def shown(client, path=""):
    response = client.get(f"{PATH}{path}")
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_page_invites_and_asks_nothing(client):
    page = shown(client)

    assert "One line is enough to begin" in page
    assert "Who can read it today" not in page
    assert [client.get(f"{PATH}{path}").status_code for path in ("card/", "phone/")] == [404, 404]


def test_i_begin_without_any_agreement_and_nobody_reads_it():
    me = give_account(make_person())
    client = sign_in(me)

    client.post(f"{PATH}write/", form(carried="My dog"))

    page = shown(client)
    assert "My dog" in page
    assert "Only you." in page


def test_only_the_parts_i_want_stand_there_in_the_order_of_the_page(client):
    client.post(f"{PATH}write/", form(afterwards="Soup", carried="My dog", alone="The river"))

    titles = re.findall(r'class="ps-card__title">([^<]*)<', shown(client))

    assert titles == [str(part.title) for part in PARTS if part.name in {"carried", "alone", "afterwards"}]


def test_saving_can_be_undone_at_once(client):
    client.post(f"{PATH}write/", form(alone="one"))
    page = client.post(f"{PATH}write/", form(alone="two", base="1"), follow=True).content.decode()
    undo = re.search(r'action="([^"]*/back/1/from/2/)"', page)

    client.post(undo[1])

    assert "one" in shown(client)
    assert SafetyPlan.objects.count() == 3


def test_the_first_one_undone_leaves_an_empty_page(client):
    page = client.post(f"{PATH}write/", form(alone="one"), follow=True).content.decode()

    client.post(re.search(r'action="([^"]*/back/0/from/1/)"', page)[1])

    assert "One line is enough to begin" in shown(client)
    assert "Version 1" in shown(client, "versions/")


def test_a_change_from_elsewhere_keeps_my_words_and_shows_what_stands(two, client):
    client.get(f"{PATH}write/")
    two.write(by=two.user, parts={"alone": "what the peer typed"})

    late = client.post(f"{PATH}write/", form(alone="what I typed"))
    page = late.content.decode()
    assert late.status_code == 422
    assert "what the peer typed" in page
    assert "what I typed" in page
    assert 'name="base" value="1"' in page

    client.post(f"{PATH}write/", form(alone="what I typed", base="1"))
    assert "what I typed" in shown(client)


def test_a_version_stands_beside_the_one_before(two, client):
    two.write(parts={"alone": "the river", "signs": "I stop singing"})
    two.write(parts={"alone": "the pond", "signs": "I stop singing"})

    page = shown(client, "versions/2/")

    assert "<del>the river</del>" in page
    assert "<ins>the pond</ins>" in page
    assert "<del>I stop singing</del>" not in page
    assert "Take this version again" not in page
    assert "Take this version again" in shown(client, "versions/1/")
    assert client.get(f"{PATH}versions/3/").status_code == 404


def test_who_reads_it_today_is_named(two, client):
    two.write(parts={"not_wanted": "sirens"}, show_not_wanted=True)

    page = shown(client)

    assert f"<li>{two.user.first_name_only} (my peer)</li>" in page
    assert "Whoever comes when it is hard" in page
    make_peer(agency=two.agency)
    two.withdraw()
    assert "(my peer)" not in shown(client)


def test_what_is_typed_is_kept_and_thrown_away(two, client):
    kept = client.post(f"{PATH}draft/", form(alone="half a line", stranger="x"))
    assert (kept.status_code, list(kept.json())) == (200, ["saved_at"])
    assert "half a line" in shown(client, "write/")
    assert (
        "half a line"
        not in sign_in(two.user).get(f"/people/{two.person.pk}/hard-times/write/").content.decode()
    )

    client.post(f"{PATH}draft/", {"drop": "1"})

    assert "half a line" not in shown(client, "write/")
    assert not PlanDraft.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [{"base": "x"}, {"base": "-1"}, {"base": "9" * 30}, {"language": "xx"}, {"language": ""}, {"alone": "a\x00b"},
     {"alone": "x" * 4001}, {"show_not_wanted": "maybe"}],
)  # fmt: skip
def test_bad_input_is_told_and_nothing_is_saved(client, bad):
    response = client.post(f"{PATH}write/", form(**{"signs": "stays in the box"} | bad))

    assert response.status_code == 422
    assert "stays in the box" in response.content.decode()
    assert not SafetyPlan.objects.exists()


OUTING = (
    "plan",
    "hard time",
    "crisis",
    "safety",
    "peer",
    "recovery",
    "suicid",
    "health",
    "program",
    "support",
)


def test_paper_looks_like_a_list_and_names_nobody(two, client):
    two.write(parts={name: f"line of {name}" for name in NAMES})

    page = shown(client, "card/")
    body = re.sub(
        r"<[^>]*>", " ", re.sub(r'class="ps-fold-out__how".*?</header>', "", page, flags=re.DOTALL)
    ).lower()

    assert [word for word in OUTING if word in body] == []
    assert not any(name in page for name in (two.agency.name, two.agency.neutral_name, two.program.name))
    assert two.person.chosen_name not in page
    assert all(f"line of {name}" in page for name in NAMES)
    assert "<title>List</title>" in page


def test_paper_speaks_the_language_of_the_words(two, client):
    two.write(parts={"alone": "el río"}, language="es")

    page = shown(client, "card/")

    assert '<main class="ps-fold-out__sheet" lang="es">' in page
    assert '<html lang="en"' in page


def test_a_file_to_take_along_is_called_a_list(two, client):
    """Where the house has the program for it; elsewhere the button isn't there, nor what it would open."""
    two.write()

    response = client.post(f"{PATH}pdf/")

    assert (f"{PATH}pdf/" in shown(client)) is can_make_pdf()
    if not can_make_pdf():
        assert response.status_code == 404
        return
    assert response["Content-Type"] == "application/pdf"
    assert re.fullmatch(r'attachment; filename="list-\d{4}-\d\d-\d\d.pdf"', response["Content-Disposition"])


def kept(client):
    return json.loads(shown(client, "kept/"))


def test_a_phone_is_given_the_newest_words_with_the_titles_of_paper(two, client):
    two.write(parts={"alone": "the river", "lines": "555 0142"})

    told = kept(client)

    assert told["parts"] == [["On my own", "the river"], ["Numbers", "555 0142"]]
    assert (told["whose"], told["number"]) == (str(two.person.pk), 1)
    assert told["day"].startswith("From ")


def test_on_a_shared_phone_nothing_is_offered_and_what_was_kept_goes(two, client):
    two.write()
    assert "Keep it on this phone" in shown(client)
    ContactDetails.objects.filter(person=two.person).update(phone_is_shared=True)

    assert "Keep it on this phone" not in shown(client)
    assert "data-keep " not in shown(client, "phone/")
    assert all("js/kept/forget" in shown(client, path) for path in ("", "phone/"))
    assert "js/kept/forget" in client.get("/my/contact/").content.decode()
    assert kept(client) == {"whose": str(two.person.pk), "forget": True}


def test_with_nothing_in_it_any_more_a_kept_list_goes(two, client):
    two.write()
    two.write(parts={})

    assert kept(client) == {"whose": str(two.person.pk), "forget": True}


def test_the_page_of_the_kept_list_says_nothing_of_anybody(two, client):
    for page in (client.get("/list/"), client.__class__().get("/list/")):
        words = page.content.decode()
        assert page.status_code == 200
        assert "<title>List</title>" in words
        assert two.agency.neutral_name not in words
        assert two.person.chosen_name not in words
    worker = client.__class__().get("/list/worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert "importScripts" in worker.content.decode()
