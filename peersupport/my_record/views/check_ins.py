"""How it is for me: switched on and off, answered, shown and taken back by the person alone."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.my_record.scope import my_person
from sessions_app.check_ins import my_answers, question_of_the_week, wish_of
from sessions_app.forms.check_ins import AnswerForm, QuestionsForm
from sessions_app.models import CheckInAnswer
from sessions_app.services import check_ins as services

SAID = {
    "show": gettext_lazy("Your peer can see it until the week is over."),
    "hide": gettext_lazy("Hidden again."),
    "take-back": gettext_lazy("Gone. Nothing of it is left."),
}


@require_http_methods(["GET", "POST"])
def check_ins(request: HttpRequest) -> HttpResponse:
    """My own answers over time, and the question of this week, if I like."""
    person = my_person(request)
    question = question_of_the_week(person)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if question is not None and form.is_valid():
        answer = form.cleaned_data["answer"]
        services.answer_check_in(person=person, question=question, answer=answer, by=request.user)
        messages.success(request, _("Kept. Only you see it."))
        return redirect("my_record:check_ins")
    answers = my_answers(person)
    context = {
        "question": question,
        "choices": CheckInAnswer.choices,
        "answers": answers,
        "is_answered": any(line.is_this_week for line in answers),
        "wish": wish_of(person),
    }
    return page(request, "my_record/check_ins.html", context, form=form)


@require_http_methods(["GET", "POST"])
def check_in_wish(request: HttpRequest) -> HttpResponse:
    """Whether I like to be asked, and what."""
    person = my_person(request)
    wish = wish_of(person)
    if "off" in request.POST:
        services.wish_check_ins(person=person, is_on=False, questions=[], by=request.user)
        messages.success(request, _("Nobody asks you any more."))
        return redirect("my_record:check_ins")
    form = QuestionsForm(
        request.POST if request.method == "POST" else None, initial={"questions": wish.questions}
    )
    if form.is_valid():
        try:
            services.wish_check_ins(
                person=person, is_on=True, questions=form.cleaned_data["questions"], by=request.user
            )
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("my_record:check_ins")
    return page(request, "my_record/check_in_wish.html", {"wish": wish}, form=form)


@require_POST
def check_in_change(request: HttpRequest, week: str, verb: str) -> HttpResponse:
    """One answer shown to my peer, hidden again, or taken back. It is named by its week: there is one a week."""
    person = my_person(request)
    try:
        monday = date.fromisoformat(week)
    except ValueError:
        raise Http404 from None
    if verb == "take-back":
        services.take_back_check_in(person=person, week=monday, by=request.user)
    elif verb in SAID:
        services.show_check_in(person=person, week=monday, shown=verb == "show", by=request.user)
    else:
        raise Http404
    messages.success(request, SAID[verb])
    return redirect("my_record:check_ins")
