"""What a member of staff wants to hear of, by which way, and their own number."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, sent
from peersupport.notifications import queries
from peersupport.notifications.channels import push, sms
from peersupport.notifications.forms import ChoicesForm, NumberForm
from peersupport.notifications.services import choose_messages, remove_number, set_number, try_number

from .inbox import staff


@require_http_methods(["GET", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    user = staff(request)
    kinds, ways, initial = queries.choices_of(user)
    form = ChoicesForm(sent(request), initial=initial, kinds=kinds, ways=ways)
    if form.is_valid():
        said = form.cleaned_data
        try:
            choose_messages(
                wanted=form.wanted(),
                before=said.get("before", []),
                quiet_from=said["quiet_from"],
                quiet_until=said["quiet_until"],
                by=user,
            )
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("notifications:choices")
    shown = {
        "texts": sms.is_offered(),
        "devices": push.is_offered(),
        "mail_is_lost": queries.has_lost_mail(user),
    }
    return page(request, "notifications/choices.html", shown, form=form)


@require_http_methods(["GET", "POST"])
def number(request: HttpRequest) -> HttpResponse:
    user = staff(request)
    form = NumberForm(sent(request))
    if form.is_valid():
        try:
            set_number(**form.cleaned_data, by=user)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Saved. You can try whether it works."))
            return redirect("notifications:number")
    return page(request, "notifications/number.html", {"route": queries.number_of(user)}, form=form)


@require_POST
def number_try(request: HttpRequest) -> HttpResponse:
    return _done(request, try_number, _("It is on its way. It should be there in a minute."))


@require_POST
def number_remove(request: HttpRequest) -> HttpResponse:
    return _done(request, remove_number, _("Removed. Nothing is sent to it any more."))


def _done(request: HttpRequest, act: Callable[..., None], words: str) -> HttpResponse:
    user = staff(request)
    try:
        act(by=user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, words)
    return redirect("notifications:number")
