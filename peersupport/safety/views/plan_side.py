"""Writing a plan for hard times, from either side: a peer's under /people/ and the person's own under /my/."""

from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from peersupport.accounts.models import Language, User
from peersupport.audit.services import Purpose
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import add_error, page
from peersupport.people.models import SupportedPerson
from peersupport.safety import services
from peersupport.safety.forms import PlanForm
from peersupport.safety.queries.plan import OpenPlan, kept_draft, open_plan


@dataclass(frozen=True)
class Side:
    """Who writes, for whom, and where the pages lie. `typed`: said by the page itself, not asked."""

    user: User
    person: SupportedPerson
    template: str
    after: str
    back_route: tuple[Any, ...] = ()
    draft_url: str = ""
    typed: str = ""
    via: str = "person"
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def own(self) -> bool:
        return self.user.kind == User.Kind.PERSON

    @property
    def now(self) -> OpenPlan | None:
        purpose = Purpose.OWN_RECORD if self.own else Purpose.OWN_WORK
        return open_plan(self.person, by=self.user, purpose=purpose, via=self.via)

    @property
    def language(self) -> str:
        found = (self.person.language, self.user.language)
        return next((one for one in found if one in Language.values), Language.EN)


def write(request: HttpRequest, side: Side) -> HttpResponse:
    """The form, filled with what stands there or with what was typed and not saved."""
    now = side.now
    draft = kept_draft(side.person, by=side.user) if side.draft_url else {}
    data = request.POST if request.method == "POST" else None
    form = _form(side, now, draft, data)
    stands = None
    if form.is_valid():
        said = form.said()
        typed = {"typed": side.typed} if side.typed else {}
        try:
            saved = services.save_plan(person=side.person, by=side.user, **{**said, **typed})
            _say_saved(request, side, saved.number)
            return redirect(side.after)
        except services.PlanChanged as error:
            # Their words stay in the boxes; what stands there now is shown below, and saving again counts.
            stands = now
            form = _form(side, now, draft, {**request.POST.dict(), "base": now.row.number if now else 0})
            form.add_error(None, _("%(what)s Below is what stands there now.") % {"what": error})
        except WrongState:
            raise
        except DomainError as error:
            add_error(form, error)
    context = {
        "person": side.person, "side": side, "has_draft": bool(draft), "stands": stands, **side.context,
    }  # fmt: skip
    return page(request, side.template, context, form=form)


def _form(side: Side, now: OpenPlan | None, draft: dict[str, str], data: Any) -> PlanForm:
    row = now.row if now else None
    speaks = row.language if row else side.language
    initial: dict[str, Any] = {
        "base": row.number if row else 0,
        "language": speaks,
        "show_not_wanted": PlanForm.answer_of(row),
        **(now.texts if now else {}),
        **draft,
    }
    return PlanForm(data, initial=initial, asks_how=not side.own and not side.typed, speaks=speaks)


def _say_saved(request: HttpRequest, side: Side, number: int) -> None:
    if not side.back_route:
        return
    name, *arguments = side.back_route
    undo = reverse(name, args=[*arguments, number - 1, number])
    messages.success(request, _("Saved."), extra_tags=f"undo:{undo}")


def keep_draft(request: HttpRequest, side: Side) -> HttpResponse:
    """Autosave; says truthfully whether it worked. With "drop" it throws away what was kept."""
    if "drop" in request.POST:
        services.drop_plan_draft(person=side.person, by=side.user)
        messages.success(request, _("Thrown away. Nobody can read it any more."))
        return redirect(side.after)
    try:
        services.save_plan_draft(person=side.person, payload=PlanForm.payload(request.POST), by=side.user)
    except DomainError as error:
        return JsonResponse({"reason": str(error)}, status=409 if isinstance(error, WrongState) else 422)
    saved_at = clock.now().astimezone(ZoneInfo(side.person.program.time_zone))
    return JsonResponse({"saved_at": saved_at.strftime("%H:%M")})


def take_back(request: HttpRequest, side: Side, *, number: int, base: int) -> HttpResponse:
    """As it was in an earlier version, or with nothing in it. base: the version that is to be the one before."""
    services.take_plan_back(person=side.person, number=number, base=base, by=side.user)
    messages.success(request, _("It is as it was before."))
    return redirect(side.after)
