"""Boundaries in this house, for everybody who works here: its own lines, and examples without names."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.accounts.models import Language, User
from peersupport.accounts.roles import Permission, Role
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import add_error, page, require
from supervision import services
from supervision.forms.boundaries import CaseAnswerForm, CaseForm, CaseSearchForm, HouseLinesForm, about_of
from supervision.models import BoundaryCase, BoundaryDecision
from supervision.models.boundaries import About
from supervision.queries import boundaries as queries

from .boundaries import in_the_peer_room
from .off_role import house_hints


@require_http_methods(["GET", "POST"])
def case_list(request: HttpRequest) -> HttpResponse:
    """The lines of the house and its examples. Words to look for come by POST: they stand in no address."""
    require(request, Permission.SEE_SUPERVISION)
    user: User = request.user  # type: ignore[assignment]
    about = about_of(request.GET.get("about", ""))
    form = CaseSearchForm(request.POST if request.method == "POST" else None)
    wanted = form.cleaned_data["q"] if form.is_valid() else ""
    found = queries.cases_page(user, about=about, wanted=wanted)
    context = {
        "lines": queries.house_lines(user.agency_id),
        "cases": found.shared,
        "wanted": wanted,
        "about": about,
        "kinds": About.choices,
        "to_agree": found.to_agree,
        "proposed": found.mine,
        "may_propose": bool({Role.PEER, Role.SENIOR_PEER_SUPERVISOR} & set(user.roles)),
        "runs_house": user.may(Permission.RUN_HOUSE),
    }
    return page(request, "supervision/case_list.html", context, form=form)


@require_http_methods(["GET", "POST"])
def case_add(request: HttpRequest) -> HttpResponse:
    """An example, begun anew or from a choice one may read (`?from=`): its words are there to be written again."""
    user = in_the_peer_room(request)
    if request.method == "POST":
        form = CaseForm(request.POST)
        if form.is_valid():
            try:
                services.propose_case(key=form.cleaned_data["key"], said=form.said(), by=user)
            except WrongState:
                raise
            except DomainError as error:
                add_error(form, error)
            else:
                messages.success(request, _("Thank you. A second person looks at it before it is shared."))
                return redirect("supervision:case_list")
    else:
        form = CaseForm(initial=_begun(request, user) | {"key": uuid.uuid4()})
    return page(request, "supervision/case_add.html", {"hints": house_hints(request)}, form=form)


def _begun(request: HttpRequest, user: User) -> dict[str, str]:
    """The choices of the decision it starts from. Its words are not copied: they are written anew."""
    try:
        asked = uuid.UUID(request.GET.get("from", ""))
    except ValueError:
        return {}
    row = get_object_or_404(BoundaryDecision.objects.read_by(user), pk=asked)
    return {name: getattr(row, name) for name in ("about", "serves", "fits", "known")}


@require_POST
def case_answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    require(request, Permission.SEE_SUPERVISION)
    user: User = request.user  # type: ignore[assignment]
    case = get_object_or_404(BoundaryCase.objects.reached_by(user), pk=pk)
    form = CaseAnswerForm(request.POST)
    if form.is_valid():
        services.answer_case(case=case, share=form.shares, by=user)
        messages.success(
            request,
            _("It is shared in the house now.") if form.shares else _("It is not shared."),
        )
    return redirect("supervision:case_list")


@require_http_methods(["GET", "POST"])
def house_lines(request: HttpRequest) -> HttpResponse:
    """What the house says, in one language at a time (`?in=`). People read it in their space."""
    require(request, Permission.RUN_HOUSE)
    user: User = request.user  # type: ignore[assignment]
    spoken = [language for language in Language.choices if language[0] in user.agency.languages]
    codes = [code for code, _label in spoken]
    asked = request.GET.get("in", get_language())
    language = asked if asked in codes else codes[0]
    if request.method == "POST":
        form = HouseLinesForm(request.POST, agency=user.agency)
        if form.is_valid():
            services.set_house_lines(language=form.cleaned_data["language"], texts=form.texts(), by=user)
            messages.success(request, _("Saved. Peers and people read it from now on."))
            return redirect("supervision:case_list")
    else:
        initial = {"language": language, **queries.lines_in(user.agency_id, language)}
        form = HouseLinesForm(agency=user.agency, initial=initial)
    context = {"spoken": spoken, "language": form["language"].value()}
    return page(request, "supervision/house_lines.html", context, form=form)
