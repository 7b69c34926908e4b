"""Two who wait for each other: the database ends one, and what that one did is undone whole. Then it is done again."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

TIMES = 3
# https://www.postgresql.org/docs/current/errcodes-appendix.html
DEADLOCK, SERIALIZATION = "40P01", "40001"
P = ParamSpec("P")
T = TypeVar("T")


def again_after_deadlock(act: Callable[P, T]) -> Callable[P, T]:
    """For a service that is a whole transaction, outside of @transaction.atomic. Three tries, then the error is raised.

    Inside a transaction of the caller nothing is tried again: that one is lost as a whole.
    """

    @wraps(act)
    def tried(*args: P.args, **kwargs: P.kwargs) -> T:
        left = 1 if connection.in_atomic_block else TIMES
        while True:
            left -= 1
            try:
                return act(*args, **kwargs)
            except OperationalError as error:
                if not left or getattr(error.__cause__, "sqlstate", "") not in {DEADLOCK, SERIALIZATION}:
                    raise

    return tried
