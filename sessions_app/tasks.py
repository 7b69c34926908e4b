import uuid
from datetime import date

from celery import shared_task

from peersupport.accounts.models import Agency
from peersupport.core import clock

from . import due, services, settled
from .models import SessionSeries


@shared_task
def expire_drafts() -> None:
    services.expire_drafts()


@shared_task
def top_up_all_series() -> None:
    for pk in SessionSeries.objects.short().values_list("pk", flat=True):
        top_up_one_series.delay(str(pk))


@shared_task
def top_up_one_series(pk: str) -> None:
    services.top_up_series(series_id=pk)


@shared_task
def settle_meetings() -> None:
    """After other rules for a zone came with tzdata: what was planned keeps its time on the wall."""
    for pk in settled.out_of_place(clock.now()):
        settle_meeting.delay(str(pk))


@shared_task
def settle_meeting(pk: str) -> None:
    services.settle_meeting(session_id=uuid.UUID(pk))


@shared_task
def forget_changes_of_series() -> None:
    services.forget_changes_of_series()


@shared_task
def forget_old_plans() -> None:
    services.forget_old_plans()


@shared_task
def remind_of_meetings() -> None:
    for pk in due.meetings_to_remind(clock.now()):
        remind_of_meeting.delay(str(pk))


@shared_task
def remind_of_meeting(pk: str) -> None:
    services.remind_of_meeting(session_id=uuid.UUID(pk))


@shared_task
def remind_of_what_waits() -> None:
    """What nobody said of a meeting, what was begun to be written, what should be read."""
    now = clock.now()
    for peer, day in sorted(due.unsaid_days(now)):
        remind_of_unsaid.delay(str(peer), day.isoformat())
    for pk in due.old_drafts(now).values_list("pk", flat=True):
        remind_of_draft.delay(str(pk))
    for user in due.who_may_read(now):
        remind_of_answers.delay(str(user))


@shared_task
def remind_of_unsaid(peer: str, day: str) -> None:
    services.remind_of_unsaid(peer_id=uuid.UUID(peer), day=date.fromisoformat(day))


@shared_task
def remind_of_draft(pk: str) -> None:
    services.remind_of_draft(draft_id=uuid.UUID(pk))


@shared_task
def remind_of_answers(user: str) -> None:
    services.remind_of_answers(user_id=uuid.UUID(user))


@shared_task
def remind_of_rhythm() -> None:
    for pk in Agency.objects.values_list("pk", flat=True):
        remind_of_rhythm_in.delay(str(pk))


@shared_task
def remind_of_rhythm_in(agency: str) -> None:
    services.remind_of_rhythm(agency_id=uuid.UUID(agency))
