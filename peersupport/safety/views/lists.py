"""What the house keeps ready: the phone plan, wider help, duties to report. Read by all staff, kept by the office."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import add_error, page
from peersupport.safety import services
from peersupport.safety.forms.lists import DutyForm, PhoneLineForm, WiderHelpForm
from peersupport.safety.models import PhoneLine, ReportingDuty, WiderHelp
from peersupport.safety.queries import duties as duty_queries
from peersupport.safety.queries.gaps import open_programs
from peersupport.safety.queries.phone_plan import phone_plan as plan_of
from peersupport.safety.queries.wider_help import help_of_house, help_to_arrange

from .scope import office, sent, staff


@require_http_methods(["GET", "POST"])
def phone_plan(request: HttpRequest) -> HttpResponse:
    user = office(request)
    form = PhoneLineForm(sent(request), agency=user.agency)
    if form.is_valid():
        try:
            services.add_phone_line(by=user, **form.line())
            messages.success(request, _("It is in the plan."))
            return redirect("safety:phone_plan")
        except DomainError as error:
            add_error(form, error)
    lines = list(PhoneLine.objects.in_force(user.agency_id))
    shown = {"lines": lines, "plan": plan_of(user.agency), "house_number": user.agency.on_call_phone}
    return page(request, "safety/phone_plan.html", shown, form=form)


@require_POST
def phone_line_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = office(request)
    services.end_phone_line(phone_line=_phone_line(user, pk), by=user)
    messages.success(request, _("It is off the plan."))
    return redirect("safety:phone_plan")


@require_POST
def phone_line_up(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = office(request)
    services.move_phone_line_up(phone_line=_phone_line(user, pk), by=user)
    messages.success(request, _("It is called earlier now."))
    return redirect("safety:phone_plan")


def _phone_line(user, pk: uuid.UUID) -> PhoneLine:  # type: ignore[no-untyped-def]
    return get_object_or_404(PhoneLine, pk=pk, agency_id=user.agency_id)


@require_GET
def wider_help(request: HttpRequest) -> HttpResponse:
    return page(request, "safety/wider_help.html", {"lines": help_of_house(staff(request)), "edits": False})


@require_GET
def wider_help_list(request: HttpRequest) -> HttpResponse:
    return page(request, "safety/wider_help.html", {"lines": help_to_arrange(office(request)), "edits": True})


@require_http_methods(["GET", "POST"])
def wider_help_add(request: HttpRequest) -> HttpResponse:
    user = office(request)
    first = {
        "place": WiderHelp.objects.filter(agency_id=user.agency_id, ended_at=None).count() + 1,
        "starts_on": user.agency.today(),
    }
    form = WiderHelpForm(sent(request), agency=user.agency, programs=open_programs(user), initial=first)
    if form.is_valid():
        try:
            services.add_wider_help(said=form.said(), by=user)
            messages.success(request, _("It is on the list."))
            return redirect("safety:wider_help_list")
        except DomainError as error:
            add_error(form, error)
    return page(request, "safety/wider_help_edit.html", {"found": None}, form=form)


@require_http_methods(["GET", "POST"])
def wider_help_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = office(request)
    found = get_object_or_404(WiderHelp, pk=pk, agency_id=user.agency_id)
    form = WiderHelpForm(
        sent(request), agency=user.agency, programs=open_programs(user), initial=WiderHelpForm.of(found)
    )
    if form.is_valid():
        try:
            services.change_wider_help(wider_help=found, said=form.said(), by=user)
            messages.success(request, _("Saved. How it was before stays readable under “What changed”."))
            return redirect("safety:wider_help_list")
        except WrongState:
            raise
        except DomainError as error:
            add_error(form, error)
    return page(request, "safety/wider_help_edit.html", {"found": found}, form=form)


@require_POST
def wider_help_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = office(request)
    found = get_object_or_404(WiderHelp, pk=pk, agency_id=user.agency_id)
    services.end_wider_help(wider_help=found, by=user)
    messages.success(request, _("It is off the list."))
    return redirect("safety:wider_help_list")


@require_GET
def duties(request: HttpRequest) -> HttpResponse:
    shown = {"cards": duty_queries.duty_cards(staff(request)), "edits": False}
    return page(request, "safety/duties.html", shown)


@require_GET
def duty_list(request: HttpRequest) -> HttpResponse:
    shown = {"cards": duty_queries.duty_cards(office(request)), "edits": True}
    return page(request, "safety/duties.html", shown)


@require_http_methods(["GET", "POST"])
def duty_write(request: HttpRequest, category: str) -> HttpResponse:
    user = office(request)
    if category not in ReportingDuty.Category.values:
        raise Http404
    now = ReportingDuty.objects.in_force(user.agency, category, user.agency.today())
    first = DutyForm.of(now, suggested=duty_queries.suggestion(category), today=user.agency.today())
    form = DutyForm(sent(request), initial=first)
    if form.is_valid():
        try:
            services.write_duty(category=category, said=form.cleaned_data, by=user)
            messages.success(request, _("Written down. What stood there before stays readable."))
            return redirect("safety:duty_list")
        except DomainError as error:
            add_error(form, error)
    title = ReportingDuty.Category(category).label
    return page(request, "safety/duty_write.html", {"title": title, "is_new": now is None}, form=form)
