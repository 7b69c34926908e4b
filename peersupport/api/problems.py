"""Every refusal in one form: application/problem+json, in the reader's language, and never a guess at a reason."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from peersupport.core.errors import CannotOpen, DomainError, KeyDestroyed, NotAllowed, WrongState
from peersupport.home.broken import RETRY_AFTER

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: ("bad-request", gettext_lazy("Something in the request is not as it should be")),
    401: ("not-signed-in", gettext_lazy("A token that holds is needed")),
    403: ("not-yours", gettext_lazy("This is not yours to do")),
    404: ("not-found", gettext_lazy("There is nothing here for you")),
    405: ("no-such-method", gettext_lazy("This address does not do that")),
    406: ("only-json", gettext_lazy("We answer in JSON")),
    409: ("moved-on", gettext_lazy("This has moved on")),
    413: ("too-large", gettext_lazy("This is too large")),
    415: ("only-json", gettext_lazy("We read JSON")),
    503: ("not-now", gettext_lazy("This can't be done just now. Nothing was saved")),
    429: ("too-many", gettext_lazy("Too many requests at once")),
}
OF_KIND: tuple[tuple[tuple[type[Exception], ...], int], ...] = (
    ((ObjectDoesNotExist, Http404), 404),
    ((PermissionDenied,), 403),
    ((KeyDestroyed,), 409),
)
# What the forms of the pages call it, and what it is called here.
NAMES = {
    "start_date": "local_start",
    "start_time": "local_start",
    "which_hour": "fold",
    "minutes_other": "minutes",
    "end_time": "ends_local",
}


class BadField(exceptions.ValidationError):
    """One field is wrong: BadField("before", sentence)."""

    def __init__(self, field: str, message: object) -> None:
        super().__init__({field: [message]})


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """What DRF calls for every exception; None for one that is a fault of ours."""
    response = _answer(error)
    if response is not None:
        set_rollback()
    return response


def _answer(error: Exception) -> Response | None:
    if isinstance(error, DomainError):
        return _refused(error)
    if status := next((status for kinds, status in OF_KIND if isinstance(error, kinds)), None):
        return problem(status)
    if isinstance(error, CannotOpen | InterfaceError | OperationalError):
        return problem(503, headers={"Retry-After": str(RETRY_AFTER)})
    if isinstance(error, exceptions.ValidationError):
        return problem(400, errors=list(fields_of(error.detail)))
    return _by_the_framework(error) if isinstance(error, exceptions.APIException) else None


def _refused(error: DomainError) -> Response:
    if isinstance(error, NotAllowed):
        return problem(403, str(error))
    if isinstance(error, WrongState) or error.field is None:
        return problem(409, str(error))
    field = NAMES.get(error.field, error.field)
    return problem(400, str(error), errors=[{"field": field, "message": str(error)}])


def _by_the_framework(error: exceptions.APIException) -> Response:
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait))  # type: ignore[attr-defined]
    own_words = isinstance(error, exceptions.ParseError) or error.status_code == 413
    return problem(error.status_code, str(error.detail) if own_words else "", headers=headers)


def problem(
    status: int,
    detail: str = "",
    *,
    errors: list[dict[str, str]] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    code, title = TITLES.get(status, ("refused", _("This was refused")))
    body: dict[str, Any] = {
        "type": f"urn:peersupport:problem:{code}",
        "title": str(title),
        "status": status,
        "detail": detail,
        "errors": errors or [],
    }
    return Response(body, status=status, headers=headers, content_type=MEDIA_TYPE)


def fields_of(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    """One {field, message} for each sentence; a place inside a list or object is written as a.0.b."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            below = path if name == "non_field_errors" else f"{path}.{name}".strip(".")
            yield from fields_of(inner, below)
    elif isinstance(detail, list):
        for number, inner in enumerate(detail):
            yield from fields_of(inner, path if not isinstance(inner, dict | list) else f"{path}.{number}")
    else:
        yield {"field": path, "message": str(detail)}
