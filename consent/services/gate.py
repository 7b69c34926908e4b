"""The gate: what an agreement in force allows, and the locks that let a narrowing win over a running save."""

import uuid
from collections.abc import Iterable

from consent.models import ConsentNow
from peersupport.accounts.models import Agency, Program
from peersupport.core import clock

from .reminders import refresh_reminders

LEVELS = [str(level) for level in Program.Level]


def lock_gate(person_id: uuid.UUID) -> ConsentNow:
    """Lock the person's gate row as a statement of its own. Check what you need in the next statement.

    Call inside the transaction that saves or discloses; every narrowing waits for it, and it for them.
    """
    gate: ConsentNow = ConsentNow.objects.locked([person_id])[0]
    return gate


def hold_gates(person_ids: Iterable[uuid.UUID]) -> None:
    """Keep the gates of these people as they are until the trace of what is opened now is written.

    Call inside reading(), before asking what opens: then no trace is ever younger than the narrowing that closed it.
    """
    ConsentNow.objects.locked(person_ids)


def consent_holds(gate: ConsentNow) -> bool:
    """Whether a yes is in force at this moment."""
    return gate.consent_id is not None and (gate.valid_until is None or gate.valid_until > clock.now())


def level_in_force(*, gate: ConsentNow, program: Program) -> str:
    """The lower of what the program keeps and what the person agreed to; without a yes only that you met.

    A program that raised its level waits for a new conversation; one that lowered it is obeyed at once.
    """
    agreed = gate.level if consent_holds(gate) else Program.Level.ATTENDANCE
    return min(agreed, program.level, key=LEVELS.index)


def refresh_gates(person_ids: Iterable[uuid.UUID]) -> None:
    """Recompute what their agreements allow, and what is to be talked over, in the caller's transaction."""
    people = list(person_ids)
    ConsentNow.objects.refresh(people)
    refresh_reminders(people)


def lock_promise(agency_id: uuid.UUID) -> None:
    """Publishing and answering wait for each other, or an answer to the old version would keep its wider gate.

    Order of locks: person, agency, gate.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=agency_id)
