"""Somebody takes a list along. It is written down before the first line leaves."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.exchange import takes
from peersupport.people.models import SupportedPerson
from sessions_app.models import SupportSession
from sessions_app.querysets import SessionFilter


@transaction.atomic
def take_people(*, people: Any, why: str, by: User) -> Iterator[str]:
    """The lines of a list of people. `people`: a queryset of the reader's list."""
    trace = [f"for:{takes.Why(why)}", f"rows:{people.count()}"]
    record("export.people_taken", target=by, by=by, fields=trace)
    return takes.people_lines(by, people)


@transaction.atomic
def take_meetings(
    *, only: SessionFilter, why: str = "", person: SupportedPerson | None = None, by: User
) -> Iterator[str]:
    """The lines of a list of meetings; with `person` of their own, for which nobody has to say why."""
    if person is not None:
        only = SessionFilter(person_id=person.pk)
    trace = [f"rows:{SupportSession.objects.how_many(only=only)}"]
    if person is not None:
        record("export.own_meetings_taken", target=by, by=by, person_id=person.pk, fields=trace)
        return takes.own_meeting_lines(by, person)
    record("export.meetings_taken", target=by, by=by, fields=[f"for:{takes.Why(why)}", *trace])
    return takes.meeting_lines(by, only)
