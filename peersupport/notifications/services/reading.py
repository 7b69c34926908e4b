"""What somebody has read on their own page. It is theirs alone: nobody is told."""

import uuid

from django.db import transaction

from peersupport.accounts.models import User
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.notifications.models import Message


@transaction.atomic
def mark_read(*, message_id: uuid.UUID, by: User) -> Message:
    """Done twice it stays done. Raises Message.DoesNotExist for what is not on their page."""
    message: Message = (
        Message.objects.for_page(by).select_for_update(of=("self",), no_key=True).get(pk=message_id)
    )
    if message.read_at is None:
        message.read_at = clock.now()
        message.save(update_fields=["read_at"])
        record("message.read", target=message, by=by, fields=["read_at"])
    return message


@transaction.atomic
def mark_unread(*, message_id: uuid.UUID, by: User) -> Message:
    message: Message = (
        Message.objects.for_page(by).select_for_update(of=("self",), no_key=True).get(pk=message_id)
    )
    message.read_at = None
    message.save(update_fields=["read_at"])
    record("message.unread", target=message, by=by, fields=["read_at"])
    return message
