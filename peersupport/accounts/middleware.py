from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from peersupport.core.principal import acting_as


class PrincipalMiddleware:
    """Everything below acts as the signed-in user, in their language and on the clock of their house."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            with acting_as(None):
                return self.get_response(request)
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language  # type: ignore[attr-defined]
        with acting_as(user.pk), timezone.override(user.agency.time_zone):
            return self.get_response(request)
