"""A block and a "not now" leave no trace in any list of anybody who should not know: pages, files and the API.

Every list of every role is taken before and after, and compared letter by letter.
"""

import re
from typing import Any

from peersupport.core import clock
from peersupport.people import services
from tests.api.caller import Caller
from tests.factories import sign_in

from .addresses import path_of
from .house import House, build
from .matrix import GROUPS, expected
from .wire import API

# Tokens and keys of rows, new for every page, and the count of a token's own requests.
UNEQUAL = re.compile(r"\b[A-Za-z0-9]{64}\b|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}")
FILES = ("/take-along/people/", "/take-along/meetings/")
# About one person, and read by several: what they say of that person is compared as well.
ABOUT = {"home:person_page", "consent:agreement", "sessions_app:session_detail", "people:pairing_asked@offer"}
STAFF = sorted(GROUPS["staff"] - {"elsewhere"})


class Walker:
    """Whoever works here, at every address without a key in it, at the files and at the API."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.clients = {name: sign_in(house.readers[name]) for name in STAFF}
        self.callers = {name: Caller(house.readers[name]) for name in STAFF}
        for caller in self.callers.values():
            caller.get("sessions/")  # a first call leaves its own mark: when the token was used

    def lists(self) -> dict[tuple[str, str], str]:
        found = {}
        for (address, method), cell in expected().items():
            path = path_of(self.house, address)
            if method != "GET" or (re.search(r"[0-9a-f-]{36}", path) and address not in ABOUT):
                continue
            for name in STAFF:
                if cell[name] == "200":
                    found[name, path] = self.read(name, path)
        for name in STAFF:
            for path in FILES:
                found[name, path] = _text(self.clients[name].post(path, {"why": "overview"}))
        return found

    def read(self, name: str, path: str) -> str:
        if path.startswith(API) and "schema" not in path and "docs" not in path:
            return _text(self.callers[name].get(path.removeprefix(API)))
        return _text(self.clients[name].get(path))


def _text(answer: Any) -> str:
    return f"{answer.status_code} " + UNEQUAL.sub("", b"".join(answer).decode())


def much_happens(house: House) -> None:
    """To people who had nothing to do with the person, so that nothing closes to anybody by it."""
    person, own, office = house.person, house.readers["person"], house.readers["admin"]
    asked = house.readers["other"].peer
    services.block_staff(person=person, user=house.readers["clinical_far"], by=own)
    services.block_staff(person=person, user=asked.user, by=own)
    services.unblock_staff(person=person, user=asked.user, by=own)
    offer = services.offer_pairing(person=person, peer=asked, by=office)
    services.decline_pairing(pairing=offer, words="full", by=asked.user)
    wish = services.wish_for_peer(person=person, peer=asked, by=own)
    services.decline_pairing(pairing=wish, words="later", by=asked.user)


def test_blocks_and_not_nows_stand_in_no_list_of_anybody_who_works_here() -> None:
    # Forms propose a time of day: between two readings it must not become a quarter of an hour later.
    with clock.set_to(clock.now()):
        _compared()


def _compared() -> None:
    house = build(agreed=True)
    walker = Walker(house)
    before = walker.lists()

    much_happens(house)

    after = walker.lists()
    assert len(before) > 100
    assert {place for place in before | after if before.get(place) != after.get(place)} == set()
    # What stands in a list is noticed: an open question does, on the page of the one who is asked.
    other = house.readers["other"].peer
    services.wish_for_peer(person=house.person, peer=other, by=house.readers["person"])
    assert walker.read("other", "/") != after["other", "/"]
