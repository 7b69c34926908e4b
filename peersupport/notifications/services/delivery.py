"""deliver(): one message goes out, once. Any number of processes may call it for the same message at once."""

import time
import uuid
from datetime import datetime, timedelta

from django.db import transaction

from peersupport.audit.services import Purpose, reading
from peersupport.core import clock
from peersupport.core.clock_querysets import are_too_far_apart
from peersupport.core.errors import CannotOpen
from peersupport.notifications import channels, waits
from peersupport.notifications.channels import Letter, Result, base
from peersupport.notifications.hours import not_before, quiet_begins
from peersupport.notifications.kinds import Channel, Lane
from peersupport.notifications.models import Attempt, Message, Route
from peersupport.notifications.permitted import may_be_used
from peersupport.notifications.querysets import bound_this_transaction
from peersupport.notifications.words import with_repeat, words_for_person

from .journal import begin_attempt, finish_attempt, last_attempt, may_still_be_told
from .ways import close_way, tell_office_of

FROZEN_AFTER = 10.0  # seconds between the journal and the send: longer means that this process slept


@transaction.atomic
def deliver(*, message_id: uuid.UUID | str) -> str | None:
    """Send a waiting message if it may leave now; the state it has afterwards, None if somebody else is at it.

    The row is held while it is sent, the try is on record before. A concern of which nobody knows whether it left is
    sent again under the same key and says so; a reminder never. The attempts are its trace.
    """
    bound_this_transaction()
    message: Message | None = Message.objects.held(message_id)
    if message is None:
        return None
    last = last_attempt(message)
    here = clock.now()
    there = here if clock.is_set() else message.database_at
    now = min(here, there)
    if last is not None and may_still_be_told(last, now):
        return str(message.state)
    if (state := _settled(message, last)) is not None:
        _end(message, state, last)
    elif message.lane == Lane.REMINDER and are_too_far_apart(here, there):
        return str(message.state)  # nobody knows what time it is: neither too early nor too late can be said
    elif not _is_held_back(message, last, now):
        _try(message, last, now)
    return str(message.state)


def _settled(message: Message, last: Attempt | None) -> Message.State | None:
    """What the tries so far already say; None when another one is in place."""
    if last is None:
        return None
    if last.outcome == Attempt.Outcome.SENT:
        return Message.State.SENT
    if last.outcome == Attempt.Outcome.REFUSED:
        return Message.State.SKIPPED if _is_lost_device(message) else Message.State.DEAD
    if message.lane == Lane.REMINDER and last.outcome in {"", Attempt.Outcome.UNCLEAR}:
        return Message.State.UNKNOWN
    return Message.State.DEAD if last.number - message.set_aside >= waits.MOST_TRIES else None


def _is_lost_device(message: Message) -> bool:
    """Whose way may not be used any more. It was one beside another that has to stay: nobody misses what did not
    arrive there."""
    return message.route.channel == Channel.PUSH and not _is_open(message.route)


def _is_open(route: Route) -> bool:
    return bool(route.state == Route.State.ON and may_be_used(route))


def _is_held_back(message: Message, last: Attempt | None, now: datetime) -> bool:
    """Whether nothing is to leave at this moment: too early, too late, or the way is closed."""
    if not _is_open(message.route):
        is_missed = message.lane == Lane.CONCERN and not _is_lost_device(message)
        _end(message, Message.State.DEAD if is_missed else Message.State.SKIPPED, last)
        return True
    if message.lane == Lane.CONCERN:
        return _is_too_early(message, last, now)
    if message.drop_at is not None and now >= message.drop_at:
        _end(message, Message.State.DROPPED, last)
        return True
    if now < message.next_at:
        return True
    if (opens_at := not_before(message.route, now)) > now:
        if message.drop_at is not None and opens_at >= message.drop_at:
            _end(message, Message.State.DROPPED, last)
        else:
            _put_off(message, opens_at)
        return True
    return False


def _is_too_early(message: Message, last: Attempt | None, now: datetime) -> bool:
    """Of a concern. Its first try asks no clock, the one after a process that died at it hardly; after a second
    death there is a pause, so that a message that kills whoever touches it does not do so all the time."""
    if last is None:
        return False
    tries = last.number - message.set_aside
    if not last.outcome and tries > 1 and message.tries < last.number:
        message.tries = last.number
        _put_off(message, now + timedelta(seconds=waits.seconds_after(tries - 1, message.lane)))
        return True
    far = now + timedelta(seconds=waits.LONGEST_FOR_CONCERN + 60)
    return now < message.next_at <= far and message.tries > message.set_aside


def _try(message: Message, last: Attempt | None, now: datetime) -> None:
    started = time.monotonic()
    attempt = begin_attempt(message=message, number=(last.number if last else message.set_aside) + 1)
    if attempt is None:
        return
    may_repeat = last is not None and last.outcome in {"", Attempt.Outcome.UNCLEAR}
    letter, result = _sent(message, may_repeat=may_repeat, started=started)
    finish_attempt(attempt=attempt, result=result)
    if letter is not None and message.route.person_id is not None:
        message.subject, message.text = letter.subject, letter.text  # the words they chose, as they went out
    message.tries = attempt.number
    if result.route_state:
        close_way(route=message.route, state=result.route_state)
    if (state := _settled(message, attempt)) is not None:
        _end(message, state, attempt)
    else:
        tries = attempt.number - message.set_aside
        wait = waits.seconds_after(tries, message.lane, asked=result.wait)
        _put_off(message, now + timedelta(seconds=wait))


def _sent(message: Message, *, may_repeat: bool, started: float) -> tuple[Letter | None, Result]:
    """The letter that was tried, if there is one, and what became of it."""
    try:
        letter = _letter(message, may_repeat=may_repeat)
    except CannotOpen:
        return None, base.later("sealed")
    if time.monotonic() - started > FROZEN_AFTER:
        return None, base.later("slept")
    return letter, channels.carry(message.route.channel, letter)


def _letter(message: Message, *, may_repeat: bool) -> Letter:
    route = message.route
    with reading(by=None, purpose=Purpose.CONTACT, via="outbox") as opened:
        words, way = opened.open_all([message, route])
    human = route.user or (route.person.user if route.person else None)
    sender = way.sender or route.agency.neutral_name
    subject, plain = words.subject, words.text
    if route.person is not None:
        subject, plain = words_for_person(name=sender, language=route.language)
    text = (way.own_text if message.lane == Lane.REMINDER else "") or plain
    return Letter(
        key=message.wire_key,
        to=way.address or (human.email if human is not None and route.channel == "email" else ""),
        subject=subject,
        text=with_repeat(text, message.wire_key, language=route.spoken) if may_repeat else text,
        sender=sender,
        urgent=message.lane == Lane.CONCERN,
        lasts=_useful_for(message),
    )


def _useful_for(message: Message) -> float | None:
    """Seconds for which a reminder may still be shown: until it says nothing any more, or quiet hours begin."""
    if message.lane == Lane.CONCERN:
        return None
    now = clock.now()
    ends = (message.drop_at, quiet_begins(message.route, now))
    return min((max((end - now).total_seconds(), 0.0) for end in ends if end is not None), default=None)


def _end(message: Message, state: Message.State, last: Attempt | None) -> None:
    message.state = state
    if last is not None:
        message.tries = last.number
    if state == Message.State.SENT and last is not None:
        message.sent_at = last.finished_at
        message.provider_id = last.provider_id
    words = ["subject", "text"] if last is not None and message.route.person_id is not None else []
    message.save(update_fields=["state", "tries", "sent_at", "provider_id", *words])
    if state == Message.State.DEAD and message.lane == Lane.CONCERN:
        tell_office_of(message=message)


def _put_off(message: Message, until: datetime) -> None:
    message.next_at = until
    message.save(update_fields=["next_at", "tries"])
