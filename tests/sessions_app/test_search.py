"""Searching what was written: what is found, who sees what of it, and what trace it leaves."""

import ast

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peersupport.accounts.roles import Role
from peersupport.audit.models import AccessEvent
from sessions_app import search
from sessions_app.search import folded, words_in
from sessions_app.services import add_addendum
from tests import factories
from tests.architecture.source import ROOT
from tests.sessions_app.test_session_pages import open_to_all
from tests.sessions_app.world import Two, an_entry, wall

SEARCH = reverse("sessions_app:note_search")
MINE = reverse("my_record:note_search")


def wrote(two, text, *, hours=1, **values):
    return two.complete(an_entry(text=text, local_start=wall(hours=-2 * hours), **values))


def asked(user, words, *, why="own", address=SEARCH, **more):
    return factories.sign_in(user).post(address, {"q": words, "why": why, **more})


def titles(response):
    return [row.url for row in response.context["found"].rows]


def read_page(session):
    return reverse("sessions_app:session_read", args=[session.pk]) + f"?note={session.notes.get().pk}"


def test_accents_and_capitals_make_no_difference_and_every_word_must_be_there():
    two = Two()
    both = wrote(two, "We went to the Café by the river.", hours=2)
    wrote(two, "The river was high.", hours=1)

    assert titles(asked(two.user, "RIVER cafe")) == [read_page(both)]
    assert folded("ÉCOLE ﬁne ÑANDÚ") == "ecole fine nandu"
    assert words_in("a é") == []


def test_words_may_stand_in_different_fields_and_in_what_was_added():
    two = Two()
    session = wrote(two, "We sat outside.", next_step="ask the library")
    add_addendum(note=session.notes.get(), text="The answer was yes.", by=two.user)

    (row,) = asked(two.user, "outside library answer").context["found"].rows

    assert [str(name) for name in row.fields] == ["What did you do together?", "What's next?", "Added later"]
    assert row.snippet == "We sat outside."


@pytest.mark.parametrize("words", ["", "  ", "a", "x" * 101])
def test_too_short_and_too_long_is_said_and_opens_nothing(words):
    two = Two()
    wrote(two, "a a a")
    before = AccessEvent.objects.count()

    assert asked(two.user, words).status_code == 422
    assert AccessEvent.objects.count() == before


def test_nothing_found_says_how_far_it_looked():
    two = Two()
    wrote(two, "We sat outside.")

    response = asked(two.user, "elephant")

    assert "Nothing found in these notes" in response.text
    assert "1 note was looked through" in response.text


def test_a_supervisor_says_why_and_sees_where_but_no_word_of_it():
    two = Two()
    supervisor = factories.make_link(peer=two.peer).supervisor
    open_to_all(two)
    session = wrote(two, "The elephant came by.")

    refused = asked(supervisor, "elephant", why="")
    found = asked(supervisor, "elephant", why="documentation")

    assert refused.status_code == 422
    assert titles(found) == [reverse("sessions_app:session_detail", args=[session.pk])]
    assert "came by" not in found.text
    trace = AccessEvent.objects.get(reader_id=supervisor.pk)
    assert (trace.person_id, trace.purpose, trace.via) == (two.person.pk, "documentation", "search")


def test_a_search_leaves_one_trace_for_each_person_however_many_notes():
    two = Two()
    other = Two(peer=two.peer, name="Joy")
    for number in range(3):
        wrote(two, f"Note {number}", hours=number + 1)
    wrote(other, "Another note", hours=5)

    asked(two.user, "elephant")

    traces = AccessEvent.objects.filter(via="search", reader_id=two.user.pk)
    assert set(traces.values_list("person_id", flat=True)) == {two.person.pk, other.person.pk}
    assert traces.count() == 2


def test_only_own_notes_leaves_those_of_others_closed():
    two = Two()
    wrote(two, "The elephant came by.")
    second = factories.make_peer(agency=two.agency)
    factories.make_pairing(person=two.person, peer=second)
    open_to_all(two)

    own = asked(second.user, "elephant")
    traces = AccessEvent.objects.filter(reader_id=second.user.pk, via="search")
    assert (own.context["found"].rows, traces.count()) == ([], 0)
    with_reason = asked(second.user, "elephant", why="other")

    assert len(with_reason.context["found"].rows) == 1
    assert "came by" not in with_reason.text
    assert traces.get().purpose == "other"


def test_after_a_withdrawal_a_supervisor_finds_nothing():
    two = Two()
    supervisor = factories.make_link(peer=two.peer).supervisor
    open_to_all(two)
    wrote(two, "The elephant came by.")
    two.withdraw()

    found = asked(supervisor, "elephant", why="documentation").context["found"]

    assert (found.rows, found.found.looked, found.further) == ([], 0, "")


def test_the_person_finds_their_own_with_a_few_words():
    two = Two()
    user = factories.give_account(two.person)
    session = wrote(two, "The elephant came by.")

    found = asked(user, "élephant", address=MINE)

    assert titles(found) == [reverse("my_record:meeting_detail", args=[session.pk])]
    assert "The elephant came by." in found.text
    assert asked(two.user, "elephant", address=MINE).status_code == 404
    assert asked(user, "elephant").status_code == 404
    assert asked(factories.make_staff(Role.ADMIN, agency=two.agency), "elephant").status_code == 404


def test_it_goes_further_back_from_a_signed_place(monkeypatch):
    monkeypatch.setattr(search, "LOOKED_THROUGH", 2)
    two = Two()
    old = wrote(two, "The elephant came by.", hours=4)
    for number in range(3):
        wrote(two, f"Note {number}", hours=number + 1)

    first = asked(two.user, "elephant")
    second = asked(two.user, "elephant", further=first.context["found"].further)

    assert (titles(first), first.context["found"].found.looked) == ([], 2)
    assert (titles(second), second.context["found"].further) == ([read_page(old)], "")
    assert asked(two.user, "elephant", further="2026-01-01T00:00:00+00:00,nobody").status_code == 422
    stranger = Two(agency=two.agency).user
    assert asked(stranger, "elephant", further=first.context["found"].further).status_code == 422


def test_it_stops_at_enough_and_goes_on_behind_the_last_one(monkeypatch):
    monkeypatch.setattr(search, "FOUND_AT_MOST", 2)
    two = Two()
    sessions = [wrote(two, "elephant", hours=number + 1) for number in range(4)]

    first = asked(two.user, "elephant")
    second = asked(two.user, "elephant", further=first.context["found"].further)

    assert titles(first) + titles(second) == [read_page(session) for session in sessions]
    assert (bool(first.context["found"].further), second.context["found"].further) == (True, "")


def test_the_words_stand_in_no_address():
    two = Two()
    wrote(two, "The elephant came by.")

    page = factories.sign_in(two.user).get(SEARCH, {"q": "elephant"})

    assert page.context["found"] is None
    assert 'role="search" method="post"' in page.text
    assert "The elephant" not in page.text


def test_number_of_queries_is_the_same_for_3_and_30_notes():
    two = Two()
    client = factories.sign_in(two.user)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert client.post(SEARCH, {"q": "note", "why": "own"}).status_code == 200
        return len(seen)

    for number in range(3):
        wrote(two, "note", hours=number + 1)
    few = queries()
    for number in range(20):
        wrote(Two(peer=two.peer), "note", hours=number + 4)

    assert queries() == few
    assert few <= 16


def test_search_opens_words_through_the_one_door_of_notes():
    """What is set aside or withheld is left out in opened_for(): whoever opens by themselves would find it."""
    sources = [ROOT / "sessions_app/search.py", ROOT / "sessions_app/search_page.py"]
    calls = [
        node
        for path in sources
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
    ]
    names = [getattr(call.func, "attr", getattr(call.func, "id", "")) for call in calls]

    assert "opened_for" in names
    assert not {"open", "open_all", "unseal", "open_notes", "open_around"} & set(names)
