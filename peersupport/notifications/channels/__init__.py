"""The ways out of the house. Each module has is_offered() and send(letter), and knows nothing of rows."""

from peersupport.notifications.kinds import Channel

from . import base, email, inbox, push, sms
from .base import Letter, Result

__all__ = ["Letter", "Result", "carry", "offered"]
CARRIERS = {Channel.INBOX: inbox, Channel.EMAIL: email, Channel.SMS: sms, Channel.PUSH: push}


def offered() -> list[Channel]:
    """The channels that are set up here."""
    return [channel for channel, carrier in CARRIERS.items() if carrier.is_offered()]


def carry(channel: str, letter: Letter) -> Result:
    """Send it, within base.MOST_SECONDS whatever the other side does. Raises nothing."""
    carrier = CARRIERS.get(Channel(channel))
    if carrier is None or not carrier.is_offered():
        return base.later("not_set_up")
    if channel != Channel.INBOX and not letter.to:
        return base.refused("no_address")
    return base.within(base.MOST_SECONDS, lambda: _sent(carrier.send, letter))


def _sent(send: "base.Callable[[Letter], Result]", letter: Letter) -> Result:
    try:
        return send(letter)
    except Exception as error:
        return base.unclear(type(error).__name__)
