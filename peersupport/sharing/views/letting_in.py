"""Letting somebody in for a while: by the person alone, or by two of the office. Ended by one tap, without a reason."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent.models import ConfidentialityPolicy
from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.accounts.step_up import ask_again
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.http import add_error, page, require
from peersupport.my_record.queries import kept_away
from peersupport.people import services as people
from peersupport.people.models import AskedGrant, PersonGrant, SupportedPerson
from peersupport.people.services.letting_in import not_available_for
from peersupport.people.views.scope import person_to_change, sent
from peersupport.sharing import letting_in, services
from peersupport.sharing.forms import AskInForm, LetInForm

from .scope import my_person


@require_GET
def my_let_in(request: HttpRequest) -> HttpResponse:
    """Who is let in to what is mine, why and until when, and what the office asks for."""
    person = my_person(request)
    context = {"person": person, "shown": letting_in.let_in(request.user, person=person)}
    return page(request, "sharing/my_let_in.html", context)


@require_http_methods(["GET", "POST"])
def my_let_in_add(request: HttpRequest) -> HttpResponse:
    person = my_person(request)
    ask_again(request)
    away = {colleague.user_id for colleague in kept_away(person)}
    here = letting_in.colleagues(person, by=request.user)
    form = LetInForm(
        sent(request), colleagues={user: roles for user, roles in here.items() if user.pk not in away}
    )
    if form.is_valid():
        try:
            grant = services.let_in(person=person, by=request.user, **form.said())
            messages.success(request, _("%(name)s is let in.") % {"name": grant.user.name})
            return redirect("sharing:my_let_in")
        except DomainError as error:
            add_error(form, error)
    return page(request, "sharing/my_let_in_add.html", {"person": person}, form=form)


@require_GET
def person_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For who walks with the person, and for the office."""
    person = person_to_change(request, pk)
    context = {
        "person": person,
        "shown": letting_in.let_in(request.user, person=person),
        "may_ask": request.user.may(Permission.ARRANGE_PAIRINGS) and person.died_on is None,
    }
    return page(request, "sharing/person_in.html", context)


@require_http_methods(["GET", "POST"])
def let_in_ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another one of the office agrees first. Where there is nobody else it opens later, and the person reads of it."""
    person = person_to_change(request, pk)
    if not request.user.may(Permission.ARRANGE_PAIRINGS):
        raise PermissionDenied
    ask_again(request)
    form = AskInForm(
        sent(request),
        colleagues=letting_in.colleagues(person, by=request.user),
        unavailable=not_available_for(person),
    )
    if form.is_valid():
        try:
            made = people.ask_to_let_in(
                person=person, wait_days=_wait_days(person), by=request.user, **form.said()
            )
            messages.success(request, _said(made))
            return redirect("sharing:person_in", pk)
        except (NotAllowed, WrongState):
            raise
        except DomainError as error:
            add_error(form, error)
    context = {"person": person, "wait_days": _wait_days(person)}
    return page(request, "sharing/let_in_ask.html", context, form=form)


@require_POST
def let_in_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Yes by another one of the office; no by them, by who asked, and by the person or who walks with them."""
    asked = get_object_or_404(
        AskedGrant.objects.known_to(request.user).select_related("person__agency"), pk=pk
    )
    answer = request.POST.get("answer")
    if answer not in {"yes", "no"}:
        raise Http404
    if answer == "no":
        people.drop_let_in(asked=asked, by=request.user)
        messages.success(request, _("It is off the list. Nobody was let in."))
        return redirect(_back(request, asked.person_id))
    if not letting_in.may_confirm(asked, request.user):
        raise PermissionDenied
    ask_again(request)
    try:
        people.confirm_let_in(asked=asked, wait_days=_wait_days(asked.person), by=request.user)
        messages.success(request, _("Confirmed. The person reads of it before it opens."))
    except (NotAllowed, WrongState):
        raise
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(_back(request, asked.person_id))


@require_POST
def let_in_end(request: HttpRequest, pk: int) -> HttpResponse:
    """At once, by one tap."""
    grant = get_object_or_404(PersonGrant.objects.known_to(request.user), pk=pk)
    people.revoke_grant(grant=grant, by=request.user)
    messages.success(request, _("Ended. From now on it opens nothing."))
    return redirect(_back(request, grant.content_object_id))


@require_GET
def house_in(request: HttpRequest) -> HttpResponse:
    """Everybody who is let in, for the office. No word of what they may read."""
    require(request, Permission.RUN_HOUSE)
    return page(request, "sharing/house_in.html", {"shown": letting_in.let_in(request.user)})


def _wait_days(person: SupportedPerson) -> int:
    return ConfidentialityPolicy.objects.wait_days_in(person.agency)


def _said(made: AskedGrant | PersonGrant) -> str:
    if isinstance(made, AskedGrant):
        return _("Asked. Another one in the office agrees to it first.")
    return _("Written down. It opens later, so that the person can read of it and say no.")


def _back(request: HttpRequest, person_id: UUID) -> str:
    if request.user.kind == User.Kind.PERSON:
        return reverse("sharing:my_let_in")
    return reverse("sharing:person_in", args=[person_id])
