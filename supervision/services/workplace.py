"""Peers say how it is to work here, without a name, and the house answers in writing.

An answer of a peer leaves neither an audit row nor a moment, by promise.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.people.models import PeerSpecialist
from supervision.models import WorkplaceAnswer, WorkplaceReply, WorkplaceTurn
from supervision.pulse_items import WorkplaceWord, half_of, later, month_of, workplace_items
from supervision.queries import pulses, workplace

from .pulses import KEPT_MONTHS

LETTERS = 4000


@transaction.atomic
def answer_workplace(*, answers: Mapping[str, int | None], by: User) -> None:
    """One peer's answers of this round, once, kept without who said it. Nothing said at all keeps the turn.

    Raises PeerSpecialist.DoesNotExist for all but peers, WrongState outside a round or after their turn, DomainError.
    """
    own = pulses.own_peer(by)
    peer = PeerSpecialist.objects.select_for_update(of=("self",), no_key=True).get(pk=own.pk)
    today = by.agency.today()
    if not workplace.my_turn_is_open(peer, today):
        raise WrongState(_("You answered this already, or it is not asked just now."))
    ids = {item.id for item in workplace_items()}
    for item, answer in answers.items():
        if item not in ids or (answer is not None and answer not in WorkplaceWord.values):
            raise DomainError(_("Please choose among those shown."), field=item)
    said = {item: answer for item, answer in answers.items() if answer is not None}
    if not said:
        return
    begins = half_of(today)
    moment = datetime.combine(begins, time(), ZoneInfo(by.agency.time_zone))
    common = {"agency_id": by.agency_id, "round": begins, "created_at": moment}
    WorkplaceAnswer.objects.bulk_create(
        WorkplaceAnswer(item=item, answer=answer, **common) for item, answer in said.items()
    )
    WorkplaceTurn.objects.create(peer=peer, **common)


@transaction.atomic
def reply_to_workplace(*, begins: date, text: str, by: User) -> WorkplaceReply:
    """The house answers a round in writing, to all who work here. It stays; more can be added.

    Raises NotAllowed for all but the office, WrongState where nothing of that round is shown, DomainError.
    """
    if not by.may(Permission.RUN_HOUSE):
        raise NotAllowed(_("This is not yours to do here."))
    if not text.strip():
        raise DomainError(_("Please write something here."), field="text")
    if len(text) > LETTERS:
        raise DomainError(_("This is too long. Please make it shorter."), field="text")
    if not workplace.shown_answers(by.agency_id, by.agency.today()).filter(round=begins).exists():
        raise WrongState(_("There is nothing to answer yet."))
    reply: WorkplaceReply = WorkplaceReply.objects.create(
        agency_id=by.agency_id, round=begins, by=by, text=text.strip()
    )
    record("workplace.answered", target=reply, by=by)
    return reply


@transaction.atomic
def forget_old_workplace() -> None:
    """Answers of more than two years ago, and who had their turn in a round that is over. Safe to run often."""
    today = clock.now().date() - timedelta(days=1)
    WorkplaceAnswer.objects.filter(round__lt=later(month_of(today), -KEPT_MONTHS)).delete()
    WorkplaceTurn.objects.filter(round__lt=half_of(today)).delete()
