"""The plan for hard times. Every change is a new version; what was there before stays, for the person alone."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading, record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing, SupportedPerson
from peersupport.people.services.scope import text
from peersupport.safety.models import PlanDraft, SafetyPlan
from peersupport.safety.plan_words import NAMES

from .plan_hand import lock_hand

MOST_LETTERS = 4000
DRAFT_LETTERS = 60_000
Typed = SafetyPlan.Typed


class PlanChanged(WrongState):
    """Somebody saved another version since this page was opened."""


@transaction.atomic
def save_plan(
    *,
    person: SupportedPerson,
    parts: Mapping[str, str],
    base: int,
    typed: str = Typed.OWN,
    language: str,
    show_not_wanted: bool | None,
    by: User,
) -> SafetyPlan:
    """A new version; the same words again make none. base: the number of the version the page began from, 0 for none.

    Raises DoesNotExist out of scope, NotAllowed, PlanChanged, DomainError at the field.
    """
    person = lock_hand(person_id=person.pk, by=by)
    said = {name: text(parts.get(name, ""), field=name, most=MOST_LETTERS) for name in NAMES}
    typed = Typed.OWN if by.kind == User.Kind.PERSON else Typed(typed)
    if by.kind != User.Kind.PERSON and typed == Typed.OWN:
        raise NotAllowed(_("Only the person writes on their own phone."))
    before: SafetyPlan | None = SafetyPlan.objects.current(person)
    if before is not None and _is_same(before, said, language, show_not_wanted, by):
        _forget_draft(person, by)
        return before
    _require_newest(before, base)
    _require_own_no(person, before, show_not_wanted, by)
    saved = _write(
        person, before, parts=said, typed=typed, language=language, show_not_wanted=show_not_wanted, by=by
    )
    _forget_draft(person, by)
    record("hard_times_plan.saved", target=saved, by=by, person_id=person.pk)
    return saved


@transaction.atomic
def take_plan_back(*, person: SupportedPerson, number: int, base: int, by: User) -> SafetyPlan:
    """As it was in that version, 0 for nothing at all: a new version again. A peer only takes back their own last one.

    Earlier words bring no earlier yes with them: a no to showing "What I do not want" stays.

    Raises DoesNotExist out of scope or for a number that is none, NotAllowed, PlanChanged.
    """
    person = lock_hand(person_id=person.pk, by=by)
    before = SafetyPlan.objects.filter(person=person).newest()[:1].get()
    _require_newest(before, base)
    if by.kind != User.Kind.PERSON and (before.typed_by_id != by.pk or number != before.number - 1):
        raise NotAllowed(_("Only the person goes back further than that."))
    values: dict[str, Any] = {"parts": {}, "show_not_wanted": None, "language": before.language}
    if number:
        old = SafetyPlan.objects.filter(number__lt=before.number).get(person=person, number=number)
        values = {
            "parts": _opened(old, by), "show_not_wanted": old.show_not_wanted, "language": old.language,
        }  # fmt: skip
    typed = Typed.OWN if by.kind == User.Kind.PERSON else Typed.BESIDE
    if typed == Typed.OWN and before.show_not_wanted is False:
        values["show_not_wanted"] = False
    saved = _write(person, before, typed=typed, taken_from=number, by=by, **values)
    record("hard_times_plan.taken_back", target=saved, by=by, person_id=person.pk)
    return saved


@transaction.atomic
def save_plan_draft(*, person: SupportedPerson, payload: Mapping[str, str], by: User) -> PlanDraft:
    """Keep what stands on the form, for its author alone. Raises as save_plan(), WrongState for far too much."""
    person = lock_hand(person_id=person.pk, by=by)
    words = json.dumps(dict(payload), sort_keys=True)
    if len(words) > DRAFT_LETTERS:
        raise WrongState(_("This is too long to keep. Please make it shorter."))
    now = clock.now()
    values = {
        "agency_id": person.agency_id,
        "payload": words,
        "updated_at": now,
        "expires_at": now + PlanDraft.LASTS,
    }
    draft, created = PlanDraft.objects.update_or_create(author=by, person=person, defaults=values)
    if created:
        record("hard_times_plan.begun", target=draft, by=by, person_id=person.pk)
    return draft


@transaction.atomic
def drop_plan_draft(*, person: SupportedPerson, by: User) -> None:
    """Throw away what one typed oneself and did not save. Safe to do twice."""
    for draft in PlanDraft.objects.filter(author=by, person=person):
        record("hard_times_plan.draft_dropped", target=draft, by=by, person_id=person.pk)
    _forget_draft(person, by)


@transaction.atomic
def forget_plan_drafts_about(*, person: SupportedPerson, by: User) -> None:
    """Everybody's unsaved words for somebody who is deleted."""
    PlanDraft.objects.filter(person=person).delete()
    record("hard_times_plan.drafts_forgotten", target=person, by=by, person_id=person.pk)


@transaction.atomic
def expire_plan_drafts() -> int:
    """Forget what was not saved within its two weeks. Safe to run any number of times."""
    gone = list(PlanDraft.objects.over().select_for_update(skip_locked=True)[:500])
    for draft in gone:
        record("hard_times_plan.draft_expired", target=draft, by=None, person_id=draft.person_id)
    PlanDraft.objects.filter(pk__in=[draft.pk for draft in gone]).delete()
    return len(gone)


def _write(
    person: SupportedPerson, before: SafetyPlan | None, *, parts: Mapping[str, str], by: User, **values: Any
) -> SafetyPlan:
    plan = SafetyPlan(
        agency_id=person.agency_id,
        person=person,
        number=before.number + 1 if before else 1,
        at=clock.now(),
        typed_by=by,
        **parts,
        **values,
    )
    plan.save(force_insert=True)
    return plan


def _require_newest(before: SafetyPlan | None, base: int) -> None:
    if (before.number if before else 0) != base:
        raise PlanChanged(_("This was changed somewhere else in the meantime."))


def _require_own_no(person: SupportedPerson, before: SafetyPlan | None, shows: bool | None, by: User) -> None:
    """Who has a space of their own takes back there what they said no to: nobody else's hand opens it again."""
    said_no = before is not None and before.show_not_wanted is False
    if said_no and shows is not False and by.kind != User.Kind.PERSON and person.user_id is not None:
        raise DomainError(
            _("They said no to this. Only they can change it, in their own space."), field="show_not_wanted"
        )


def _is_same(before: SafetyPlan, said: dict[str, str], language: str, shows: bool | None, by: User) -> bool:
    if (before.language, before.show_not_wanted) != (language, shows):
        return False
    return _opened(before, by) == said


def _opened(plan: SafetyPlan, by: User) -> dict[str, str]:
    """The words of a version, with the trace of it."""
    own = by.kind == User.Kind.PERSON
    purpose = Purpose.OWN_RECORD if own else Purpose.OWN_WORK
    via = "person" if own else Pairing.objects.way_of(by, plan.person_id)
    with acting_as(by.pk), reading(by=by, purpose=purpose, via=via) as handle:
        opened = handle.open(plan)
    return {name: getattr(opened, name) for name in NAMES}


def _forget_draft(person: SupportedPerson, by: User) -> None:
    PlanDraft.objects.filter(author=by, person=person).delete()
