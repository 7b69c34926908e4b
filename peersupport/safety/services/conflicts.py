"""Two shifts that can't stand beside each other, said in a plain sentence."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from peersupport.core.errors import DomainError
from peersupport.safety.models import OnCallShift
from peersupport.safety.times import span_words


def require_free(
    shifts: list[OnCallShift], *, field: str = "user", instead_of: OnCallShift | None = None
) -> None:
    """Raises DomainError for the first of them that meets one that stands. `instead_of`: the shift it replaces.

    The house is locked by the caller, so that two can't plan past each other.
    """
    since, until = min(shift.starts_at for shift in shifts), max(shift.ends_at for shift in shifts)
    standing = OnCallShift.objects.planned(shifts[0].agency_id, since, until).select_related("user")
    if instead_of is not None:
        standing = standing.exclude(pk=instead_of.pk)
    before: list[OnCallShift] = list(standing.order_by("starts_at", "pk"))
    for shift in shifts:
        for other in _meeting(shift, before):
            _refuse(shift, other, field)
        before.append(shift)


def _meeting(shift: OnCallShift, others: Iterable[OnCallShift]) -> list[OnCallShift]:
    return [other for other in others if other.starts_at < shift.ends_at and shift.starts_at < other.ends_at]


def _refuse(shift: OnCallShift, other: OnCallShift, field: str) -> None:
    said = {"name": other.user.name, "when": span_words(other.starts_at, other.ends_at, shift.time_zone)}
    same_place = shift.program_id == other.program_id
    if shift.user_id == other.user_id and (same_place or None in {shift.program_id, other.program_id}):
        raise DomainError(
            _("%(name)s is on call then already (%(when)s). Nobody is asked twice in one line.") % said,
            field=field,
        )
    if same_place and shift.rank == other.rank:
        raise DomainError(
            _(
                "%(name)s has this place then already (%(when)s). Choose another place in the line, or other hours."
            )
            % said,
            field="rank" if field == "user" else field,
        )
