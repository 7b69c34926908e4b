"""What the office does with a message that could not be sent, or of which nobody knows."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.services.scope import require_office
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import WrongState
from peersupport.notifications.models import Message


@transaction.atomic
def send_again(*, message_id: uuid.UUID, by: User) -> Message:
    """Once more from the beginning, at once. Raises WrongState for one that needs nobody or comes too late."""
    message = _unsettled(message_id, by)
    if message.is_too_late:
        raise WrongState(_("It is too late for this one: what it would tell of is over."))
    last = message.attempts.order_by("-number").first()
    message.state = Message.State.READY
    message.set_aside = message.tries = last.number if last else 0
    message.next_at = clock.now()
    message.save(update_fields=["state", "set_aside", "tries", "next_at"])
    record("message.sent_again", target=message, by=by, fields=["state"])
    return message


@transaction.atomic
def put_aside(*, message_id: uuid.UUID, by: User) -> Message:
    """Somebody has seen it, and nothing more is to be done. Raises WrongState for one that needs nobody."""
    message = _unsettled(message_id, by)
    message.state = Message.State.DISMISSED
    message.save(update_fields=["state"])
    record("message.put_aside", target=message, by=by, fields=["state"])
    return message


def _unsettled(message_id: uuid.UUID, by: User) -> Message:
    require_office(by)
    message: Message = (
        Message.objects.select_for_update(no_key=True).filter(agency_id=by.agency_id).get(pk=message_id)
    )
    if message.state not in {Message.State.DEAD, Message.State.UNKNOWN}:
        raise WrongState(_("This message needs nobody any more."))
    return message
