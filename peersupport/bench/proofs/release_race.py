"""Something is being sent while the person takes the permission back, keeps the peer away or says goodbye.

The trials of consent_race: three disclosures and one narrowing at once, on connections of their own.
"""

import uuid

from django.db import transaction

from consent import services
from consent.models import Release
from consent.outgoing import Item
from peersupport.accounts.models import User
from peersupport.core.errors import WrongState
from peersupport.people.models import SupportedPerson
from sessions_app.entry import SessionEntry

from .consent_race import Race, Save, begin_again, keep_away, let_in_again, say_goodbye
from .house import SmallHouse

LETTER = Item("words", None, "Written for this", "Comes every week.")


def allow(house: SmallHouse, person: SupportedPerson) -> None:
    terms = services.Terms(
        recipient="County housing office", sent_by="mail", kinds=("words",), what="That I come", purpose="My place",
        until_event="when I have it",
    )  # fmt: skip
    services.give_release(
        key=uuid.uuid4(), person=person, terms=terms, way="typed", signature="S", by=person.user
    )


def take_back(house: SmallHouse, person: SupportedPerson) -> None:
    services.end_release(release=newest(person), by=person.user)


def newest(person: SupportedPerson) -> Release:
    found: Release = Release.objects.filter(person=person).latest("signed_at")
    return found


def disclose(person: SupportedPerson, peer: User, entry: SessionEntry) -> None:
    release = newest(person)
    try:
        draft = services.preview_by_release(release=release, items=[LETTER], by=peer)
        with transaction.atomic():
            services.record_disclosure(
                key=uuid.uuid4(), release=release, items=[LETTER], looked_at=draft.fingerprint, by=peer
            )
    except Release.DoesNotExist as gone:
        raise WrongState("This permission is not there for this peer.") from gone


NARROWINGS = ((take_back, allow), (keep_away, let_in_again), (say_goodbye, begin_again))


def prove(*, seed: int, size: int, disclose: Save = disclose) -> dict[str, object]:
    """committed and refused count disclosures; both have to occur, or nothing was raced."""
    race = Race(seed, disclose, NARROWINGS)
    race.latest = 0.3  # it is looked at first, so it takes longer than a save
    allow(race.house, race.person)
    return race.run(size)
