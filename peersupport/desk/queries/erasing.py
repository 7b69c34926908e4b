"""Who asked to be deleted, and what would go and what would stay."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from peersupport.accounts.models import User
from peersupport.people.models import Erasure, LegalHold, SupportedPerson
from sessions_app.models import Attendance, SessionDraft, SessionNote


def wishes_to_be_deleted(user: User) -> QuerySet[Erasure]:
    """Open ones, of people whom this colleague may reach."""
    reach = SupportedPerson.objects.changed_by(user)
    found: QuerySet[Erasure] = (
        Erasure.objects.open_in(user.agency_id).filter(person__in=reach).order_by("answer_by", "pk")
    )
    return found


@dataclass(frozen=True)
class Goes:
    """Numbers for the page that shows it before: what can't be opened any more, and what stays without a name."""

    notes: int
    drafts: int
    meetings: int
    has_account: bool
    holds: list[LegalHold]
    may_finish: bool


def what_goes(erasure: Erasure, user: User, holds: list[LegalHold]) -> Goes:
    person: Any = erasure.person
    return Goes(
        notes=SessionNote.objects.filter(person=person).count(),
        drafts=SessionDraft.objects.filter(person=person).count(),
        meetings=Attendance.objects.filter(person=person, session__state="completed").count(),
        has_account=person.user_id is not None,
        holds=list(LegalHold.objects.of(person).select_related("set_by", "confirmed_by")),
        may_finish=erasure.prepared_at is not None and not holds,
    )
