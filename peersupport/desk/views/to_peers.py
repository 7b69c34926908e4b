"""What the house promises its peers: everybody who works here reads it, its office sets it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from peersupport.desk.forms.to_peers import PromiseToPeersForm
from peersupport.rules import services
from peersupport.rules.models import HousePromise

from .scope import office, sent


@require_http_methods(["GET", "POST"])
def promise_to_peers(request: HttpRequest) -> HttpResponse:
    require(request, Permission.SEE_SUPERVISION)
    if request.method == "POST":
        office(request)
    promise = HousePromise.objects.of(request.user.agency_id)  # type: ignore[union-attr]
    form = PromiseToPeersForm(sent(request), initial=PromiseToPeersForm.of(promise))
    if form.is_valid():
        try:
            services.set_house_promise(by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Saved. Every peer can read it."))
            return redirect("desk:promise_to_peers")
    runs_house = request.user.may(Permission.RUN_HOUSE)  # type: ignore[union-attr]
    context = {"promise": promise, "runs_house": runs_house}
    return page(request, "desk/promise_to_peers.html", context, form=form)


@require_POST
def promise_signals(request: HttpRequest) -> HttpResponse:
    """The house puts in writing, for good, that no signal is a ground for discipline."""
    services.accept_signals(by=office(request))
    messages.success(request, _("It is in writing now, and every peer reads it."))
    return redirect("desk:promise_to_peers")
