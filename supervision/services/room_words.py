"""What is the peer's own around the peer room: a wish to talk, an answer kept for oneself; and how words go away."""

import uuid
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from peersupport.accounts.models import Agency, User
from peersupport.audit.services import record
from peersupport.core.errors import DomainError
from peersupport.people.models import PeerSpecialist, SupervisionLink
from peersupport.rules.models import HousePromise
from supervision.humility import HOW_MANY
from supervision.models import KeptAnswer, SeniorLine, SeniorMeeting, TalkWish

LETTERS = 2000


@transaction.atomic
def ask_to_talk(*, soon: str, by: User) -> TalkWish:
    """By a peer, to their senior peer supervisor: today or this week. Asked again, the newer wish holds.

    Raises PeerSpecialist.DoesNotExist for anybody else, DomainError where nobody is there to ask.
    """
    peer = PeerSpecialist.objects.select_for_update(of=("self",), no_key=True).get(user=by)
    if soon not in TalkWish.Soon.values:
        raise DomainError(_("Please choose among those shown."), field="soon")
    links = SupervisionLink.objects.in_force(by.agency.today()).filter(peer=peer, kind="senior")
    if not links.exists():
        raise DomainError(_("You have no senior peer supervisor at the moment."), field="soon")
    TalkWish.objects.filter(peer=peer).delete()
    wish: TalkWish = TalkWish.objects.create(agency_id=by.agency_id, peer=peer, soon=soon)
    record("talk.wished", target=wish, by=by)
    return wish


@transaction.atomic
def close_talk(*, wish: TalkWish, by: User) -> None:
    """By the peer, or by the senior peer supervisor they asked. The row is gone; the trail keeps that there was one.

    Raises TalkWish.DoesNotExist.
    """
    wish = TalkWish.objects.read_by(by).select_for_update(of=("self",)).get(pk=wish.pk)
    record("talk.closed", target=wish, by=by)
    wish.delete()


@transaction.atomic
def forget_wishes_of(*, peer: PeerSpecialist, by: User) -> None:
    """They work here no more: nobody is asked to talk with them."""
    for wish in TalkWish.objects.filter(peer=peer, agency=by.agency_id):
        record("talk.closed", target=wish, by=by)
        wish.delete()


@transaction.atomic
def keep_answer(*, question: int, text: str, by: User) -> KeptAnswer:
    """For themselves alone, with their own key. Raises DomainError."""
    if not 0 <= question < HOW_MANY:
        raise DomainError(_("Please choose among those shown."), field="question")
    text = text.strip()
    if not text:
        raise DomainError(_("Please write something here."), field="text")
    if len(text) > LETTERS:
        raise DomainError(_("This is too long. Please make it shorter."), field="text")
    answer: KeptAnswer = KeptAnswer.objects.create(
        agency_id=by.agency_id, user=by, question=question, text=text
    )
    record("answer.kept", target=answer, by=by)
    return answer


@transaction.atomic
def delete_answer(*, answer: KeptAnswer, by: User) -> None:
    """Raises KeptAnswer.DoesNotExist for anybody but whose it is."""
    answer = KeptAnswer.objects.select_for_update(of=("self",)).get(pk=answer.pk, user=by)
    record("answer.deleted", target=answer, by=by)
    answer.delete()


@transaction.atomic
def forget_room_words(*, agency_id: uuid.UUID) -> int:
    """Words of the peer room older than the months a house promised go; day and length stay. How many lines went."""
    agency = Agency.objects.get(pk=agency_id)
    last = forgotten_before(agency)
    old = Q(held_on__lt=last) | Q(held_on=None, planned_for__date__lt=last)
    old |= Q(held_on=None, planned_for=None, created_at__date__lt=last)
    meetings = SeniorMeeting.objects.filter(old, agency=agency, lines__isnull=False).distinct()
    gone = 0
    for meeting in meetings.order_by("pk"):
        gone += SeniorLine.objects.filter(meeting=meeting).delete()[0]
        record("senior_meeting.words_forgotten", target=meeting, by=None)
    return gone


def forgotten_before(agency: Agency) -> date:
    """Words of meetings before this day are gone from the peer room."""
    months = HousePromise.objects.of(agency.pk).room_text_months
    return months_before(agency.today(), months)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last one."""
    number = day.year * 12 + day.month - 1 - months
    first = date(number // 12, number % 12 + 1, 1)
    following = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
