from collections.abc import Callable

import structlog
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from peersupport.core.errors import CannotOpen, DomainError, KeyDestroyed, NotAllowed

from .broken import phone_lines

log = structlog.get_logger(__name__)


class RefusalMiddleware:
    """What a service refused, where no form could show it: 409 for a state that moved on or words that
    were deleted for good, 403, 404 out of scope,
    503 while no key opens what is sealed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotAllowed):
            return render(request, "403.html", {"reason": str(exception)}, status=403)
        if isinstance(exception, DomainError):
            return render(request, "409.html", {"reason": str(exception)}, status=409)
        if isinstance(exception, ObjectDoesNotExist):
            return render(request, "404.html", status=404)
        if isinstance(exception, KeyDestroyed):
            reason = _("What was written here was deleted for good, so nothing can be added.")
            return render(request, "409.html", {"reason": reason}, status=409)
        if isinstance(exception, CannotOpen):
            log.error("sealed text can't be opened", reason=str(exception))
            return render(request, "cannot_open.html", {"phone_lines": phone_lines(request)}, status=503)
        return None
