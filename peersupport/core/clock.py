"""The only source of "now". The demo sets it back to live 18 months through the services; production refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock_set_to", default=None)


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return _set_to.get() or timezone.now()


def is_set() -> bool:
    """Whether somebody set it on purpose: then no other clock is asked."""
    return _set_to.get() is not None


def today(zone: str) -> date:
    """The calendar day it is now in the named time zone."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Live at `moment` inside the block. Raises RuntimeError where settings.CLOCK_MAY_BE_SET is false."""
    if not getattr(settings, "CLOCK_MAY_BE_SET", False):
        raise RuntimeError("The clock is not to be set here.")
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)


def ago(**parts: float) -> datetime:
    """now() minus a timedelta given as keyword arguments, such as ago(days=3)."""
    return now() - timedelta(**parts)
