from allauth.account.internal.flows.reauthentication import resume_request
from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.core.http import page

from . import step_up
from .forms import AgainCodeForm, LanguageForm, PreferencesForm
from .models import User
from .roles import SENTENCES, Role
from .services import change_preferences

A_YEAR = 60 * 60 * 24 * 365


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, what my roles may do, and how to change what is mine."""
    roles = [(role.label, SENTENCES[role]) for role in Role if role in request.user.roles]
    is_staff = request.user.kind == User.Kind.STAFF
    return page(request, "accounts/account.html", {"roles": roles, "is_staff": is_staff})


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    user = request.user
    initial = {"language": user.language, "theme": user.theme, "show_quick_exit": user.show_quick_exit}
    form = PreferencesForm(request.POST or None, initial=initial, user=user)
    if form.is_valid():
        change_preferences(user=user, by=user, **{**initial, **form.cleaned_data})
        with override(user.language):
            messages.success(request, _("Saved."))
        return redirect("preferences")
    return page(request, "accounts/preferences.html", {}, form=form)


@require_http_methods(["GET", "POST"])
def again_code(request: HttpRequest) -> HttpResponse:
    """ "Is it you?" for who has no password, or not at hand: a code by e-mail, asked for with a tap."""
    form, wants_code = AgainCodeForm(request.POST or None), request.POST.get("action") == "send"
    tries = wants_code or form.is_valid()
    if tries and (too_many := consume_or_429(request, action="reauthenticate", user=request.user)):
        return too_many
    if wants_code:
        step_up.send_code(request)
        return redirect(reverse("account_again_code", query={"next": _back(request)}))
    if form.is_valid():
        if step_up.takes_code(request, form.cleaned_data["code"]):
            return resume_request(request) or redirect("/")
        form.add_error("code", _("This code is not right, or too old. You can have a new one sent."))
    to = request.GET.get("next") or _back(request)
    context = {"to": to, "is_sent": step_up.code_was_sent(request)}
    return page(request, "account/again_code.html", context, form=form)


@login_not_required
@require_POST
def set_language_here(request: HttpRequest) -> HttpResponse:
    """From the language link of any page: kept with the account, or in a cookie for who is not signed in."""
    form = LanguageForm(request.POST)
    response = HttpResponseRedirect(_back(request))
    if not form.is_valid():
        return response
    language, user = form.cleaned_data["language"], request.user
    if user.is_authenticated:
        change_preferences(
            user=user, language=language, theme=user.theme, show_quick_exit=user.show_quick_exit, by=user
        )
    else:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=A_YEAR,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    return response


def _back(request: HttpRequest) -> str:
    to = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        to, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return to if is_ours else "/"
