"""What every channel is handed and gives back, and the bound on how long one may take."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from peersupport.notifications.models import Attempt, Route

T = TypeVar("T")
Outcome = Attempt.Outcome
MOST_SECONDS = 15.0  # of one send, however slowly the other side speaks


@dataclass(frozen=True)
class Letter:
    """One message, opened, on its way out. `key` is the same for every try; it tells nothing.

    lasts: seconds after which whoever still holds it should not pass it on; None for any time.
    """

    key: str
    to: str
    subject: str
    text: str
    sender: str
    urgent: bool = False
    lasts: float | None = None


@dataclass(frozen=True)
class Result:
    """What became of one send. route_state: what it says about the way itself, "" for nothing."""

    outcome: Outcome
    code: str = ""
    provider_id: str = ""
    wait: float | None = None  # seconds, where the other side asked for them
    route_state: str = ""


def sent(provider_id: str = "") -> Result:
    return Result(Outcome.SENT, provider_id=provider_id[:120])


def later(code: str, *, wait: float | None = None) -> Result:
    """Nothing was taken over, for certain."""
    return Result(Outcome.LATER, code[:40], wait=wait)


def unclear(code: str) -> Result:
    """It may have been taken over."""
    return Result(Outcome.UNCLEAR, code[:40])


def refused(code: str, *, route_state: str = "") -> Result:
    return Result(Outcome.REFUSED, code[:40], route_state=route_state)


def bounced(code: str) -> Result:
    """Nothing will ever arrive there."""
    return refused(code, route_state=Route.State.BOUNCED)


def within(seconds: float, call: Callable[[], Result]) -> Result:
    """The result of `call`, or unclear when it takes longer: whoever answers one byte a second holds up nobody.

    What is given up goes on by itself and may still succeed; that is what unclear means.
    """
    box: list[Result] = []
    thread = threading.Thread(target=lambda: box.append(call()), daemon=True)
    thread.start()
    thread.join(seconds)
    return box[0] if box else unclear("no_answer" if thread.is_alive() else "broken")
