"""What may go out of the house, and what went: permissions, disclosures, what a second person looks at."""

import uuid
from datetime import timedelta
from typing import Any

from consent import services
from consent.models import AskedDisclosure, Disclosure, Release
from consent.outgoing import Item
from peersupport.core import clock
from peersupport.core.principal import acting_as

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
            key=uuid.uuid4(), person=person, reason="The order names exactly these days.",
            looked_at=draft.fingerprint, by=by, **said,
        )  # fmt: skip


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
