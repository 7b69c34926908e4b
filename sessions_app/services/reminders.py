"""Messages about what comes up or waits: each once for its occasion, whoever asks and however often.

They keep no audit row: a message is its own trace, and it says nothing about anything.
"""

import uuid
from datetime import date

from django.db import transaction

from peersupport.accounts.models import Agency, User
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.notifications.hours import week_of
from peersupport.notifications.kinds import Kind
from peersupport.notifications.services import write_messages
from peersupport.people.models import PeerSpecialist
from sessions_app import due
from sessions_app.models import PersonResponse, SupportSession
from sessions_app.rhythm import newly_out_of_rhythm


@transaction.atomic
def remind_of_meeting(*, session_id: uuid.UUID) -> None:
    """To the peer and to who comes, as each of them chose. The row is held: moved at this moment, it is not told.

    Nothing is told of a meeting with somebody who keeps the peer away.
    """
    now = clock.now()
    found = SupportSession.objects.planned().select_for_update(of=("self",), no_key=True)
    session = found.select_related("peer__user__agency").filter(pk=session_id).first()
    if session is None:
        return
    people = [row.person for row in session.attendances.select_related("person__program", "person__contact")]
    user = session.peer.user
    if session.attendances.filter(person__blocks__user=user).exists():
        return
    staff = [user] if user.is_active else []
    for before in due.come_now(session, now):
        for to in [*staff, *people]:
            write_messages(
                kind=Kind.MEETING,
                occasion=due.occasion_of(session, before),
                to=to,
                about=session.pk,
                drop_at=session.starts_at,
                before=before,
            )


@transaction.atomic
def remind_of_unsaid(*, peer_id: uuid.UUID, day: date) -> None:
    """Once for all the meetings of a day."""
    if due.unsaid_of(peer_id, day, clock.now()):
        peer = PeerSpecialist.objects.select_related("user__agency").get(pk=peer_id)
        write_messages(kind=Kind.MISSING_NOTE, occasion=f"{peer_id}:{day}", to=peer.user)


@transaction.atomic
def remind_of_draft(*, draft_id: uuid.UUID) -> None:
    draft = (
        due.old_drafts(clock.now())
        .select_related("author__agency")
        .defer("payload")
        .filter(pk=draft_id)
        .first()
    )
    if draft is not None and draft.author.is_active:
        write_messages(kind=Kind.DRAFT, occasion=str(draft.pk), to=draft.author, about=draft.pk)


@transaction.atomic
def remind_of_answers(*, user_id: uuid.UUID) -> None:
    """That there is something to read, once for all that is due on a day: never how much, never from whom."""
    user = User.objects.select_related("agency").get(pk=user_id)
    with acting_as(user.pk):
        waiting = PersonResponse.objects.waiting_ids()
    for day in due.days_of_answers(waiting, user.agency.time_zone, clock.now()):
        write_messages(kind=Kind.ANSWER, occasion=f"{user.pk}:{day}", to=user)


@transaction.atomic
def remind_of_rhythm(*, agency_id: uuid.UUID) -> None:
    """The peer alone, on a Monday, of whom they have not met as often as the two agreed: once for each such time.

    Never the person, and nobody who looks after the peer.
    """
    agency = Agency.objects.get(pk=agency_id)
    if (monday := week_of(agency)) is None:
        return
    for user in newly_out_of_rhythm(agency, monday, clock.now()):
        write_messages(kind=Kind.RHYTHM, occasion=f"{user.pk}:{monday}", to=user)
