"""Something leaves the house on a ground of the law: a supervisor asks, a second person looks, then it goes out."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from consent.models import AskedDisclosure, Basis, Disclosure
from consent.outgoing import Draft, Item, compose
from consent.querysets import people_supervised_by
from peersupport.accounts.models import Membership, User
from peersupport.accounts.roles import Role
from peersupport.audit.services import Purpose, reading, record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.fields import seal_all
from peersupport.people.models import SupervisionLink, SupportedPerson
from peersupport.people.services.scope import line
from peersupport.people.services.supervision import ALONE_WAITS

from .disclosures import (
    keep,
    require_addressed,
    require_looked_at,
    require_reason,
    require_something,
)
from .gate import lock_gate

GROUNDS = (
    Basis.MEDICAL, Basis.COURT, Basis.AUDIT, Basis.RESEARCH, Basis.SERVICE, Basis.CRIME, Basis.CHILD, Basis.LAW,
)  # fmt: skip
# 42 CFR Part 2 knows these and no others: §§ 2.51 to 2.53, subpart E, 2.12(c)(4) to (6).
PART2_GROUNDS = tuple(ground for ground in GROUNDS if ground != Basis.LAW)


def grounds_for(person: SupportedPerson) -> list[str]:
    """person: with its program."""
    return [str(ground) for ground in (PART2_GROUNDS if person.program.part2 else GROUNDS)]


def preview_on_ground(
    *,
    person: SupportedPerson,
    basis: str,
    recipient: str,
    purpose: str,
    sent_by: str,
    items: Iterable[Item],
    by: User,
) -> Draft:
    """What would leave. By somebody who looks after the person's peer. Raises DoesNotExist, DomainError."""
    person = people_supervised_by(by).select_related("program", "agency").get(pk=person.pk)
    items = list(items)
    if basis not in grounds_for(person):
        raise DomainError(
            _("Please choose one of the grounds that are there. The law has no other."), field="basis"
        )
    require_addressed(recipient, purpose, sent_by)
    require_something(items)
    return compose(
        house=person.agency.name, about=person.chosen_name, day=person.program.today(), basis=basis,
        sent_by=sent_by, items=items, part2=person.program.part2, recipient=recipient, purpose=purpose,
    )  # fmt: skip


@transaction.atomic
def ask_disclosure(
    *,
    key: uuid.UUID,
    person: SupportedPerson,
    basis: str,
    recipient: str,
    purpose: str,
    sent_by: str,
    items: Iterable[Item],
    reason: str,
    looked_at: str,
    by: User,
) -> AskedDisclosure:
    """Put it before a second person. Nothing goes out and nothing is in the accounting until they agree.

    The same key twice makes one. Raises SupportedPerson.DoesNotExist out of scope, DomainError, WrongState.
    """
    lock_gate(people_supervised_by(by).values_list("pk", flat=True).get(pk=person.pk))
    before: AskedDisclosure | None = AskedDisclosure.objects.filter(pk=key).first()
    if before is not None:
        if before.asked_by_id != by.pk or before.person_id != person.pk:
            raise WrongState(_("This was sent before with something else in it. Please begin again."))
        return before
    draft = preview_on_ground(
        person=person, basis=basis, recipient=recipient, purpose=purpose, sent_by=sent_by, items=items, by=by
    )
    require_reason(reason)
    require_looked_at(draft, looked_at)
    salt = get_random_string(32)
    asked = AskedDisclosure(
        id=key, agency_id=person.agency_id, person=person, basis=basis, recipient=recipient, purpose=purpose,
        sent_by=sent_by, items=draft.traces(salt), text=draft.text, salt=salt, reason=reason.strip(),
        part2=draft.part2, notice=draft.notice, asked_by=by, asked_at=clock.now(),
    )  # fmt: skip
    seal_all(asked)
    asked.save(force_insert=True)
    record("disclosure.asked", target=asked, by=by, person_id=person.pk, fields=[f"basis:{basis}"])
    return asked


@transaction.atomic
def answer_asked(*, asked: AskedDisclosure, agree: bool, by: User) -> Disclosure | None:
    """Let it go out, or not. By a second person of the office or a supervisor, never by who asked.

    Raises AskedDisclosure.DoesNotExist out of scope, NotAllowed for who asked, WrongState when it was answered, or
    when who asked could not ask for it any more.
    """
    shown = AskedDisclosure.objects.shown_to(by)
    lock_gate(shown.values_list("person_id", flat=True).get(pk=asked.pk))
    asked = AskedDisclosure.objects.select_for_update(of=("self",), no_key=True).get(pk=asked.pk)
    person = SupportedPerson.objects.select_related("program").get(pk=asked.person_id)
    if not AskedDisclosure.objects.shown_to(by).filter(pk=asked.pk).exists():
        raise AskedDisclosure.DoesNotExist
    if asked.asked_by_id == by.pk:
        raise NotAllowed(_("A second person has to look at this. You asked for it."))
    if asked.answered_at is not None:
        raise WrongState(_("Somebody has answered this already."))
    if agree:
        _require_still(asked, person)
    asked.answered_at, asked.answered_by = clock.now(), by
    disclosure = _let_out(asked, by=by) if agree else None
    asked.disclosure = disclosure
    asked.save(update_fields=["answered_at", "answered_by", "disclosure"])
    if not agree:
        record("disclosure.refused", target=asked, by=by, person_id=asked.person_id, fields=["answered_at"])
    return disclosure


def others_who_answer(asked: AskedDisclosure, *, by: User) -> bool:
    """Whether anybody else works here who could look at it. Who is kept away counts, too: a block must not show."""
    today = by.agency.today()
    offices = Membership.objects.in_force(today).filter(
        agency_id=asked.agency_id, role=Role.ADMIN, user__is_active=True
    )
    supervisors = SupervisionLink.objects.in_force(today).filter(peer__pairings__person=asked.person_id)
    return offices.exclude(user=by).exists() or supervisors.exclude(supervisor=by).exists()


@transaction.atomic
def let_out_alone(*, asked: AskedDisclosure, outside_witness: str, by: User) -> Disclosure:
    """In a house that has nobody else: a day later, with somebody from outside who looked at it, and it says so.

    By who asked. Raises AskedDisclosure.DoesNotExist out of scope, NotAllowed where somebody else could look at it,
    WrongState before the day is over or once it is answered, DomainError without the witness.
    """
    lock_gate(AskedDisclosure.objects.shown_to(by).values_list("person_id", flat=True).get(pk=asked.pk))
    mine = AskedDisclosure.objects.shown_to(by).filter(asked_by=by)
    asked = mine.select_for_update(of=("self",), no_key=True).get(pk=asked.pk)
    if others_who_answer(asked, by=by):
        raise NotAllowed(_("A second person has to look at this. You asked for it."))
    if asked.answered_at is not None:
        raise WrongState(_("Somebody has answered this already."))
    if clock.now() < asked.asked_at + ALONE_WAITS:
        raise WrongState(_("A day has to pass between asking and letting it go out alone."))
    witness = line(outside_witness, field="outside_witness", most=120, required=True)
    _require_still(asked, SupportedPerson.objects.select_related("program").get(pk=asked.person_id))
    asked.answered_at, asked.answered_by, asked.alone = clock.now(), by, True
    record("disclosure.alone", target=asked, by=by, person_id=asked.person_id, fields=["alone"])
    asked.disclosure = _let_out(asked, by=None, outside_witness=witness)
    asked.save(update_fields=["answered_at", "answered_by", "disclosure", "alone"])
    return asked.disclosure


def _require_still(asked: AskedDisclosure, person: SupportedPerson) -> None:
    """Who asked may have left, be kept away, or the program may have come under another rule since."""
    still = people_supervised_by(asked.asked_by).filter(pk=person.pk).exists()
    if not still or asked.basis not in grounds_for(person) or asked.part2 != person.program.part2:
        raise WrongState(_("What this rested on has changed since it was asked. Nothing went out."))


def _let_out(asked: AskedDisclosure, *, by: User | None, outside_witness: str = "") -> Disclosure:
    """The same words under a lock of their own. They are opened for who asked: the second person reads nothing here."""
    with reading(by=asked.asked_by, purpose=Purpose.OTHER, via="asked") as handle:
        opened = handle.open(asked)
    disclosure = Disclosure(
        agency_id=asked.agency_id, person_id=asked.person_id, basis=asked.basis, sent_by=asked.sent_by,
        items=asked.items, part2=asked.part2, notice=asked.notice, made_by=asked.asked_by, confirmed_by=by,
        outside_witness=outside_witness, at=clock.now(),
        **{name: getattr(opened, name) for name in ("recipient", "purpose", "text", "salt", "reason")},
    )  # fmt: skip
    return keep(disclosure, by=by or asked.asked_by)
