"""The told part of the demo: complete, invented, and fitting together."""

import itertools
import re
from collections import Counter
from datetime import date, timedelta
from functools import cache

from peersupport.demo.seed import accounts, data, history
from sessions_app.models import ChosenBy, HowWritten, Kind, Place, Way, WhoseStep, WhyShared

TODAY = date(2026, 11, 20)


def test_there_are_160_people_with_different_names():
    people = data.people()

    assert len(people) == 160
    assert len({person.name for person in people}) == 160
    assert sum(person.described for person in people) == 36


def test_everybody_walks_with_a_peer_of_the_house():
    peers = {peer["name"] for peer in data.load("agency")["peers"]}

    assert {person.peer for person in data.people()} == peers
    assert len(peers - {"Curtis Hale"}) == 14


def test_people_only_walk_with_a_peer_who_speaks_spanish_if_they_do():
    speaks = {peer["name"]: peer["languages"] for peer in data.load("agency")["peers"]}
    spanish = [walk for walk in _walks() if walk.person.lang == "es"]

    assert [walk.peer for walk in spanish if "es" not in speaks[walk.peer]] == []


def test_every_remembered_meeting_has_its_pair():
    walks = _walks()
    placed = [meeting for walk in walks for meeting in walk.meetings if meeting.by_hand]

    assert len(placed) == len(data.load("meetings")["meetings"]) == 23


def test_meetings_use_the_words_of_the_models():
    told = [meeting.told for walk in _walks() for meeting in walk.meetings if meeting.outcome == "met"]
    codes = {
        "way": Way, "place": Place, "agenda_by": ChosenBy, "why_shared": WhyShared,
        "how_written": HowWritten, "next_step_whose": WhoseStep,
    }  # fmt: skip

    assert {kind for entry in told for kind in entry["kinds"]} == set(Kind.values)
    for name, choices in codes.items():
        assert {entry[name] for entry in told if name in entry} <= set(choices.values)


def test_nobody_is_in_two_places_at_once():
    overlaps = []
    by_peer = {}
    for walk in _walks():
        by_peer.setdefault(walk.peer, []).extend(walk.meetings)
    for meetings in by_peer.values():
        meetings.sort(key=lambda meeting: meeting.start)
        for one, other in itertools.pairwise(meetings):
            if one.start + timedelta(minutes=one.minutes) > other.start:
                overlaps.append((one.start, other.start))

    assert overlaps == []


def test_the_same_day_tells_the_same_story():
    assert _walks() == history.walks(data.people(), today=TODAY)[0]


def test_there_are_about_five_thousand_meetings_of_every_outcome():
    outcomes = Counter(meeting.outcome for walk in _walks() for meeting in walk.meetings)

    assert 4500 <= outcomes.total() <= 5500
    assert set(outcomes) == {"met", "not_met", "cancelled"}


def test_nothing_in_it_belongs_to_somebody_real():
    texts = [path.read_text() for path in data.DATA.glob("*.yaml")]

    assert [
        found for text in texts for found in re.findall(r"\b\d{3}-\d{4}\b", text) if "555-01" not in found
    ] == []
    assert {account["email"].rpartition(".")[2] for account in accounts()} == {"example"}


def test_accounts_name_every_role():
    roles = Counter(account["role"] for account in accounts())

    assert roles == {
        "peer": 3, "clinical supervisor": 1, "senior peer supervisor": 1, "admin": 2, "person": 2,
        "peer of another agency": 1,
    }  # fmt: skip


@cache
def _walks():
    return history.walks(data.people(), today=TODAY)[0]
