import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.models import Program
from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, require
from peersupport.core.names import name_key
from peersupport.people import services
from peersupport.people.forms import AddPersonForm, DeathForm, PeopleFilterForm, SearchForm
from peersupport.people.models import Pairing, SupportedPerson
from peersupport.people.queries import close_to, people_found, people_page, programs_for

from .scope import back_to_person, person_in_reach, person_to_change, sent


@require_GET
def person_list(request: HttpRequest) -> HttpResponse:
    _require_people(request)
    filters = PeopleFilterForm(request.GET, user=request.user, programs=programs_for(request.user))
    people = SupportedPerson.objects.reached_by(request.user).listed().chosen(request.user, **filters.chosen)
    listed = people_page(
        request.user, people, after=_id(request.GET.get("after")), before=_id(request.GET.get("before"))
    )
    context = {"listed": listed, "filters": filters, "search": SearchForm(), "offers": _offers(request)}
    return page(request, "people/person_list.html", {**context, **_may(request)})


@require_POST
def person_search(request: HttpRequest) -> HttpResponse:
    """POST although it changes nothing: the words of a search stand in no address, log or history."""
    _require_people(request)
    form = SearchForm(request.POST)
    found = None
    if form.is_valid():
        people = SupportedPerson.objects.reached_by(request.user).listed()
        found = people_found(request.user, people, name_key(form.cleaned_data["q"]))
    return page(request, "people/person_search.html", {"found": found, **_may(request)}, form=form)


@require_http_methods(["GET", "POST"])
def person_add(request: HttpRequest) -> HttpResponse:
    if not _may(request)["may_add"]:
        raise Http404
    programs = programs_for(request.user).exclude(level=Program.Level.NONE)
    form = AddPersonForm(sent(request), user=request.user, programs=programs)
    namesakes: list[SupportedPerson] = []
    if form.programs and form.is_valid():
        namesakes = _namesakes(request, form)
        if not namesakes:
            person = services.meet_person(by=request.user, **form.details())
            messages.success(request, _("%(name)s is added.") % {"name": person.chosen_name})
            return back_to_person(request, person.pk)
    return page(request, "people/person_add.html", {"namesakes": namesakes}, form=form)


@require_POST
def person_confirm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = person_in_reach(request, pk)
    if not request.user.may(Permission.ARRANGE_PAIRINGS):
        raise PermissionDenied
    services.confirm_person(person=person, by=request.user)
    messages.success(request, _("%(name)s is confirmed.") % {"name": person.chosen_name})
    return back_to_person(request, person.pk)


@require_http_methods(["GET", "POST"])
def person_died(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = person_to_change(request, pk)
    if person.died_on is not None:
        return redirect("home:person_page", pk)
    form = DeathForm(sent(request), initial={"died_on": person.program.today()})
    if form.is_valid():
        if not form.cleaned_data["is_sure"] and form.cleaned_data["died_on"] <= person.program.today():
            return page(request, "people/person_died_sure.html", {"person": person, "form": form})
        try:
            services.record_death(person=person, died_on=form.cleaned_data["died_on"], by=request.user)
            return redirect("home:person_page", pk)
        except DomainError as error:
            add_error(form, error)
    context = {"person": person, "close": close_to(person)}
    return page(request, "people/person_died.html", context, form=form)


def _may(request: HttpRequest) -> dict[str, bool]:
    office = request.user.may(Permission.ARRANGE_PAIRINGS)
    may_add = office or request.user.may(Permission.ADD_PERSON)
    return {"may_add": may_add and request.user.agency.keeps_names, "is_office": office}


def _require_people(request: HttpRequest) -> None:
    """A house that only counts has no list, but for people of before, as long as there are any."""
    require(request, Permission.SEE_PEOPLE)
    if request.user.agency.keeps_names:
        return
    if not SupportedPerson.objects.reached_by(request.user).listed().exists():
        raise Http404


def _offers(request: HttpRequest) -> Any:
    """Open questions to this peer: would they like to walk with somebody?"""
    if not request.user.may(Permission.LOG_SESSION):
        return []
    return Pairing.objects.asking(request.user).select_related("person")


def _namesakes(request: HttpRequest, form: AddPersonForm) -> list[SupportedPerson]:
    """People within reach who go by the same name, until the form says that this is somebody else."""
    if form.cleaned_data["is_somebody_else"]:
        return []
    key = name_key(form.cleaned_data["chosen_name"])
    found = list(SupportedPerson.objects.reached_by(request.user).listed().filter(name_key=key)[:5])
    if found:
        form.add_error(
            "is_somebody_else", _("You know somebody of this name already. Is this somebody else?")
        )
    return found


def _id(value: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(value) if value else None
    except ValueError:
        return None
