import uuid
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from consent.models import ConfidentialityPolicy
from consent.querysets import may_read
from peersupport.accounts.models import Agency, User
from peersupport.accounts.roles import Permission, Role
from peersupport.core.http import page, require
from peersupport.notifications.kinds import SUPERVISORS
from peersupport.people.models import SupportedPerson
from peersupport.safety.queries.concern_lines import home_lines, with_worries
from peersupport.safety.queries.now import on_call_today
from sessions_app.querysets import Cursor
from sessions_app.relation_querysets import to_look_at

from . import queries
from .queries.person_page import contact_of


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Everybody's first page: a part for each role, people have their own."""
    user = request.user
    if user.kind == User.Kind.PERSON:
        return _my_space(request)
    context: dict[str, Any] = {}
    if Role.PEER in user.roles:
        context["peer"] = queries.peer_home(user)
    if user.roles & SUPERVISORS:
        context["supervisor"] = queries.supervisor_home(user)
    if Role.ADMIN in user.roles:
        context["office"] = queries.office_home(user)
    parts = len(context)
    context["to_look_at"] = to_look_at() if "peer" in context or "supervisor" in context else []
    context["on_call"] = on_call_today(user) if parts else None
    context["draft"] = _promise_to_read(user.agency_id)
    waits = queries.what_waits(user)
    context["worries"] = home_lines(user, talks=waits.talks) if waits.worries else []
    context["something_for_you"] = bool(parts) and waits.unread
    context["may_publish"] = user.may(Permission.PUBLISH_POLICY)
    return page(request, "home/index.html", {**context, "has_several_parts": parts > 1})


def _my_space(request: HttpRequest) -> HttpResponse:
    people = SupportedPerson.objects.reached_by(request.user).select_related("program", "agency")
    person = people.filter(died_on=None).first()
    mine = queries.person_home(request.user, person) if person else None
    draft = _promise_to_read(person.agency_id) if person else None
    return page(request, "home/person.html", {"mine": mine, "person": person, "draft": draft})


def _promise_to_read(agency_id: uuid.UUID) -> ConfidentialityPolicy | None:
    """That there is one: its words are another page's."""
    return ConfidentialityPolicy.objects.only("pk").open_for_comment(agency_id)


@require_GET
def week(request: HttpRequest) -> HttpResponse:
    """A supervisor's week in a few lines: what the message of Monday morning leads to."""
    if not request.user.roles & SUPERVISORS:
        raise Http404
    return page(request, "home/week.html", {"lines": queries.week_lines(request.user)})


@require_GET
def person_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a member of staff sees of a person, as far as their relation reaches."""
    person = _reached(request, pk)
    before = Cursor.read(request.GET.get("before", ""))
    shown = queries.person_page(request.user, person, before=before)
    worries = zip(person.worry_keys, person.worry_days, strict=True)
    return page(request, "home/person_page.html", {"shown": shown, "person": person, "worries": worries})


@require_http_methods(["GET", "POST"])
def person_reach(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How to reach somebody: opened by a tap, which leaves a trace. Nothing opens by following a link."""
    person = _reached(request, pk)
    if not may_read(person_id=person.pk, content="contact"):
        raise Http404
    if request.method != "POST":
        return redirect("home:person_page", pk=person.pk)
    contact = contact_of(request.user, person)
    return page(request, "home/person_reach.html", {"person": person, "contact": contact})


@csrf_exempt  # a way out never answers with an error; other sites can't send the session along (SameSite)
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Away at once, to a page that says nothing. Only a POST signs out; a link that was followed does not."""
    to = request.user.agency.quick_exit_url if request.user.is_authenticated else _default_exit()
    if request.method == "POST":
        logout(request)
        # A redirect to another site after a form is refused by form-action in some browsers, a refresh is not.
        response = render(request, "home/leave.html", {"to": to})
        response["Refresh"] = f"0; url={to}"
    else:
        response = HttpResponseRedirect(to, status=303)
    response["Clear-Site-Data"] = '"cache"'
    return response


def _default_exit() -> str:
    return str(Agency._meta.get_field("quick_exit_url").default)


def _reached(request: HttpRequest, pk: uuid.UUID) -> SupportedPerson:
    require(request, Permission.SEE_PEOPLE)
    reached = with_worries(SupportedPerson.objects.reached_by(request.user), request.user)
    return get_object_or_404(reached.select_related("program", "agency"), pk=pk)
