"""Pages for when something broke. They need no database, and show the house's phone plan all the same.

Whose phone plan it is says a signed cookie that lives as long as the browser is open and goes with the sign-out. It
names the house and nobody in it.
"""

import sys
from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language

from peersupport.safety.phone_file import lines_without_database

COOKIE = "house"
RETRY_AFTER = 10  # seconds; a database that was killed is back sooner
Handler = Callable[[HttpRequest], HttpResponse]


def remember_house(get_response: Handler) -> Handler:
    """Whoever is signed in carries which house is theirs; whoever isn't carries nothing."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        user = getattr(request, "user", None)
        if user is None:
            return response
        if not user.is_authenticated:
            if COOKIE in request.COOKIES:
                response.delete_cookie(COOKIE, samesite="Lax")
        elif _house_of(request) != str(user.agency_id):
            response.set_cookie(
                COOKIE, _signer().sign(str(user.agency_id)), httponly=True, samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
        return response

    return handle


def phone_lines(request: HttpRequest) -> list[dict[str, str]]:
    """The phone plan of whoever was signed in here, asked of no database."""
    return lines_without_database(_house_of(request), get_language() or "en")


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: nothing in it may fail once more."""
    if isinstance(sys.exception(), InterfaceError | OperationalError):
        return without_database(request)
    page = render_to_string("500.html", {"phone_lines": phone_lines(request)})
    return HttpResponse(page, status=500)


def without_database(request: HttpRequest) -> HttpResponse:
    """It is gone, hangs, or has no connection left. Whatever was sent is called not saved: it can be sent again."""
    context = {"phone_lines": phone_lines(request), "was_sent": request.method == "POST"}
    page = render_to_string("no_database.html", context)
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER)})


def _house_of(request: HttpRequest) -> str | None:
    try:
        return str(_signer().unsign(request.COOKIES.get(COOKIE, "")))
    except signing.BadSignature:
        return None


def _signer() -> signing.Signer:
    return signing.Signer(salt="peersupport.house")
