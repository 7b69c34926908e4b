"""Rules of supervision: what the programs follow, and the numbers of each pack. Old versions stay readable."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.desk.forms import PackForm, ProgramRulesForm
from peersupport.desk.queries import rules as queries
from peersupport.rules import services
from peersupport.rules.models import ProgramRules
from peersupport.rules.packs import shipped_packs

from .scope import office, program_of, sent


@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    return page(request, "desk/rules.html", {"shown": queries.rules_page(office(request))})


@require_http_methods(["GET", "POST"])
def program_rules(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    program = program_of(request, pk)
    now = ProgramRules.objects.in_force(program.agency_id).filter(program=program).select_related("pack")
    followed = now.first()
    initial = {"jurisdiction": followed.pack.jurisdiction if followed else ""}
    form = ProgramRulesForm(sent(request), packs=queries.pack_names(), initial=initial)
    if form.is_valid():
        chosen = form.cleaned_data["jurisdiction"]
        if chosen:
            services.choose_pack(program=program, jurisdiction=chosen, by=request.user)
        else:
            services.follow_no_rules(program=program, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("desk:rules")
    return page(request, "desk/program_rules.html", {"program": program}, form=form)


@require_http_methods(["GET", "POST"])
def rules_edit(request: HttpRequest, jurisdiction: str) -> HttpResponse:
    user = office(request)
    if jurisdiction not in shipped_packs():
        raise Http404
    pack = queries.pack_in_force(user, jurisdiction)
    notes = {"each_note": pack.each_note, "prompts": list(pack.prompts)}
    form = PackForm(sent(request), lines=queries.numbers_in_force(pack), initial=notes)
    if form.is_valid():
        try:
            services.change_pack(
                jurisdiction=jurisdiction,
                rules=form.rules(),
                each_note=form.cleaned_data["each_note"],
                prompts=form.cleaned_data["prompts"],
                checked_on=form.cleaned_data["checked_on"],
                by=user,
            )
            messages.success(request, _("Saved as a new version. The old one stays below."))
            return redirect("desk:rules_edit", jurisdiction)
        except DomainError as error:
            add_error(form, error)
    shown = {
        "title": dict(queries.pack_names())[jurisdiction],
        "source": shipped_packs()[jurisdiction].source,
        "versions": queries.versions(user, jurisdiction),
    }
    return page(request, "desk/rules_edit.html", shown, form=form)
