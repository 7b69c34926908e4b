from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.cache import add_never_cache_headers

Handler = Callable[[HttpRequest], HttpResponse]


def htmx_sign_in(get_response: Handler) -> Handler:
    """A part of a page must not be replaced by the sign-in form: htmx is told to go there as a whole."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not getattr(request, "htmx", False) or not isinstance(response, HttpResponseRedirect):
            return response
        if not response.url.startswith(resolve_url(settings.LOGIN_URL)):
            return response
        return HttpResponse(status=401, headers={"HX-Redirect": response.url})

    return handle


def keep_no_copy(get_response: Handler) -> Handler:
    """Nothing a signed-in person saw stays in a browser's cache or behind the back button."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            add_never_cache_headers(response)
        return response

    return handle
