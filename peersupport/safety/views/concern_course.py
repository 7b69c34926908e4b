"""What is done with a concern, one form at a time."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.http import add_error, page
from peersupport.safety import neighbours, services
from peersupport.safety.forms.concern import ActForm, CloseForm, HandOnForm, SayForm, WishForm
from peersupport.safety.models import Concern

from .concern import RELATED, read_concern, staff_of


def answered(
    request: HttpRequest,
    concern: Concern,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    done: str,
    to: str = "safety:concern",
    **more: Any,
) -> HttpResponse:
    """One form of a concern: shown, refused at its field, or done."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except (WrongState, NotAllowed):
            raise
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, done)
            return redirect(to, **({"pk": concern.pk} if to == "safety:concern" else {}))
    return page(request, "safety/concern_form.html", {"concern": concern, "title": title, **more}, form=form)


def addressed(request: HttpRequest, pk: uuid.UUID) -> Concern:
    user = staff_of(request)
    rows = Concern.objects.read_by(user).exclude(raised_by=user).select_related(*RELATED)
    concern: Concern = get_object_or_404(rows, pk=pk)
    return concern


def posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_POST
def concern_take(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    services.take_concern(concern=addressed(request, pk), by=request.user)
    messages.success(request, _("You have it."))
    return redirect("safety:concern", pk=pk)


@require_POST
def concern_pass_on(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    services.pass_on(concern=addressed(request, pk), by=request.user)
    messages.success(request, _("The next in line is asked now."))
    return redirect("safety:concern_list")


@require_http_methods(["GET", "POST"])
def concern_act(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    concern, form = addressed(request, pk), ActForm(posted(request))
    return answered(
        request, concern, form, lambda said: services.start_acting(concern=concern, by=request.user, **said),
        title=_("What I do"), done=_("Written down."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def concern_say(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    concern, form = read_concern(request, pk), SayForm(posted(request))
    return answered(
        request, concern, form,
        lambda said: services.write_step(concern=concern, words=said["words"], by=request.user),
        title=_("Add something"), done=_("Written down."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def concern_hand_on(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    concern = addressed(request, pk)
    others = services.who_could_take_it(concern=concern, by=request.user)
    if not others:
        context = {
            "concern": concern,
            "title": _("Hand it on"),
            "nobody": True,
            "phones": neighbours.phones(concern.agency),
        }
        return page(request, "safety/concern_form.html", context)
    form = HandOnForm(posted(request), others=others)
    return answered(
        request, concern, form,
        lambda said: services.hand_on(concern=concern, to=said["to"], words=said["words"], by=request.user),
        title=_("Hand it on"), done=_("They are asked now."), to="safety:concern_list",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def concern_wish(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    concern, form = read_concern(request, pk), WishForm(posted(request))
    wish = concern.wishes.filter(number=number).first()
    if wish is None:
        raise Http404
    return answered(
        request, concern, form,
        lambda said: services.answer_wish(wish=wish, answer=said["answer"], because=said["because"], by=request.user),
        title=_("Answer this wish"), done=_("Written down. They read it, too."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def concern_close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    concern, form = read_concern(request, pk), CloseForm(posted(request))
    return answered(
        request, concern, form,
        lambda said: services.close_concern(concern=concern, by=request.user, **said),
        title=_("Close it"), done=_("Closed. From now on it stands in no list."),
    )  # fmt: skip
