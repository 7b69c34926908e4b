from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from peersupport.core.principal import acting_as


class PrincipalMiddleware:
    """Everything below acts as the signed-in user, in their language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated:
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language  # type: ignore[attr-defined]
        with acting_as(user.pk if user.is_authenticated else None):
            return self.get_response(request)
