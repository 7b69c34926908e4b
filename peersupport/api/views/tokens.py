"""Tokens for programs: made, shown once, ended. On the account of whoever they speak for."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.accounts.step_up import ask_again, is_fresh
from peersupport.api import services
from peersupport.api.forms import TokenForm
from peersupport.api.models import Token
from peersupport.core import clock
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page


@require_http_methods(["GET", "POST"])
def token_list(request: HttpRequest) -> HttpResponse:
    """The token itself stands in the answer to making it, and nowhere afterwards."""
    if not request.user.roles:
        raise Http404
    if request.method == "POST" or "make" in request.GET:
        ask_again(request)
    form, made = TokenForm(request.POST if request.method == "POST" else None), ""
    if form.is_valid():
        try:
            _token, made = services.make_token(name=form.cleaned_data["name"], by=request.user)
            form = TokenForm()
        except DomainError as error:
            add_error(form, error)
    own = Token.objects.filter(user=request.user, expiry__gt=clock.now()).order_by("-created")
    is_staff = request.user.kind == request.user.Kind.STAFF
    context = {"tokens": own, "made": made, "is_staff": is_staff, "may_make": is_fresh(request)}
    return page(request, "api/token_list.html", context, form=form)


@require_POST
def token_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    token = get_object_or_404(Token, pk=pk, user=request.user)
    services.end_token(token=token, by=request.user)
    messages.success(request, _("Ended. It opens nothing any more."))
    return redirect("tokens:token_list")
