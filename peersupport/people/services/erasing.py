"""Deleting what is somebody's: their key is destroyed, their name overwritten, and nothing of theirs opens again.

The wish is theirs. The office prepares it, and a second one of it carries it out. A house of one waits a day after
preparing, with a witness from outside. A legal hold stands against it, and the person reads which and until when.
"""

from datetime import date

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.accounts.services import close_account
from peersupport.audit.services import enter, record, sign_history
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.models import DataKey
from peersupport.core.names import name_key
from peersupport.people.models import (
    AboutMe,
    AskedGrant,
    BlockedStaff,
    ContactDetails,
    Erasure,
    LeaveOut,
    LegalHold,
    News,
    PersonGrant,
    PersonWord,
    SupportedPerson,
)

from .death import close_pairings
from .granting import others_who_let_in
from .scope import line, require
from .supervision import ALONE_WAITS


@transaction.atomic
def ask_erasure(*, person: SupportedPerson, answer_by: date, by: User) -> Erasure:
    """By the person, or by the office for somebody who said so. Asked twice, it is one wish."""
    person = _locked(person, by=by)
    earlier = Erasure.objects.waiting().filter(person=person).first()
    if earlier is not None:
        return earlier  # type: ignore[no-any-return]
    erasure = Erasure.objects.create(
        agency_id=person.agency_id, person=person, asked_by=by, answer_by=answer_by
    )
    record("erasure.asked", target=erasure, by=by, person_id=person.pk)
    return erasure


@transaction.atomic
def take_back_erasure(*, erasure: Erasure, by: User) -> Erasure:
    """Any time before it is done, by the person, or by the office when they said so."""
    erasure = _waiting(erasure, by=by)
    erasure.taken_back_at = clock.now()
    erasure.save(update_fields=["taken_back_at"])
    record("erasure.taken_back", target=erasure, by=by, person_id=erasure.person_id, fields=["taken_back_at"])
    return erasure


@transaction.atomic
def prepare_erasure(*, erasure: Erasure, by: User) -> Erasure:
    """The first of two steps: somebody of the office looked at what goes and what stays."""
    erasure = _waiting(erasure, by=by)
    require(by, Permission.ARRANGE_PAIRINGS)
    if erasure.prepared_at is not None:
        raise WrongState(_("This is prepared already."))
    _check_no_hold(erasure.person)
    erasure.prepared_at, erasure.prepared_by = clock.now(), by
    erasure.save(update_fields=["prepared_at", "prepared_by"])
    record("erasure.prepared", target=erasure, by=by, person_id=erasure.person_id, fields=["prepared_at"])
    return erasure


@transaction.atomic
def erase_person(*, erasure: Erasure, witness: str = "", by: User) -> Erasure:
    """The second step, for good. Facts of meetings stay with their authors, without a name.

    What other parts of the house keep about the person is theirs to delete before, in the same transaction.
    """
    erasure = _waiting(erasure, by=by)
    require(by, Permission.ARRANGE_PAIRINGS)
    _check_no_hold(erasure.person)
    witness = _checked_hands(erasure, witness, by=by)
    person = erasure.person
    sign_history(by=by)
    close_pairings(person)
    _overwrite_relations(person)
    for theirs in (AboutMe, LeaveOut, PersonWord, News, BlockedStaff, ContactDetails):
        theirs.objects.filter(person=person).delete()
    if person.user is not None:
        close_account(user=person.user, name=_nobody(person), by=by)
        DataKey.objects.destroy(agency_id=person.agency_id, kind="user", owner_id=person.user.pk)
    _overwrite_identity(person)
    DataKey.objects.destroy(agency_id=person.agency_id, kind="person", owner_id=person.pk)
    erasure.erased_at, erasure.erased_by, erasure.witness = person.erased_at, by, witness
    erasure.save(update_fields=["erased_at", "erased_by", "witness"])
    record("person.erased", target=person, by=by, person_id=person.pk, fields=["chosen_name", "erased_at"])
    enter("key.destroyed", target=person, by=by, person_id=person.pk, payload={"alone": bool(witness)})
    return erasure


@transaction.atomic
def set_hold(*, person: SupportedPerson, reason: str, until: date, by: User) -> LegalHold:
    """A duty in law to keep it. It holds for a week, and until its day once a second one confirmed it."""
    person = _locked(person, by=by)
    require(by, Permission.ARRANGE_PAIRINGS)
    if until <= person.program.today():
        raise DomainError(_("Choose a day still to come."), field="until")
    hold = LegalHold.objects.create(
        agency_id=person.agency_id, person=person, until=until, set_by=by,
        reason=line(reason, field="reason", most=200, required=True),
    )  # fmt: skip
    record("hold.set", target=hold, by=by, person_id=person.pk)
    return hold


@transaction.atomic
def confirm_hold(*, hold: LegalHold, by: User) -> LegalHold:
    """By a second one of the office."""
    hold = _open_hold(hold, by=by)
    if hold.confirmed_at is not None:
        raise WrongState(_("This is confirmed already."))
    if hold.set_by_id == by.pk:
        raise NotAllowed(_("A second colleague has to agree to this."))
    hold.confirmed_at, hold.confirmed_by = clock.now(), by
    hold.save(update_fields=["confirmed_at", "confirmed_by"])
    record("hold.confirmed", target=hold, by=by, person_id=hold.person_id, fields=["confirmed_at"])
    return hold


@transaction.atomic
def lift_hold(*, hold: LegalHold, by: User) -> LegalHold:
    hold = _open_hold(hold, by=by)
    hold.lifted_at, hold.lifted_by = clock.now(), by
    hold.save(update_fields=["lifted_at", "lifted_by"])
    record("hold.lifted", target=hold, by=by, person_id=hold.person_id, fields=["lifted_at"])
    return hold


def _locked(person: SupportedPerson, *, by: User) -> SupportedPerson:
    """Themselves, or anybody for the office: also somebody who died. Raises DoesNotExist, WrongState, NotAllowed."""
    if by.kind != User.Kind.PERSON:
        require(by, Permission.ARRANGE_PAIRINGS)
    people = SupportedPerson.objects.changed_by(by).select_related("program", "user", "agency")
    found: SupportedPerson = people.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if found.erased_at is not None:
        raise WrongState(_("What was theirs is deleted. Nothing is changed here any more."))
    return found


def _waiting(erasure: Erasure, *, by: User) -> Erasure:
    person = _locked(erasure.person, by=by)
    found: Erasure = Erasure.objects.select_for_update(no_key=True).get(pk=erasure.pk, person=person)
    if found.erased_at is not None or found.taken_back_at is not None:
        raise WrongState(_("This has ended already."))
    found.person = person
    return found


def _open_hold(hold: LegalHold, *, by: User) -> LegalHold:
    person = _locked(hold.person, by=by)
    require(by, Permission.ARRANGE_PAIRINGS)
    found: LegalHold = LegalHold.objects.select_for_update(no_key=True).get(pk=hold.pk, person=person)
    if found.lifted_at is not None:
        raise WrongState(_("This has ended already."))
    return found


def holds_against(person: SupportedPerson) -> list[LegalHold]:
    today = person.program.today()
    return [hold for hold in LegalHold.objects.of(person) if hold.holds_on(today)]


def _check_no_hold(person: SupportedPerson) -> None:
    for hold in holds_against(person):
        raise WrongState(
            _("It has to be kept until %(day)s: %(reason)s") % {"day": hold.until, "reason": hold.reason}
        )


def _checked_hands(erasure: Erasure, witness: str, *, by: User) -> str:
    """The witness's name, "" where two of the office did it."""
    if erasure.prepared_at is None:
        raise WrongState(_("Somebody of the office prepares this first."))
    if erasure.prepared_by_id != by.pk:
        return ""
    if others_who_let_in(user=by, by=by):
        raise NotAllowed(_("A second colleague has to agree to this."))
    if clock.now() < erasure.prepared_at + ALONE_WAITS:
        raise WrongState(_("Nobody else is in the office, so a day passes first."))
    return line(witness, field="witness", most=120, required=True)


def _overwrite_relations(person: SupportedPerson) -> None:
    nobody = _nobody(person)
    grants = PersonGrant.objects.filter(content_object=person)
    grants.filter(revoked_at=None).update(revoked_at=clock.now())
    grants.update(reason=nobody)
    AskedGrant.objects.filter(person=person).update(reason=nobody)
    LegalHold.objects.filter(person=person).update(reason=nobody)


def _overwrite_identity(person: SupportedPerson) -> None:
    person.chosen_name = _nobody(person)
    person.name_key = name_key(person.chosen_name)
    person.pronouns, person.other_languages = "", []
    person.also_staff, person.erased_at = None, clock.now()
    person.save(
        update_fields=[
            "chosen_name", "name_key", "pronouns", "other_languages", "also_staff", "erased_at",
        ]
    )  # fmt: skip


def _nobody(person: SupportedPerson) -> str:
    """What stands in the place of a name, in the first language of the house."""
    with translation.override(person.agency.languages[0]):
        return _("somebody who was deleted")
