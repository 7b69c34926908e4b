"""How long a page waits for the database. One that hangs would hold everybody up, whoever needs help among them.

Outside of a request nothing is bounded: a migration or a report takes what it takes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

SECONDS = 4.0  # for one answer; no page of ours asks anything that takes a second


@dataclass
class Patience:
    """Lost once: after one answer that did not come, nothing more is waited for in this request."""

    left: float = SECONDS


_of_this_request: ContextVar[Patience | None] = ContextVar("patience", default=None)


def current() -> Patience | None:
    return _of_this_request.get()


@contextmanager
def bounded() -> Iterator[Patience]:
    patience = Patience()
    before = _of_this_request.set(patience)
    try:
        yield patience
    finally:
        _of_this_request.reset(before)


def only_so_long(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """The first of the middleware: also whose session it is is asked of the database."""

    def handle(request: HttpRequest) -> HttpResponse:
        with bounded():
            return get_response(request)

    return handle
