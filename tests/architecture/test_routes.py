"""Deny by default: a new view is closed until somebody writes its name down here."""

from collections import Counter

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from peersupport.api.tokens import TokenAuthentication, WorksHere
from peersupport.api.views.base import ApiView
from tests.parts import gathered

from .routes import Route, _walk, all_routes

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


def test_only_the_way_out_and_gateways_post_without_token():
    """Signing somebody out is all it does, and another site cannot send the session along (SameSite). A gateway that
    calls has no session either: its signature says who it is.

    The API reads no cookie: whoever has no token of theirs in a header is nobody to it.
    """
    exempt = [route for route in all_routes() if getattr(route.view, "csrf_exempt", False)]

    assert {route.name for route in exempt if not speaks_by_token(route)} == {
        "home:leave",
        "notifications:told_twilio",
        "notifications:told_gateway",
    }


def speaks_by_token(route: Route) -> bool:
    """Whether the view is one of the API's, in whose eyes only a token is somebody."""
    view = getattr(route.view, "cls", None)
    return (
        view is not None
        and issubclass(view, ApiView)
        and view.authentication_classes == [TokenAuthentication]
        and view.permission_classes == [WorksHere]
        and not route.view.initkwargs
    )


def test_the_api_is_closed_by_its_own_rules():
    """Open to the middleware, because who has a token is asked later; what describes it stays behind the sign-in."""
    described = {"api:schema", "api:docs"}
    found = {route.name: route for route in all_routes() if route.name.startswith("api:")}

    assert {name for name, route in found.items() if not speaks_by_token(route)} == described
    assert {name for name, route in found.items() if not route.is_open} == described


def test_every_route_has_a_name_of_its_own():
    names = Counter(route.name for route in all_routes())

    assert [name for name, times in names.items() if times > 1 or "unnamed" in name] == []


def test_the_middleware_that_closes_is_there(settings):
    order = settings.MIDDLEWARE

    assert order.index("django.contrib.auth.middleware.LoginRequiredMiddleware") < order.index(
        "peersupport.accounts.middleware.PrincipalMiddleware"
    )


def test_nothing_serves_the_admin_and_the_schema_is_behind_the_sign_in():
    assert [route.pattern for route in all_routes() if "admin" in route.pattern] == []
    assert [(route.name, route.is_open) for route in all_routes() if "schema" in route.pattern] == [
        ("api:schema", False)
    ]


def test_the_walk_sees_an_open_view():
    def closed(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    @login_not_required
    def opened(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    found = list(_walk([path("a/", closed, name="a"), path("b/", opened, name="b")], "", ""))

    assert [(route.name, route.is_open) for route in found] == [("a", False), ("b", True)]
