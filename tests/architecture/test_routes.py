"""Deny by default: a new view is closed until somebody writes its name down here."""

from collections import Counter

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tests.parts import gathered

from .routes import _walk, all_routes

OPEN = {
    # signs of life
    "operate:healthz",
    "operate:readyz",
    # getting in and out again
    "home:leave",
    "operate:first_run",
    "set_language_here",
    # signing in (allauth)
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_inactive",
    "account_logout",
    "account_request_login_code",
    "account_confirm_login_code",
}
OPEN = gathered("OPEN", OPEN)


def test_only_these_routes_are_open():
    assert {route.name for route in all_routes() if route.is_open} == OPEN


def test_only_the_way_out_takes_a_form_without_token():
    """Signing somebody out is all it does, and another site cannot send the session along (SameSite)."""
    assert [r.name for r in all_routes() if getattr(r.view, "csrf_exempt", False)] == ["home:leave"]


def test_every_route_has_a_name_of_its_own():
    names = Counter(route.name for route in all_routes())

    assert [name for name, times in names.items() if times > 1 or "unnamed" in name] == []


def test_the_middleware_that_closes_is_there(settings):
    order = settings.MIDDLEWARE

    assert order.index("django.contrib.auth.middleware.LoginRequiredMiddleware") < order.index(
        "peersupport.accounts.middleware.PrincipalMiddleware"
    )


def test_nothing_serves_the_admin_or_an_api_schema():
    assert [
        route.pattern for route in all_routes() if "admin" in route.pattern or "schema" in route.pattern
    ] == []


def test_the_walk_sees_an_open_view():
    def closed(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    @login_not_required
    def opened(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    found = list(_walk([path("a/", closed, name="a"), path("b/", opened, name="b")], "", ""))

    assert [(route.name, route.is_open) for route in found] == [("a", False), ("b", True)]
