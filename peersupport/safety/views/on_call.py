"""Who is on call now and next, and one's own shifts: given back, or handed over to a colleague who says yes."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from peersupport.core import clock
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import add_error, page
from peersupport.safety import services
from peersupport.safety.forms.on_call import HandOverForm
from peersupport.safety.models import HandOver, OnCallPerson, OnCallShift
from peersupport.safety.queries.now import moves_up, on_call_page
from peersupport.safety.queries.planner import rank_words, shift_words

from .scope import sent, staff


@require_GET
def on_call(request: HttpRequest) -> HttpResponse:
    user = staff(request)
    runs_house = user.may(Permission.RUN_HOUSE)
    is_named = OnCallPerson.objects.in_force(user.agency_id).filter(user=user).exists()
    shown = {"runs_house": runs_house, "is_named": is_named, "plans": runs_house or is_named}
    return page(request, "safety/on_call.html", {"shown": on_call_page(user), **shown})


@require_GET
def shift(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = staff(request)
    found = _shift(user, pk)
    waiting = HandOver.objects.waiting().filter(shift=found).select_related("asked").first()
    shown = {
        "shift": found,
        "words": shift_words(found),
        "place": rank_words(found.rank),
        "waiting": waiting,
        "is_mine": found.user_id == user.pk,
        "is_over": found.ended_at is not None or found.ends_at <= clock.now(),
        "plans": user.may(Permission.RUN_HOUSE),
    }
    return page(request, "safety/shift.html", shown)


@require_POST
def shift_give_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = staff(request)
    given = services.give_back_shift(shift=_shift(user, pk), by=user)
    behind = moves_up(given)
    if behind:
        messages.success(request, _("It is off. %(name)s moves up.") % {"name": behind[0]})
    else:
        messages.warning(
            request,
            _("It is off. For now nobody is on call then: the phone plan is asked. The office sees it."),
        )
    return redirect("safety:on_call" if given.user_id == user.pk else "safety:planner")


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = staff(request)
    found = get_object_or_404(_mine(user), pk=pk)
    named = OnCallPerson.objects.in_force(user.agency_id).exclude(user=user)
    form = HandOverForm(sent(request), colleagues=[one.user for one in named])
    if form.is_valid():
        try:
            asked = services.ask_to_take_over(shift=found, asked=form.colleague(), by=user)
            messages.success(
                request, _("%(name)s is asked. Until their yes it stays yours.") % {"name": asked.asked.name}
            )
            return redirect("safety:on_call")
        except WrongState:
            raise
        except DomainError as error:
            add_error(form, error)
    return page(request, "safety/hand_over.html", {"shift": found, "words": shift_words(found)}, form=form)


@require_POST
def hand_over_answer(request: HttpRequest, pk: uuid.UUID, answer: str) -> HttpResponse:
    user = staff(request)
    asked = get_object_or_404(HandOver, pk=pk, asked=user)
    try:
        passed = services.answer_hand_over(hand_over=asked, says_yes=answer == "yes", by=user)
    except WrongState:
        raise
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("safety:on_call")
    if passed:
        messages.success(request, _("It is yours: %(when)s") % {"when": shift_words(passed)})
    else:
        messages.success(request, _("Not this time. It stays with your colleague."))
    return redirect("safety:on_call")


@require_POST
def asking_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = staff(request)
    services.take_back_asking(hand_over=get_object_or_404(HandOver, pk=pk, asked_by=user), by=user)
    messages.success(request, _("Taken back. The shift is yours as before."))
    return redirect("safety:on_call")


def _mine(user: User):  # type: ignore[no-untyped-def]
    rows = OnCallShift.objects.filter(agency_id=user.agency_id, user=user)
    return rows.select_related("user", "program", "agency")


def _shift(user: User, pk: uuid.UUID) -> OnCallShift:
    """One's own; the office's are all of the house."""
    rows = OnCallShift.objects.filter(agency_id=user.agency_id)
    if Role.ADMIN not in user.roles:
        rows = rows.filter(user=user)
    found: OnCallShift = get_object_or_404(rows.select_related("user", "program", "agency"), pk=pk)
    return found
