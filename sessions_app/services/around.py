"""What a note points at: the person's goals, and the group, place or person they connected with."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.core.errors import DomainError
from peersupport.core.principal import acting_as
from peersupport.people.models import SupportedPerson
from sessions_app.entry import SessionEntry
from sessions_app.models import Attendance, Connection, Goal, GoalTouched

from .plan import add_connection, move_connection

# What the plan calls a field, and what the form of a meeting does.
FIELDS = {"text": "connection", "goes_along": "connection_with", "planned_on": "connection_on"}
OPEN_GOALS = frozenset({Goal.State.MINE, Goal.State.SUGGESTED})


def open_goals(person: SupportedPerson, by: User) -> dict[str, str]:
    """State by id of the goals of theirs that a meeting may be about, as far as `by` reads."""
    with acting_as(by.pk):
        return {str(row.pk): row.state for row in Goal.objects.readable(person.pk) if row.state in OPEN_GOALS}


def touch_goals(attendance: Attendance, goal_ids: Iterable[str]) -> None:
    """Which of the person's goals it was about."""
    GoalTouched.objects.bulk_create(
        GoalTouched(agency_id=attendance.agency_id, attendance=attendance, goal_id=pk)
        for pk in sorted(set(goal_ids))
    )


def tell_connection(
    attendance: Attendance, person: SupportedPerson, entry: SessionEntry, *, by: User
) -> None:
    """One that is there goes on from where it stood; a new one begins."""
    try:
        if entry.connection_id:
            move_connection(
                connection=_connection(entry.connection_id, person),
                state=entry.connection_state,
                on=entry.local_start.date(),
                goes_along=entry.connection_with,
                planned_on=entry.connection_on,
                told_at=attendance,
                by=by,
            )
        elif entry.connection:
            told = add_connection(
                person=person,
                text=entry.connection,
                state=entry.connection_state,
                goes_along=entry.connection_with,
                planned_on=entry.connection_on,
                key=attendance.session_id,
                by=by,
            )
            Connection.objects.filter(pk=told.pk, told_at=None).update(told_at=attendance)
    except Connection.DoesNotExist:
        raise DomainError(_("Please choose among those shown."), field="connection_id") from None
    except DomainError as error:
        error.field = FIELDS.get(error.field or "", error.field)
        raise


def _connection(pk: str, person: SupportedPerson) -> Connection:
    """Raises Connection.DoesNotExist for everything but one of theirs."""
    for row in Connection.objects.filter(person=person):
        if str(row.pk) == pk:
            found: Connection = row
            return found
    raise Connection.DoesNotExist
