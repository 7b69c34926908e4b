"""A peer's own hours: what a week held, what they learned, and whether the house's total counts them."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core.errors import DomainError, NotAllowed
from peersupport.core.text import EMPTY, clean_line
from peersupport.people.models import PeerSpecialist
from supervision.models import EducationHours, HoursChoice, WorkWeek
from supervision.models.hours import MOST_A_WEEK


@transaction.atomic
def write_week(
    *, week: date, paid_minutes: int | None, minutes: Mapping[str, int], not_paid: Collection[str], by: User
) -> WorkWeek:
    """What the peer says of their own week, new or changed. `minutes` by kind, those of WorkWeek.SAID.

    Raises NotAllowed without a peer's page, DomainError for a week that hasn't begun or more hours than it has.
    """
    peer = _own_peer(by)
    if week.weekday() != 0 or week > peer.agency.today():
        raise DomainError(_("This week has not begun."), field="week")
    said = {str(kind): minutes.get(kind, 0) for kind in WorkWeek.SAID}
    if sum(said.values()) > MOST_A_WEEK or (paid_minutes or 0) > MOST_A_WEEK:
        raise DomainError(_("A week has 168 hours. Please look at the numbers again."))
    WorkWeek.objects.bulk_create(
        [WorkWeek(agency_id=peer.agency_id, peer=peer, week=week)], ignore_conflicts=True
    )
    row: WorkWeek = WorkWeek.objects.select_for_update(of=("self",), no_key=True).get(peer=peer, week=week)
    row.paid_minutes, row.not_paid = paid_minutes, sorted({WorkWeek.Kind(kind) for kind in not_paid})
    for kind, worth in said.items():
        setattr(row, kind, worth)
    fields = ["paid_minutes", "not_paid", *said]
    row.save(update_fields=fields)
    record("work_week.written", target=row, by=by, fields=fields)
    return row


@transaction.atomic
def include_hours(*, included: bool, by: User) -> HoursChoice:
    """Whether the house's total counts these hours: from next Monday on, or none of them any more, at once."""
    peer = _own_peer(by)
    HoursChoice.objects.bulk_create([HoursChoice(agency_id=peer.agency_id, peer=peer)], ignore_conflicts=True)
    choice: HoursChoice = HoursChoice.objects.select_for_update(of=("self",), no_key=True).get(peer=peer)
    if included == (choice.counts_from is not None):
        return choice
    today = peer.agency.today()
    choice.counts_from = today + timedelta(days=7 - today.weekday()) if included else None
    choice.save(update_fields=["counts_from"])
    record("hours.chosen", target=choice, by=by, fields=["counts_from"])
    return choice


@transaction.atomic
def add_education(
    *, day: date, title: str, topic: str, minutes: int, is_paid: bool, by: User
) -> EducationHours:
    """Something the peer learned. Raises NotAllowed without a peer's page, DomainError for a day to come."""
    peer = _own_peer(by)
    if day > peer.agency.today():
        raise DomainError(_("This day is still to come."), field="day")
    if minutes < 1:
        raise DomainError(_("How long was it, about?"), field="hours")
    if minutes > MOST_A_WEEK:
        raise DomainError(_("A week has 168 hours. Please look at the numbers again."), field="hours")
    title = _title(title)
    row: EducationHours = EducationHours.objects.create(
        agency_id=peer.agency_id, peer=peer, day=day, title=title, topic=EducationHours.Topic(topic),
        minutes=minutes, is_paid=is_paid,
    )  # fmt: skip
    record("education.added", target=row, by=by)
    return row


@transaction.atomic
def remove_education(*, row: EducationHours, by: User) -> None:
    """Raises EducationHours.DoesNotExist where it is not one's own."""
    row = EducationHours.objects.select_for_update(of=("self",), no_key=True).get(
        pk=row.pk, peer__user=by, agency_id=by.agency_id
    )
    record("education.removed", target=row, by=by)
    row.delete()


def _title(said: str) -> str:
    try:
        title = clean_line(said, most=120)
    except ValidationError as error:
        raise DomainError(error.messages[0], field="title") from error
    if not title:
        raise DomainError(EMPTY, field="title")
    return title


def _own_peer(by: User) -> PeerSpecialist:
    """The peer who acts, locked, so that two taps at once make one row."""
    if Role.PEER not in by.roles:
        raise NotAllowed(_("These hours are a peer's own."))
    peer: PeerSpecialist = (
        PeerSpecialist.objects.in_agency_of(by)
        .select_for_update(of=("self",), no_key=True)
        .select_related("agency")
        .get(user=by)
    )
    return peer
