"""Once more "is it you?", before something is given away, widened or taken along. Never before narrowing anything.

Who signed in or answered in the last five minutes is not asked. allauth keeps when that was, in the session; it does
the same for its own pages, but lets pass whoever has no password: here they get a code by e-mail instead.
"""

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import urlencode

from peersupport.core import clock

STATE = "step_up_code"
TRIES = 3


def is_fresh(request: HttpRequest) -> bool:
    """This session belongs to somebody who said who they are a moment ago."""
    records = get_authentication_records(request, request.user)
    timeout = app_settings.REAUTHENTICATION_TIMEOUT
    return bool(records) and clock.now().timestamp() - records[-1]["at"] < timeout


def ask_again(request: HttpRequest, *, back: str = "") -> None:
    """Call it when the page is open to this user anyway: who has no business there gets their 404 as before.

    A form that was sent is kept and goes through after the answer. With `back` (for files, whose answer is no page)
    it leads to that address instead.
    """
    if is_fresh(request):
        return
    if request.method != "POST":
        request.session.pop(STATE_SESSION_KEY, None)  # a form left behind earlier must not go through now
    if back:
        way = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
        raise ImmediateHttpResponse(HttpResponseRedirect(f"{way}?{urlencode({REDIRECT_FIELD_NAME: back})}"))
    raise ReauthenticationRequired


def send_code(request: HttpRequest) -> None:
    """Takes the place of one sent before. Only its print stays here."""
    adapter, user = get_adapter(), request.user
    code = adapter.generate_login_code()
    until = clock.now().timestamp() + app_settings.LOGIN_BY_CODE_TIMEOUT
    request.session[STATE] = {"print": _print(request, code), "until": until, "tries": TRIES}
    adapter.send_mail(
        "account/email/login_code", user.email, {"request": request, "code": code, "user": user}
    )


def code_was_sent(request: HttpRequest) -> bool:
    return _state(request) is not None


def takes_code(request: HttpRequest, code: str) -> bool:
    """The right one counts as an answer, under a new session key; the third wrong one ends it."""
    state = _state(request)
    if state is None:
        return False
    if constant_time_compare(state["print"], _print(request, code)):
        del request.session[STATE]
        request.session.cycle_key()
        record_authentication(request, request.user, method="code", reauthenticated=True)
        return True
    request.session[STATE] = {**state, "tries": state["tries"] - 1}
    return False


def _state(request: HttpRequest) -> dict[str, Any] | None:
    state: dict[str, Any] | None = request.session.get(STATE)
    if state is None or state["tries"] <= 0 or state["until"] < clock.now().timestamp():
        return None
    return state


def _print(request: HttpRequest, code: str) -> str:
    tidy = "".join(letter for letter in code.upper() if letter.isalnum())
    return salted_hmac(f"{STATE}.{request.user.pk}", tidy, algorithm="sha256").hexdigest()
