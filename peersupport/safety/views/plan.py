"""The plan for hard times as staff see it: who walks with the person at once, a supervisor after saying why."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.accounts.roles import Permission
from peersupport.audit.services import Purpose
from peersupport.core.errors import NotAllowed
from peersupport.core.http import page, require
from peersupport.people.models import SupportedPerson
from peersupport.safety.forms import WhyForm
from peersupport.safety.models import SafetyPlan
from peersupport.safety.queries.plan import PlanReader, open_plan

from . import plan_side
from .plan_side import Side


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Words never open by following a link, but to who walks with the person."""
    person = _reached(request, pk)
    reader = PlanReader.of(request.user, person)
    purpose = Purpose.OWN_WORK if reader.walk is not None else None
    why = WhyForm(request.POST if purpose is None and request.method == "POST" else None)
    if why.is_valid():
        purpose = Purpose(why.cleaned_data["why"])
    opens = reader.opens
    context: dict[str, Any] = {"person": person, "opens": opens, "why": why}
    if opens and purpose:
        context["plan"] = open_plan(person, by=request.user, purpose=purpose, via=reader.via)
    context["may_write"] = reader.may_write()
    context["why_not"] = reader.why_not() if reader.walk is not None else ""
    return page(request, "safety/plan.html", context)


def _reached(request: HttpRequest, pk: UUID) -> SupportedPerson:
    """Somebody whose meetings this member of staff may know of. The office has no page about words."""
    user = request.user
    if not (user.may(Permission.LOG_SESSION) or user.may(Permission.SEE_LINKED_SESSIONS)):
        raise Http404
    reached = SupportedPerson.objects.reached_by(user).select_related("program", "agency")
    person: SupportedPerson = get_object_or_404(reached.filter(erased_at=None), pk=pk)
    return person


def _side(request: HttpRequest, pk: UUID, **more: Any) -> Side:
    """Raises Http404 for anybody the reader does not walk with or may not read, NotAllowed during a break or without a
    yes in force."""
    require(request, Permission.LOG_SESSION)
    person = _reached(request, pk)
    reader = PlanReader.of(request.user, person)
    if reader.walk is None:
        raise Http404
    if reader.is_on_a_break:
        raise NotAllowed(
            translation.gettext("You two are taking a break. When it is over, you can write again.")
        )
    if sentence := reader.why_not():
        raise NotAllowed(sentence)
    if not reader.may_write():
        raise Http404
    after = reverse("safety:plan", args=[pk])
    return Side(user=request.user, person=person, via=reader.via, **{"template": "", "after": after, **more})


@require_http_methods(["GET", "POST"])
def plan_write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Both look at one screen, and the peer types what the person says."""
    side = _side(
        request, pk, template="safety/plan_write.html", back_route=("safety:plan_back", pk),
        draft_url=reverse("safety:plan_draft", args=[pk]),
    )  # fmt: skip
    return plan_side.write(request, side)


@require_POST
def plan_draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    return plan_side.keep_draft(request, _side(request, pk))


@require_POST
def plan_back(request: HttpRequest, pk: UUID, number: int, base: int) -> HttpResponse:
    return plan_side.take_back(request, _side(request, pk), number=number, base=base)


@require_http_methods(["GET", "POST"])
def plan_hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The phone in the person's hand: a bare page in their language, on which they type themselves. No draft is kept:
    what they do not save is gone."""
    here = reverse("safety:plan_hand_over", args=[pk])
    side = _side(
        request, pk, template="safety/plan_hand_over.html", after=f"{here}?done=1", typed=SafetyPlan.Typed.HANDED
    )  # fmt: skip
    if "done" in request.POST:
        return redirect("safety:plan", pk=pk)
    with translation.override(side.language):
        if "done" in request.GET:
            return page(request, "safety/plan_handed_back.html", {"person": side.person})
        return plan_side.write(request, side)
