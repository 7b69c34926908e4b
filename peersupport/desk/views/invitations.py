import uuid

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.invitations import hash_of, token_of
from peersupport.accounts.models import StaffInvitation
from peersupport.accounts.services import invite_staff, resend_invitation, withdraw_invitation
from peersupport.accounts.step_up import ask_again
from peersupport.core import clock
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.desk import services
from peersupport.desk.forms import AcceptForm, CodeForm, InviteForm

from .scope import invitation_of, office, open_programs, sent

TRIES_A_MINUTE = 20


@require_http_methods(["GET", "POST"])
def invitation_add(request: HttpRequest) -> HttpResponse:
    user = office(request)
    ask_again(request)
    form = InviteForm(sent(request), programs=open_programs(user), agency=user.agency)
    if form.is_valid():
        try:
            invitation = invite_staff(by=user, site=_site(request), **form.invitation())
            return redirect("desk:invitation_page", invitation.pk)
        except DomainError as error:
            add_error(form, error)
    return page(request, "desk/invitation_add.html", {}, form=form)


@require_GET
def invitation_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The link and the code, to read out, send or print."""
    invitation = invitation_of(request, pk)
    is_waiting = StaffInvitation.objects.waiting().filter(pk=pk).exists()
    token = token_of(invitation.pk, invitation.issue) if is_waiting else ""
    shown = {"invitation": invitation, "is_waiting": is_waiting, "token": token, "site": _site(request)}
    return page(request, "desk/invitation_page.html", shown)


@require_POST
def invitation_resend(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    invitation = invitation_of(request, pk)
    ask_again(request)
    resend_invitation(invitation=invitation, site=_site(request), by=request.user)
    messages.success(request, _("There is a new code. The one before does not work any more."))
    return redirect("desk:invitation_page", pk)


@require_POST
def invitation_withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    withdraw_invitation(invitation=invitation_of(request, pk), by=request.user)
    messages.success(request, _("The invitation is taken back."))
    return redirect("desk:staff_list")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def invitation_code(request: HttpRequest) -> HttpResponse:
    """Where the code from the paper is typed in. It says nothing about any house."""
    form = CodeForm(sent(request))
    if form.is_valid():
        if not _may_try(request):
            return _closed(request, status=429)
        return redirect("desk:invitation_accept", form.cleaned_data["code"])
    return page(request, "desk/invitation_code.html", {}, form=form)


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Open without sign-in. Wrong, old, used: the same calm page, so that nobody learns which."""
    invitation = (
        StaffInvitation.objects.waiting().select_related("agency").filter(token_hash=hash_of(token)).first()
    )
    if invitation is None:
        return _closed(request, status=404 if _may_try(request) else 429)
    if request.method == "GET" and not request.user.is_authenticated:
        translation.activate(invitation.language)
    initial = {"name": invitation.name, "email": invitation.email, "language": invitation.language}
    form = AcceptForm(sent(request), initial=initial)
    if form.is_valid():
        try:
            services.accept_invitation(token=token, **form.cleaned_data)
            messages.success(request, _("Welcome. Now sign in: we send a code to your e-mail."))
            return redirect("account_request_login_code")
        except StaffInvitation.DoesNotExist:
            return _closed(request, status=404)
        except DomainError as error:
            add_error(form, error)
    shown = {"house": invitation.agency.neutral_name}
    return page(request, "desk/invitation_accept.html", shown, form=form)


def _may_try(request: HttpRequest) -> bool:
    """Wrong words are counted per address and minute. 80 bits are not guessed; this keeps it quiet as well."""
    key = f"invitation:{get_adapter().get_client_ip(request)}:{clock.now():%H%M}"
    cache.add(key, 0, timeout=60)
    return bool(cache.incr(key) <= TRIES_A_MINUTE)


def _closed(request: HttpRequest, *, status: int) -> HttpResponse:
    return render(request, "desk/invitation_closed.html", status=status)


def _site(request: HttpRequest) -> str:
    """Where this house stands on the web; the host was checked against ALLOWED_HOSTS."""
    return request.build_absolute_uri("/").rstrip("/")
