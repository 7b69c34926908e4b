"""Two steps on one address: put together and looked at, then sent. Nothing typed is lost on the way."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from consent.outgoing import Draft
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page

NOT_KEPT = {"csrfmiddlewaretoken", "step", "looked_at"}


def kept(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, to be sent again from the second page."""
    return [
        (name, value) for name, values in request.POST.lists() if name not in NOT_KEPT for value in values
    ]


def look_then_send(
    request: HttpRequest,
    form: forms.Form,
    *,
    look: Callable[[], Draft],
    send: Callable[[str], HttpResponse],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """The form; what would leave, exactly; then send(fingerprint of it). What a service refuses stands on the form."""
    step = request.POST.get("step", "")
    if request.method != "POST" or step == "back":
        return page(request, template, {**context, "form": form})
    if not form.is_valid():
        return page(request, template, context, form=form)
    try:
        if step == "send":
            return send(request.POST.get("looked_at", ""))
        shown = {**context, "draft": look(), "kept": kept(request)}
    except DomainError as error:
        add_error(form, error)
        return page(request, template, context, form=form)
    return page(request, "sharing/look.html", shown)
