"""What every HTML view does the same way."""

from enum import StrEnum
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from .errors import DomainError


def require(request: HttpRequest, permission: StrEnum) -> None:
    """404 for a role that does not have this page: to them it does not exist."""
    if not request.user.may(permission):  # type: ignore[union-attr]
        raise Http404


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: nothing, while a page is only looked at."""
    return request.POST if request.method == "POST" else None


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, form: forms.BaseForm | None = None
) -> HttpResponse:
    """Render; a bound form with errors answers 422, which htmx swaps in and browsers show."""
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(
        request, template, {**context, "form": form} if form is not None else context, status=status
    )


def add_error(form: forms.BaseForm, error: DomainError) -> None:
    """Put what a service refused where it belongs: at its field, else at the top of the form."""
    field = error.field if error.field in form.fields else None
    form.add_error(field, str(error))
