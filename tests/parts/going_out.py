"""What may go out of the house, and what went: permissions, disclosures, what a second person looks at."""

import uuid
from datetime import timedelta
from typing import Any

from consent import services
from consent.models import AskedDisclosure, Disclosure, Release
from consent.outgoing import Item
from peersupport.core import clock
from peersupport.core.pdf import can_make_pdf
from peersupport.core.principal import acting_as

PDF = "200" if can_make_pdf() else "404"
TABLE = f"""
# --- going out: who walks with the person acts, supervisors and the office know that something did -------------------
sharing:person_out          GET   200 walking clinical senior admin
sharing:release_give        GET   200 walking
sharing:release_give        POST  422 walking
sharing:release_show        GET   200 walking person
sharing:release_end         POST  go walking person
sharing:release_end@over    POST  409 walking person
sharing:release_send        GET   200 walking
sharing:release_send        POST  422 walking
sharing:release_send@over   GET   409 walking
sharing:release_send@over   POST  422 walking
sharing:disclosure_show     GET   200 author person
sharing:limit_send          GET   200 walking clinical senior
sharing:limit_send          POST  422 walking clinical senior
sharing:law_ask             GET   200 clinical senior
sharing:law_ask             POST  422 clinical senior
sharing:asked_list          GET   200 supervisors offices
sharing:asked_show          GET   200 clinical senior admin
sharing:asked_answer        POST  403 clinical | go senior admin
sharing:asked_alone         POST  403 clinical
sharing:house_out           GET   200 offices

# --- what the person allows, sees and takes along ---------------------------------------------------------------------
sharing:my_out              GET   200 people
sharing:my_release_give     GET   200 people
sharing:my_release_give     POST  422 people
sharing:my_take             GET   200 people
sharing:my_take             POST  422 people
sharing:my_out_table        POST  200 people
sharing:my_out_pdf          POST  {PDF} people
"""
FORMS = {"sharing:asked_answer": {"answer": "no"}}
PLANTED = {
    "release": ["canary-what", "canary-signed"],
    "went_out": ["canary-went-out"],
    "asked_out": ["canary-asked", "canary-because"],
}
CANARIES = {"release": "walking person", "went_out": "author person", "asked_out": "clinical senior"}
PAGES = {
    "peer": [
        "sharing:person_out person", "sharing:release_give person", "sharing:release_show release",
        "sharing:release_send release", "sharing:limit_send person", "sharing:disclosure_show went",
    ],
    "clinical": [
        "sharing:person_out person", "sharing:law_ask person", "sharing:asked_list", "sharing:asked_show asked_out",
    ],
    "admin": ["sharing:asked_list", "sharing:asked_show asked_out", "sharing:house_out"],
    "new office": ["sharing:house_out"],
    "person": [
        "sharing:my_out", "sharing:my_release_give", "sharing:my_take", "sharing:release_show release",
        "sharing:disclosure_show went",
    ],
    "new person": ["sharing:my_out", "sharing:my_take"],
}  # fmt: skip
ELSEWHERE = {
    "sharing:release_end",
    "sharing:asked_answer",
    "sharing:asked_alone",
    "sharing:my_out_table",
    "sharing:my_out_pdf",
}
COUNTED = [
    ("peer", "GET", "sharing:person_out", 14),
    ("person", "GET", "sharing:my_out", 14),
    ("office", "GET", "sharing:house_out", 8),
    ("clinical", "GET", "sharing:asked_list", 8),
]

UNCHANGING = {"consent_release", "consent_disclosure", "consent_askeddisclosure"}
CHANGED = {
    "an_asked_disclosure_is_answered_by_somebody": "UPDATE consent_askeddisclosure SET answered_at = now()",
    "a_second_person_lets_it_go_out": "UPDATE consent_askeddisclosure SET answered_at = now(), "
    "answered_by_id = asked_by_id, disclosure_id = (SELECT id FROM consent_disclosure LIMIT 1)",
    "a_release_is_ended_by_somebody": "UPDATE consent_release SET revoked_at = now()",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "a_release_has_an_end": ("consent_release", "true", {"until_on": "NULL", "until_event": "NULL"}),
    "a_release_names_what_goes_out": ("consent_release", "true", {"kinds": "'{}'"}),
    "notes_under_part_2_stand_apart": ("consent_release", "true", {"part2": "true", "kinds": "'{note}'"}),
    "a_disclosure_rests_on_what_it_says": ("consent_disclosure", "true", {"release_id": "NULL"}),
    "the_laws_grounds_take_two": ("consent_disclosure", "true", {"basis": "'court'", "release_id": "NULL"}),
    "only_the_laws_grounds_are_asked_for": ("consent_askeddisclosure", "true", {"basis": "'own'"}),
}  # fmt: skip


def terms(person: Any, **values: Any) -> services.Terms:
    said = {
        "recipient": "canary-recipient", "sent_by": "mail", "kinds": ("facts", "words"), "what": "canary-what",
        "purpose": "canary-purpose", "until_on": person.program.today() + timedelta(days=30), **values,
    }  # fmt: skip
    return services.Terms(**said)


def give(person: Any, by: Any, **values: Any) -> Any:
    with acting_as(by.pk):
        return services.give_release(
            key=uuid.uuid4(), person=person, terms=terms(person, **values), way="typed",
            signature="canary-signed", by=by,
        )  # fmt: skip


def send(release: Any, by: Any, text: str) -> Any:
    items = [Item("words", None, "-", text)]
    with acting_as(by.pk):
        draft = services.preview_by_release(release=release, items=items, by=by)
        return services.record_disclosure(
            key=uuid.uuid4(), release=release, items=items, looked_at=draft.fingerprint, by=by
        )


def ask(person: Any, by: Any, text: str) -> Any:
    said = {
        "basis": "court", "recipient": "canary-asked-recipient", "purpose": "The order", "sent_by": "mail",
        "items": [Item("words", None, "-", text)],
    }  # fmt: skip
    with acting_as(by.pk):
        draft = services.preview_on_ground(person=person, by=by, **said)
        return services.ask_disclosure(
            key=uuid.uuid4(), person=person, reason="canary-because: the order names exactly these days.",
            looked_at=draft.fingerprint, by=by, **said,
        )  # fmt: skip


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    author, person = house.readers["author"], house.person
    release, over = give(person, author), give(person, author)
    with acting_as(author.pk):
        services.end_release(release=over, by=author)
    went = send(release, author, "canary-went-out")
    asked = ask(person, house.readers["clinical"], "canary-asked")
    of_person = {"pk": person.pk}
    names = ("sharing:person_out", "sharing:release_give", "sharing:limit_send", "sharing:law_ask")
    return dict.fromkeys((*names, "api:releases", "api:disclosures"), of_person) | {
        "api:release": {"pk": release.pk},
        "api:release_end": {"pk": release.pk},
        "api:disclosure": {"pk": went.pk},
        "sharing:release_show": {"pk": release.pk},
        "sharing:release_end": {"pk": release.pk},
        "sharing:release_send": {"pk": release.pk},
        "sharing:release_end@over": {"pk": over.pk},
        "sharing:release_send@over": {"pk": over.pk},
        "sharing:disclosure_show": {"pk": went.pk},
        "sharing:asked_show": {"pk": asked.pk},
        "sharing:asked_answer": {"pk": asked.pk},
        "sharing:asked_alone": {"pk": asked.pk},
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    users = world["users"]
    person = users["person"].person
    release = give(
        person, users["peer"], recipient="County housing office", what="That I come, and on which days"
    )
    went = send(release, users["peer"], "Comes every week since March.")
    asked = ask(person, users["clinical"], "Three days in May.")
    return {"release": (release.pk,), "went": (went.pk,), "asked_out": (asked.pk,)}


def crowd(crowd: Any) -> None:
    """As many of everything as there are people, all about one of them or one about each."""
    for person in crowd.people:
        scene(crowd.people[0], crowd.peer)
        scene(person, crowd.peer)
    crowd.arguments["sharing:person_out"] = [crowd.people[0].pk]


def scene(person: Any, peer: Any) -> None:
    """A permission, what went out on it, and something a supervisor asks for, without their services."""
    common = {"agency_id": person.agency_id, "person": person, "part2": False, "sent_by": "mail"}
    release = Release.objects.create(
        program=person.program, held_by=peer.user, recipient="x", kinds=["facts"], what="x", purpose="x",
        until_on=person.program.today(), language="en", text="x", way="typed", signature="x",
        signed_at=clock.now(), **common,
    )  # fmt: skip
    went = {"recipient": "x", "purpose": "x", "text": "x", "salt": "x", **common}
    Disclosure.objects.create(basis="release", release=release, made_by=peer.user, at=clock.now(), **went)
    AskedDisclosure.objects.create(basis="court", asked_by=peer.user, asked_at=clock.now(), **went)
