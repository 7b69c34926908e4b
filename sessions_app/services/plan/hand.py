"""Whose hand writes into a plan: the person's own, always; or a peer's who walks with them, with a yes in force.

Order of locks as everywhere: pairing, then the person's gate, then the row.
"""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from consent.querysets import may_read
from consent.services import consent_holds, level_in_force, lock_gate
from peersupport.accounts.models import User
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.core.principal import acting_as
from peersupport.people.models import PeerSpecialist, SupportedPerson
from peersupport.people.services.scope import text
from sessions_app.entry import hash_of
from sessions_app.levels import RULES
from sessions_app.services.scope import ConsentMissing, lock_pairing_and_gate

PLAN_LETTERS = 500


@dataclass(frozen=True)
class Hand:
    """The person, and the peer who writes; None when the person writes alone."""

    person: SupportedPerson
    peer: PeerSpecialist | None

    @property
    def today(self) -> date:
        return self.person.program.today()

    @property
    def author(self) -> dict[str, Any]:
        """Whose row a new row of the plan is."""
        return {"agency_id": self.person.agency_id, "person": self.person, "peer": self.peer}


def lock_hand(*, person_id: uuid.UUID, by: User) -> Hand:
    """May `by` write into this plan now? Raises DoesNotExist out of scope, NotAllowed during a break,
    ConsentMissing without a yes in force, DomainError at a level that keeps no words."""
    if by.kind == User.Kind.PERSON:
        people = SupportedPerson.objects.changed_by(by).filter(died_on=None).select_related("program")
        person = people.get(pk=person_id)
        lock_gate(person.pk)
        return Hand(person, None)
    pairing, gate = lock_pairing_and_gate(person_id=person_id, by=by)
    if not consent_holds(gate):
        raise ConsentMissing(
            _("Nothing is written down while there is no yes about what stays private."), field="text"
        )
    level = level_in_force(gate=gate, program=pairing.person.program)
    if not RULES[level].keeps_words:
        raise DomainError(_("At the level you two agreed on, this is not written down."), field="text")
    return Hand(pairing.person, pairing.peer)


def lock_row(row: Any, *, by: User) -> tuple[Any, Hand]:
    """A row of a plan that `by` may read and change, locked. Raises DoesNotExist for everybody else's."""
    hand = lock_hand(person_id=row.person_id, by=by)
    found = type(row).objects.select_for_update(no_key=True).get(pk=row.pk, person=hand.person)
    if hand.peer is not None:
        with acting_as(by.pk):
            opens = may_read(person_id=found.person_id, author_id=found.peer_id, content="narrative")
        if not opens:
            raise type(row).DoesNotExist
    return found, hand


def require_not_their_own(row: Any, hand: Hand) -> None:
    """A peer takes nothing away and changes nothing that the person wrote or said themselves."""
    if hand.peer is not None and row.peer_id is None:
        raise NotAllowed(
            _("%(name)s wrote this, so it is theirs to change.") % {"name": hand.person.chosen_name}
        )


def words(value: str, *, field: str = "text", required: bool = True) -> str:
    return text(value, field=field, most=PLAN_LETTERS, required=required)


def id_under(key: uuid.UUID | None, hand: Hand, **body: Any) -> uuid.UUID:
    """The id of a new row. The same key and body again give the same id, so that a double tap makes one row;
    the same key with other words makes a row of its own, so that nothing typed is lost."""
    if key is None:
        return uuid.uuid4()
    return uuid.UUID(hash_of(body | {"key": key, "person": hand.person.pk})[:32])


def require_not_past(day: date | None, hand: Hand, *, field: str) -> None:
    if day is not None and day < hand.today:
        raise DomainError(_("This day is over. Please choose one to come, or leave it empty."), field=field)


def require_not_to_come(day: date, hand: Hand, *, field: str) -> None:
    if day > hand.today:
        raise DomainError(_("This day is still to come."), field=field)
    if day.year < hand.today.year - 1:
        raise DomainError(_("This is long ago. Please choose a day of this year or the last."), field=field)
