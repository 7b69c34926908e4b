"""A supervisor leaves something about a note as it is, and can take that back."""

import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.principal import acting_as
from sessions_app.models import Attendance
from supervision.models import HoldDecision, HoldUndone, reasons_for
from supervision.review_querysets import Held, held_one


@transaction.atomic
def decide_holds(
    *, attendance_id: uuid.UUID, because: Mapping[str, str], act: uuid.UUID, by: User
) -> list[HoldDecision]:
    """These holds are fine as they are, each with its reason. `act` names what is saved, and undone, at once.

    Raises Attendance.DoesNotExist for who does not look after the author's work, DomainError without a hold or with an
    unknown reason, WrongState for a hold that does not stand any more.
    """
    held = _lock_held(attendance_id, by)
    if not because:
        raise DomainError(_("Please choose for at least one line why it is fine as it is."))
    if unknown := [code for code, reason in because.items() if reason not in dict(reasons_for(code))]:
        raise DomainError(_("Please choose among those shown."), field=unknown[0])
    if not held.is_final or set(because) - set(held.holds):
        raise WrongState(_("This was looked at already."))
    decisions = []
    for code in held.holds:
        if code not in because:
            continue
        decision = HoldDecision.objects.create(
            agency_id=by.agency_id,
            attendance_id=held.pk,
            person_id=held.person_id,
            peer_id=held.peer_id,
            supervisor=by,
            act=act,
            code=code,
            because=because[code],
        )
        record("hold.decided", target=decision, by=by, person_id=held.person_id)
        decisions.append(decision)
    return decisions


@transaction.atomic
def undo_decisions(*, act: uuid.UUID, by: User) -> None:
    """What was saved at once stands open again. Twice is once. Raises HoldDecision.DoesNotExist out of scope."""
    rows = HoldDecision.objects.filter(act=act, supervisor=by, agency_id=by.agency_id)
    first = rows.first()
    if first is None:
        raise HoldDecision.DoesNotExist
    try:
        _lock_held(first.attendance_id, by)
    except Attendance.DoesNotExist:
        raise HoldDecision.DoesNotExist from None
    for decision in rows.filter(undone=None):
        HoldUndone.objects.create(agency_id=by.agency_id, decision=decision, supervisor=by)
        record("hold.opened_again", target=decision, by=by, person_id=decision.person_id)


def _lock_held(attendance_id: uuid.UUID, by: User) -> Held:
    """Locked first, so that two who decide at once don't both; then asked for as the supervisor sees it."""
    Attendance.objects.select_for_update(of=("self",), no_key=True).get(
        pk=attendance_id, agency_id=by.agency_id
    )
    with acting_as(by.pk):
        held = held_one("after", attendance_id) if Role.CLINICAL_SUPERVISOR in by.roles else None
    if held is None:
        raise Attendance.DoesNotExist
    return held
