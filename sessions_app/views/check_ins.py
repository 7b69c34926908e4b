"""Handing over the phone: a bare page on which the person alone answers, and nothing of it comes back to the peer.

How far they are stands in this browser's session for some minutes; every POST redirects, so that neither back nor
reload shows or sends anything again. Yes and no, an answer and a skip all end on the same page.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.http import require_http_methods

from peersupport.accounts.roles import Permission
from peersupport.core import clock
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from peersupport.people.models import SupportedPerson
from sessions_app import check_ins
from sessions_app.forms.check_ins import AnswerForm, QuestionsForm
from sessions_app.models import CheckInAnswer
from sessions_app.queries import person_to_write_about
from sessions_app.services import check_ins as services

KEY, LASTS = "hand_over", timedelta(minutes=5)
START, ASK, CHOOSE, QUESTION, SHOW, BACK = "start", "ask", "choose", "question", "show", "back"


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Raises Http404 out of reach, NotAllowed during a break, ConsentMissing without a yes in force."""
    require(request, Permission.LOG_SESSION)
    person = person_to_write_about(request.user, pk)
    check_ins.require_askable(person)
    step = _step(request, person)
    with translation.override(language_of(person)):
        if request.method != "POST":
            return _shown(request, person, step)
        if "done" in request.POST:
            request.session.pop(KEY, None)
            return redirect("home:person_page", pk=pk)
        answer = TAKES[step](request, person)
        if isinstance(answer, HttpResponse):
            return answer
    _remember(request, person, answer)
    return redirect("sessions_app:hand_over", pk=pk)


def language_of(person: SupportedPerson) -> str:
    """Theirs, if the product speaks it: it is their page now."""
    spoken = dict(settings.LANGUAGES)
    return person.language if person.language in spoken else translation.get_language() or "en"


def _step(request: HttpRequest, person: SupportedPerson) -> str:
    """How far this browser is with this person; the start again after some minutes."""
    kept = request.session.get(KEY, {})
    if kept.get("person") != str(person.pk) or datetime.fromisoformat(kept["at"]) < clock.now() - LASTS:
        return START
    return str(kept["step"])


def _remember(request: HttpRequest, person: SupportedPerson, step: str) -> None:
    request.session[KEY] = {"person": str(person.pk), "step": step, "at": clock.now().isoformat()}


def _shown(
    request: HttpRequest, person: SupportedPerson, step: str, *, form: forms.Form | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"step": step}
    if step == CHOOSE:
        form = form or QuestionsForm()
    elif step == QUESTION:
        question = check_ins.question_of_the_week(person)
        if (
            question is None
        ):  # switched off on their own phone in the meantime, or one that waits for a meeting
            context["step"] = BACK
        else:
            context |= {"question": question, "answers": CheckInAnswer.choices}
    return page(request, "sessions_app/hand_over.html", context, form=form)


def _after_start(_request: HttpRequest, person: SupportedPerson) -> str:
    return QUESTION if check_ins.wish_of(person).is_on else ASK


def _after_asking(request: HttpRequest, _person: SupportedPerson) -> str:
    return CHOOSE if "yes" in request.POST else BACK


def _after_choosing(request: HttpRequest, person: SupportedPerson) -> str | HttpResponse:
    if "no" in request.POST:
        return BACK
    form = QuestionsForm(request.POST)
    if form.is_valid():
        try:
            services.wish_check_ins(
                person=person, is_on=True, questions=form.cleaned_data["questions"], by=request.user
            )
        except DomainError as error:
            add_error(form, error)
        else:
            return QUESTION
    return _shown(request, person, CHOOSE, form=form)


def _after_the_question(request: HttpRequest, person: SupportedPerson) -> str:
    if "stop" in request.POST:
        services.wish_check_ins(person=person, is_on=False, questions=[], by=request.user)
        return BACK
    form, question = AnswerForm(request.POST), check_ins.question_of_the_week(person)
    if question is None or not form.is_valid():
        return QUESTION if "skip" not in request.POST else BACK
    services.answer_check_in(
        person=person, question=question, answer=form.cleaned_data["answer"], by=request.user
    )
    return SHOW


def _after_showing(request: HttpRequest, person: SupportedPerson) -> str:
    """Only here, right after the answer, can a screen that was handed over show anything."""
    if "yes" in request.POST:
        week = services.week_of(person)
        services.show_check_in(person=person, week=week, shown=True, by=request.user)
    return BACK


def _after_the_end(_request: HttpRequest, _person: SupportedPerson) -> str:
    return BACK


TAKES: dict[str, Callable[[HttpRequest, SupportedPerson], str | HttpResponse]] = {
    START: _after_start,
    ASK: _after_asking,
    CHOOSE: _after_choosing,
    QUESTION: _after_the_question,
    SHOW: _after_showing,
    BACK: _after_the_end,
}
