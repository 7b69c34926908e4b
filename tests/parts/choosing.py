"""Choosing each other, saying goodbye, coming back, and what is new."""

from typing import Any

from peersupport.core import clock
from peersupport.people.models import News, Pairing
from sessions_app.models import GoodbyePage
from tests import factories

TABLE = """
# --- questions open to a peer: by chosen name alone, seen by whom they are asked --------------------------------------
people:pairing_asked@offer              GET   200 offered
people:pairing_decline@offer            GET   200 offered admin

# --- coming back: asked by the person, or written down by their former peer and looked at by the office ---------------
people:pairing_welcome                  POST  go former | 403 admin
people:pairing_return                   POST  go former | 403 admin
people:pairing_return_confirm           POST  go admin | 403 paired
people:pairing_return_undo              POST  go admin | 403 paired

# --- the goodbye page: of the two alone ------------------------------------------------------------------------------
sessions_app:goodbye_write              GET   200 author
sessions_app:goodbye_write              POST  go/200 author
sessions_app:goodbye_read               GET   200 former
my_record:goodbye_page                  GET   200 person

# --- the person chooses ----------------------------------------------------------------------------------------------
my_record:wish                          POST  go person
my_record:answer_read                   POST  go person
my_record:back_ask                      POST  go person
my_record:back_take_back                POST  go person
my_record:news                          GET   200 people
my_record:news_read                     POST  go person
"""

WORDS = ("stays", "they_take", "peer_takes", "way_back")
NEW_NAME = "Newsworthy Canary"
PLANTED = {"goodbye": [f"canary-goodbye-{name}" for name in WORDS], "news": [NEW_NAME]}
CANARIES = {"goodbye": "former person", "news": "person admin blocked_admin"}

FORMS = {"sessions_app:goodbye_write": {"stays": "the choir on Tuesdays", "reason": "goodbye"}}

PAGES = {
    "peer": [
        "people:pairing_asked asked", "people:pairing_decline asked", "sessions_app:goodbye_write pairing",
        "sessions_app:goodbye_read pairing",
    ],
    "admin": ["people:pairing_decline asked"],
    "person": ["my_record:goodbye_page goodbye", "my_record:news"],
    "new person": ["my_record:news"],
}  # fmt: skip
ELSEWHERE = {
    "people:pairing_welcome", "people:pairing_return", "people:pairing_return_confirm", "people:pairing_return_undo",
    "my_record:wish", "my_record:answer_read", "my_record:back_ask", "my_record:back_take_back", "my_record:news_read",
}  # fmt: skip

COUNTED = [
    ("person", "GET", "my_record:peer", 8),
    ("person", "GET", "my_record:choose", 8),
    ("person", "GET", "my_record:news", 8),
]


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    """The former peer's goodbye page, their being asked back, a return to confirm, a "not now", and news."""
    person, former = house.person, house.pairings["former"]
    # Somebody of their own is back: it would close to the "paired" peer what others wrote about this person.
    back = factories.make_pairing(
        person=factories.make_person(program=person.program, name="Bo Backwhen"),
        peer=house.readers["paired"].peer,
        confirm_by=clock.now().date(),
    )
    factories.make_block(person=back.person, user=house.readers["blocked_admin"])
    page = _page(former, "canary-goodbye-")
    Pairing.objects.filter(pk=former.pk).update(back_asked_at=clock.now())
    answered = factories.make_pairing(person=person, state="not_now", not_now_at=clock.now())
    about = factories.make_user(agency=person.agency, name=NEW_NAME)
    news = News.objects.create(agency=person.agency, person=person, kind="link_ended", about=about)
    found: dict[str, dict[str, Any]] = {"my_record:wish": {"pk": house.readers["other"].peer.pk}}
    for name in ("people:pairing_welcome", "people:pairing_return", "sessions_app:goodbye_read"):
        found[name] = {"pk": former.pk}
    for name in ("people:pairing_return_confirm", "people:pairing_return_undo"):
        found[name] = {"pk": back.pk}
    for name in ("my_record:back_ask", "my_record:back_take_back"):
        found[name] = {"pk": former.pk}
    return found | {
        "people:pairing_asked@offer": {"pk": house.pairings["offer"].pk},
        "sessions_app:goodbye_write": {"pk": house.pairings["author"].pk},
        "my_record:goodbye_page": {"pk": page.pk},
        "my_record:answer_read": {"pk": answered.pk},
        "my_record:news_read": {"pk": news.pk},
    }


def _page(pairing: Pairing, words: str) -> GoodbyePage:
    said = {name: f"{words}{name}" for name in WORDS}
    page = GoodbyePage(
        agency=pairing.agency, pairing=pairing, person=pairing.person, peer=pairing.peer, **said
    )
    page.save(force_insert=True)
    return page


def show(world: dict[str, Any]) -> dict[str, Any]:
    pairing = Pairing.objects.get(pk=world["pairing"])
    asked = factories.make_pairing(
        person=factories.make_person(program=pairing.person.program, name="Bo"),
        peer=pairing.peer,
        state="offered",
    )
    before = factories.make_pairing(person=pairing.person, state="ended")
    answered = factories.make_pairing(
        person=pairing.person, state="not_now", not_now_at=clock.now(), not_now_words="full"
    )
    for kind in News.Kind.values:
        News.objects.create(agency=pairing.agency, person=pairing.person, kind=kind, about=before.peer.user)
    factories.make_pairing(person=asked.person, state="ended")
    assert answered.peer != before.peer
    return {"asked": asked.pk, "goodbye": _page(pairing, "the choir on Tuesdays ").pk}


def crowd(crowd: Any) -> None:
    """As many peers with room, goodbyes, questions, returns and news as there are people."""
    first = crowd.people[0]
    for number in range(len(crowd.people)):
        peer = factories.make_peer(agency=crowd.agency)
        factories.make_pairing(person=first, state="ended")
        News.objects.create(agency=crowd.agency, person=first, kind="linked", about=peer.user)
        asking = factories.make_person(program=crowd.program, name=f"Ask {number}", added_by=crowd.office)
        factories.make_pairing(person=asking, peer=crowd.peer, state="offered")
        factories.make_pairing(person=asking, peer=peer, confirm_by=clock.now().date())
