"""A peer's own hours, certificates and what they learned. Of hours the office has one total, and no peer's."""

import uuid
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.http import add_error, page, require
from peersupport.people.models import Credential, PeerSpecialist
from peersupport.people.services import add_credential, change_credential, remove_credential
from supervision import services
from supervision.forms.hours import CredentialForm, EducationForm, WeekForm
from supervision.models import EducationHours, WorkWeek
from supervision.queries.credentials import credentials_page
from supervision.queries.hours import WEEK, hours_page, hours_total, last_said, weeks_of
from supervision.weeks import monday_of


@require_GET
def hours(request: HttpRequest) -> HttpResponse:
    """My own hours, the unpaid ones first."""
    return page(request, "supervision/hours.html", {"hours": hours_page(_me(request))})


@require_http_methods(["GET", "POST"])
def hours_week(request: HttpRequest, week: str) -> HttpResponse:
    """One of my weeks: four taps, and what the house pays."""
    me = _me(request)
    monday = _monday(week, me)
    row = WorkWeek.objects.filter(peer=me, week=monday).first()
    sent = request.POST if request.method == "POST" else None
    form = WeekForm(sent, row=row, before=last_said(me))
    if form.is_valid():
        try:
            services.write_week(week=monday, by=request.user, **form.week())
        except (NotAllowed, WrongState):
            raise
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Saved. It is yours; nobody else sees it."))
            return redirect("supervision:hours")
    shown = weeks_of(me, first=monday, before=monday + WEEK)[0]
    return page(request, "supervision/hours_week.html", {"week": shown}, form=form)


@require_POST
def hours_include(request: HttpRequest) -> HttpResponse:
    _me(request)
    included = request.POST.get("included") == "yes"
    services.include_hours(included=included, by=request.user)
    said = _("Counted from next Monday on.") if included else _("Your hours are in no total any more.")
    messages.success(request, said)
    return redirect("supervision:hours")


@require_GET
def hours_of_house(request: HttpRequest) -> HttpResponse:
    """The one total: for the office, and for the peers whose hours it is made of."""
    if not request.user.may(Permission.RUN_HOUSE):
        require(request, Permission.LOG_SESSION)
    total = hours_total(request.user.agency)
    return page(request, "supervision/hours_total.html", {"total": total})


@require_GET
def credentials(request: HttpRequest) -> HttpResponse:
    """My certificates, and what I learned."""
    return page(request, "supervision/credentials.html", {"mine": credentials_page(_me(request))})


@require_http_methods(["GET", "POST"])
def credential_new(request: HttpRequest) -> HttpResponse:
    me = _me(request)
    form = CredentialForm(request.POST if request.method == "POST" else None, initial={"stage": "certified"})
    if form.is_valid():
        try:
            add_credential(peer=me, by=request.user, **form.cleaned_data)
        except (NotAllowed, WrongState):
            raise
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Written down."))
            return redirect("supervision:credentials")
    back = reverse("supervision:credentials")
    return page(request, "supervision/credential_edit.html", {"back_url": back}, form=form)


@require_http_methods(["GET", "POST"])
def credential_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A certificate: by the peer, or by the office for them."""
    credential, back = _credential(request, pk)
    start = {name: getattr(credential, name) for name in CredentialForm.base_fields}
    form = CredentialForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        try:
            change_credential(credential=credential, by=request.user, **form.cleaned_data)
        except (NotAllowed, WrongState):
            raise
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    context = {"back_url": back, "credential": credential}
    return page(request, "supervision/credential_edit.html", context, form=form)


@require_POST
def credential_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    credential, back = _credential(request, pk)
    remove_credential(credential=credential, by=request.user)
    messages.success(request, _("Taken off."))
    return redirect(back)


@require_http_methods(["GET", "POST"])
def education_add(request: HttpRequest) -> HttpResponse:
    me = _me(request)
    start = {"day": me.agency.today(), "topic": "other", "paid": "yes"}
    form = EducationForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        try:
            row = services.add_education(by=request.user, **form.education())
        except (NotAllowed, WrongState):
            raise
        except DomainError as error:
            add_error(form, error)
        else:
            undo = reverse("supervision:education_remove", args=[row.pk])
            messages.success(request, _("Written down."), extra_tags=f"undo:{undo}")
            return redirect("supervision:credentials")
    return page(request, "supervision/education_add.html", {}, form=form)


@require_POST
def education_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(EducationHours, pk=pk, peer=_me(request))
    services.remove_education(row=row, by=request.user)
    messages.success(request, _("Taken off."))
    return redirect("supervision:credentials")


def _me(request: HttpRequest) -> PeerSpecialist:
    """The peer who is signed in. 404 for everybody else: these pages are nobody else's."""
    require(request, Permission.LOG_SESSION)
    return get_object_or_404(PeerSpecialist.objects.select_related("agency"), user=request.user)


def _monday(week: str, me: PeerSpecialist) -> date:
    """A week that has begun, by its Monday."""
    try:
        day = date.fromisoformat(week)
    except ValueError:
        raise Http404 from None
    if day != monday_of(day) or day > me.agency.today() or day.year < 2000:
        raise Http404
    return day


def _credential(request: HttpRequest, pk: uuid.UUID) -> tuple[Credential, str]:
    """The certificate, and the page it is edited from: one's own, or the colleague's in the office."""
    require(request, Permission.SEE_SUPERVISION)
    rows = Credential.objects.editable_by(request.user).select_related("peer__user")
    found = get_object_or_404(rows, pk=pk)
    if found.peer.user_id == request.user.pk:
        return found, reverse("supervision:credentials")
    return found, reverse("desk:staff_page", args=[found.peer.user_id])
