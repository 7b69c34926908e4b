"""The pages of a plan from either side: a peer's under /people/ and the person's own under /my/."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peersupport.accounts.models import User
from peersupport.audit.services import Purpose
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.people.models import SupportedPerson
from sessions_app.forms import plan as plan_forms
from sessions_app.models import Connection, Goal, HelpsMe, Step
from sessions_app.plan import Reader, open_line, readable_rows
from sessions_app.plan_words import ideas, whose_steps
from sessions_app.services import plan as services

MODELS: dict[str, Any] = {"goal": Goal, "step": Step, "help": HelpsMe, "connection": Connection}
ARGUMENT = {"goal": "goal", "step": "step", "help": "line", "connection": "connection"}
# What a page of its own writes: the form of a new row, and that of one that is there.
NEW: dict[str, tuple[type[forms.Form], Callable[..., Any]]] = {
    "goal": (plan_forms.GoalForm, services.add_goal),
    "step": (plan_forms.StepForm, services.add_step),
    "help": (plan_forms.HelpForm, services.add_help),
    "connection": (plan_forms.ConnectionForm, services.add_connection),
}
THERE: dict[str, tuple[type[forms.Form], Callable[..., Any]]] = {
    "goal": (plan_forms.RewordForm, services.reword_goal),
    "step": (plan_forms.DoneForm, services.finish_step),
    "connection": (plan_forms.CourseForm, services.move_connection),
}
# One tap each: the service, what the page says then, and the tap that undoes it.
TAPS: dict[tuple[str, str], tuple[Callable[..., Any], Any, str]] = {
    ("goal", "mine"): (services.say_mine, gettext_lazy("Written down."), "not-mine"),
    ("goal", "not-mine"): (services.take_mine_back, gettext_lazy("It is a suggestion again."), ""),
    ("goal", "reach"): (services.reach, gettext_lazy("Done. It stands under what was done."), "reopen"),
    ("goal", "let-go"): (services.let_go, gettext_lazy("Let go. No reason is needed."), "reopen"),
    ("goal", "reopen"): (services.reopen_goal, gettext_lazy("It counts again."), ""),
    ("step", "done"): (services.finish_step, gettext_lazy("Done. It stands under what was done."), "reopen"),
    ("step", "let-go"): (services.let_go_step, gettext_lazy("Let go. No reason is needed."), "reopen"),
    ("step", "reopen"): (services.reopen_step, gettext_lazy("It is still to come."), ""),
    ("help", "remove"): (services.remove_help, gettext_lazy("Gone."), ""),
}


@dataclass(frozen=True)
class Side:
    """Whose page it is. `own`: the person's."""

    user: User
    person: SupportedPerson
    own: bool

    @property
    def space(self) -> str:
        return "my_record" if self.own else "sessions_app"

    @property
    def purpose(self) -> Purpose:
        return Purpose.OWN_RECORD if self.own else Purpose.OWN_WORK

    @property
    def url(self) -> str:
        return reverse(f"{self.space}:plan", args=[] if self.own else [self.person.pk])

    def new_url(self, what: str) -> str:
        return reverse(f"{self.space}:plan_add", args=[what] if self.own else [self.person.pk, what])

    def context(self) -> dict[str, Any]:
        """What every page of a plan needs to speak in the right voice and lead to the right places."""
        return {
            "own": self.own,
            "person": self.person,
            "plan_url": self.url,
            "new": {what: self.new_url(what) for what in NEW},
            "item_route": f"{self.space}:plan_item",
            "tap_route": f"{self.space}:plan_change",
            "ideas": ideas(own=self.own),
            "whose": whose_steps(own=self.own),
        }


def unopened(what: str, pk: uuid.UUID) -> Any:
    """The row a tap is about, as it stands. Whose it is, is asked next. Raises Http404 for what there is not."""
    if what not in MODELS:
        raise Http404
    return get_object_or_404(MODELS[what], pk=pk)


def tap(request: HttpRequest, side: Side, row: Any, *, what: str, verb: str) -> HttpResponse:
    """One tap on one row, and back to the plan."""
    if (what, verb) not in TAPS:
        raise Http404
    service, sentence, undo = TAPS[what, verb]
    service(**{ARGUMENT[what]: row}, by=request.user)
    if undo:
        url = reverse(f"{side.space}:plan_change", args=[what, row.pk, undo])
        messages.success(request, sentence, extra_tags=f"undo:{url}")
    else:
        messages.success(request, sentence)
    return redirect(side.url)


def add(request: HttpRequest, side: Side, *, what: str) -> HttpResponse:
    """A page to write one new thing into the plan."""
    if what not in NEW:
        raise Http404
    form_class, service = NEW[what]
    goal = _goal_asked(request, side) if what == "step" else None
    form = form_class(
        request.POST if request.method == "POST" else None,
        own=side.own,
        initial={"goal": goal.pk} if goal else None,
    )
    if form.is_valid():
        said = dict(form.cleaned_data)
        if what == "step":
            said["goal"] = goal
        if _written(request, form, service, person=side.person, **said):
            return redirect(side.url)
    context = side.context() | {"what": what, "goal": _words_of(side, goal)}
    return page(request, "sessions_app/plan_add.html", context, form=form)


def _goal_asked(request: HttpRequest, side: Side) -> Goal | None:
    """The goal a step belongs to, named in the address or the form, if it is theirs to read. Raises Http404."""
    asked = request.POST.get("goal") or request.GET.get("goal")
    if not asked:
        return None
    try:
        return _readable(side, Goal, uuid.UUID(asked))
    except ValueError:
        raise Http404 from None


def _readable(side: Side, model: Any, pk: uuid.UUID) -> Any:
    for row in readable_rows(side.person):
        if type(row) is model and row.pk == pk:
            return row
    raise Http404


def _words_of(side: Side, row: Any) -> Any:
    """One row in plain text, with a trace; None for none."""
    if row is None:
        return None
    via = Reader.of(side.user, side.person).via([row])
    return open_line(row, by=side.user, purpose=side.purpose, via=via)


def change(request: HttpRequest, side: Side, *, what: str, pk: uuid.UUID) -> HttpResponse:
    """A page to say something differently, on another day, or how far it has come."""
    if what not in THERE:
        raise Http404
    form_class, service = THERE[what]
    row = _readable(side, MODELS[what], pk)
    if what == "goal" and row.peer_id is None and not side.own:
        raise PermissionDenied  # what the person typed only they say differently
    opened = _words_of(side, row)
    form = form_class(
        request.POST if request.method == "POST" else None, own=side.own, initial=_initial(what, opened)
    )
    if form.is_valid() and _written(request, form, service, **{ARGUMENT[what]: row}, **form.cleaned_data):
        return redirect(side.url)
    context = side.context() | {"what": what, "line": opened}
    return page(request, "sessions_app/plan_item.html", context, form=form)


def _initial(what: str, opened: Any) -> dict[str, Any]:
    if what == "goal":
        return {"text": opened.text}
    if what == "step":
        return {"done_on": opened.row.done_on}
    return {
        "state": opened.row.state,
        "goes_along": opened.goes_along,
        "planned_on": opened.row.planned_on,
    }


def _written(request: HttpRequest, form: forms.Form, service: Callable[..., Any], **said: Any) -> bool:
    try:
        service(**said, by=request.user)
    except DomainError as error:
        add_error(form, error)
        return False
    messages.success(request, _("Saved."))
    return True
