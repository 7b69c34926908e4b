"""Write down a meeting: whom, then one page."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peersupport.accounts.models import Program
from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import add_error, page, require
from sessions_app import queries, services
from sessions_app.forms import SessionForm
from sessions_app.forms.fields import length_initial
from sessions_app.hints import HINTED, Hints, Told, hints_for
from sessions_app.models import SessionDraft, SupportSession
from sessions_app.queries import Desk

from .asked import id_in, kept_way, way_on


@require_http_methods(["GET", "POST"])
def session_log(request: HttpRequest) -> HttpResponse:
    """The key of the meeting stands in the address: the same page opened twice is the same meeting."""
    require(request, Permission.LOG_SESSION)
    key = id_in(request.POST.get("key") or request.GET.get("draft"))
    person_id = id_in(request.POST.get("person") or request.GET.get("person")) or _person_of(request, key)
    if person_id is None:
        return _choose(request)
    if key is None:
        to_write = reverse("sessions_app:session_log", query={"person": person_id, "draft": uuid.uuid4()})
        return redirect(to_write)
    return write_down(request, queries.desk_for(request.user, person_id=person_id, key=key))


def _person_of(request: HttpRequest, key: UUID | None) -> UUID | None:
    """Whom a draft is about. A key without a draft of theirs stands for nothing."""
    if key is None:
        return None
    draft = SessionDraft.objects.of(request.user).filter(session_key=key).first()
    if draft is None:
        raise Http404
    return draft.person_id


def _choose(request: HttpRequest) -> HttpResponse:
    recent, rest = queries.people_to_choose(request.user)
    return page(
        request, "sessions_app/session_who.html", {"recent": recent, "rest": rest, "open_rest": not recent}
    )


def write_down(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.method == "GET":
        if desk.level == Program.Level.NONE:  # no person stands in what is kept here
            plan = {"plan": desk.plan.pk} if desk.plan else {}
            return redirect(reverse("sessions_app:tally", query=plan | kept_way(request)))
        if desk.done:
            return redirect("sessions_app:session_detail", pk=desk.key)
        form = SessionForm(desk=desk, initial=_same_as_last(request, desk))
        return form_page(request, desk, form)
    form = SessionForm(request.POST, desk=desk, facts_only="facts_only" in request.POST)
    if "later" in request.POST or "look" in request.POST:
        return _keep_for_later(request, desk, form)
    if form.is_valid():
        return _save(request, desk, form)
    return form_page(request, desk, form)


def form_page(request: HttpRequest, desk: Desk, form: SessionForm) -> HttpResponse:
    hints = hints_for([desk.person], by=request.user) if desk.rule.keeps_words else None
    context = {
        "desk": desk,
        "hints": hints,
        "left_out": hints.about(desk.person).left_out if hints else [],
        "looked": _looked(request, form, hints),
        "last": None if desk.plan else queries.last_time(desk),
    }
    return page(request, "sessions_app/session_log.html", context, form=form)


def _same_as_last(request: HttpRequest, desk: Desk) -> dict[str, object]:
    """Way, place and length of the last meeting. Never the kinds, the agenda or a word."""
    last = queries.last_time(desk) if "same" in request.GET else None
    return length_initial(last.minutes) | {"way": last.way, "place": last.place} if last else {}


def _keep_draft(request: HttpRequest, desk: Desk) -> None:
    services.save_draft(
        key=desk.key,
        person=desk.person,
        form_version=SessionForm.VERSION,
        payload=SessionForm.payload(request.POST),
        by=request.user,
    )


def _looked(request: HttpRequest, form: SessionForm, hints: Hints | None) -> list[Told] | None:
    """The hints of the server, where they were asked for."""
    if hints is None or "look" not in request.GET:
        return None
    language = str(form["language"].value() or "")
    return [
        told
        for name in HINTED
        if name in form.fields
        for told in hints.told(str(form[name].value() or ""), language, form.desk.person)
    ]


def _keep_for_later(request: HttpRequest, desk: Desk, form: SessionForm) -> HttpResponse:
    """Kept as a draft: to be finished another time, or to be looked at with hints where no script gives them."""
    try:
        _keep_draft(request, desk)
    except DomainError as error:
        add_error(form, error)
        return form_page(request, desk, form)
    if "look" in request.POST:
        query = {"person": desk.person.pk, "draft": desk.key, "look": 1} | kept_way(request)
        return redirect(reverse("sessions_app:session_log", query=query) + "#words")
    messages.success(request, _("Kept for you alone, for two weeks. You find it under “Not finished”."))
    return redirect(way_on(request))


def _save(request: HttpRequest, desk: Desk, form: SessionForm) -> HttpResponse:
    waiting = form.holds_words and (form.facts_only or not desk.has_consent)
    try:
        if waiting:  # the words can't be stored yet: they stay where only their author opens them
            _keep_draft(request, desk)
        withheld = {} if waiting or form.facts_only else form.withheld_answers()
        complete = services.complete_with_withheld if withheld else services.complete_session
        session = complete(
            key=desk.key,
            person=desk.person,
            entry=form.entry,
            keep_draft=waiting,
            by=request.user,
            **withheld,
        )
    except DomainError as error:
        add_error(form, error)
        response = form_page(
            request, queries.desk_for(request.user, person_id=desk.person.pk, key=desk.key), form
        )
        response.status_code = 409 if isinstance(error, WrongState) else 422
        return response
    messages.success(request, _saved_words(session, desk))
    return redirect(way_on(request))


def _saved_words(session: SupportSession, desk: Desk) -> str:
    if session.has_note:
        return _("Saved. %(name)s can read it.") % {"name": desk.person.chosen_name}
    return _("Saved: only that you met.")
