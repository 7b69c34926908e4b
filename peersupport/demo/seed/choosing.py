"""Wishes that wait, one that was answered, an offer, somebody who would like to come back and somebody who is."""

from typing import Any

from peersupport.accounts.models import User
from peersupport.people import services as people
from peersupport.people.models import Pairing

from .cast import Cast, living
from .data import load
from .story import Story

RETURNED_DAYS = 2


def choose_each_other(cast: Cast, stories: list[Story]) -> None:
    by_name = {story.person.name: story for story in stories}
    told = load("choosing")
    for entry in told["wishes"]:
        _wish(cast, by_name[entry["person"]], entry)
    for entry in told["offered"]:
        _offer(cast, by_name[entry["person"]], entry)
    _ask_back(cast, by_name[told["asks_back"]["person"]], told["asks_back"])
    _is_back(cast, _parted(stories, list(told["goodbyes"])))


def _wish(cast: Cast, story: Story, entry: dict[str, Any]) -> None:
    own, peer = User.objects.get(pk=story.row.user_id), cast.peers[entry["peer"]]
    with living(cast.at(entry["days_ago"], 19), own):
        pairing = people.wish_for_peer(person=story.row, peer=peer, by=own)
    if "not_now" in entry:
        with living(cast.at(entry["days_ago"] - 1, 9), peer.user):
            people.decline_pairing(pairing=pairing, words=entry["not_now"], by=peer.user)


def _offer(cast: Cast, story: Story, entry: dict[str, Any]) -> None:
    peer = cast.peers[entry["peer"]]
    with living(cast.at(entry["days_ago"], 10), cast.office):
        pairing = people.offer_pairing(person=story.row, peer=peer, by=cast.office)
    with living(cast.at(entry["days_ago"], 15), peer.user):
        people.peer_says_yes(pairing=pairing, by=peer.user)


def _ask_back(cast: Cast, story: Story, entry: dict[str, Any]) -> None:
    """They walked together for a while, and the person would like to again."""
    own, peer = User.objects.get(pk=story.row.user_id), cast.peers[entry["peer"]]
    with living(cast.at(entry["since"], 10), cast.office):
        pairing = people.offer_pairing(person=story.row, peer=peer, by=cast.office)
    with living(cast.at(entry["since"], 14), peer.user):
        people.peer_says_yes(pairing=pairing, by=peer.user)
    with living(cast.at(entry["since"], 18), own):
        people.person_says_yes(pairing=pairing, by=own)
    with living(cast.at(entry["until"], 16), peer.user):
        people.end_pairing(pairing=pairing, by=peer.user)
    with living(cast.at(entry["days_ago"], 20), own):
        people.ask_back(pairing=pairing, by=own)


def _parted(stories: list[Story], last: list[str]) -> Story:
    """Somebody whose walk ended with a goodbye, the newest first; in a very small house one of `last`."""
    said = [
        story
        for story in stories
        if story.walks[-1].until is not None
        and story.walks[-1].reason == Pairing.End.GOODBYE
        and story.person.died is None
        and story.row is not None
    ]
    return min(said, key=lambda story: (story.person.name in last, story.walks[-1].until, story.person.name))


def _is_back(cast: Cast, story: Story) -> None:
    """They told their former peer, who wrote it down; the office has not looked at it."""
    pairing = story.pairings[story.walks[-1].peer]
    with living(cast.at(RETURNED_DAYS, 16), pairing.peer.user):
        people.record_return(pairing=pairing, by=pairing.peer.user)
