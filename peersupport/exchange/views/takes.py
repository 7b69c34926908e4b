"""A list as the reader sees it, to take along."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.accounts.roles import Permission
from peersupport.accounts.step_up import ask_again
from peersupport.core.http import page, require
from peersupport.exchange import services
from peersupport.exchange.forms import WhyForm
from peersupport.people.forms import PeopleFilterForm
from peersupport.people.models import SupportedPerson
from peersupport.people.queries import programs_for
from sessions_app.forms import FilterForm
from sessions_app.listing import filter_choices
from sessions_app.querysets import SessionFilter

from .csv import as_file
from .scope import sent


@require_http_methods(["GET", "POST"])
def people_take(request: HttpRequest) -> HttpResponseBase:
    """The list of people with the filters that stand in the address."""
    require(request, Permission.SEE_PEOPLE)
    ask_again(request, back=request.get_full_path())
    form = WhyForm(sent(request))
    if form.is_valid():
        filters = PeopleFilterForm(request.GET, user=request.user, programs=programs_for(request.user))
        people = (
            SupportedPerson.objects.reached_by(request.user).listed().chosen(request.user, **filters.chosen)
        )
        lines = services.take_people(people=people, why=form.cleaned_data["why"], by=request.user)
        return as_file(request.user, lines)
    context = {"back_url": reverse("people:person_list"), "of_people": True}
    return page(request, "exchange/take.html", context, form=form)


@require_http_methods(["GET", "POST"])
def meetings_take(request: HttpRequest) -> HttpResponseBase:
    """The list of meetings with the filters that stand in the address. The office has no such list."""
    may = request.user.may
    if not (may(Permission.LOG_SESSION) or may(Permission.SEE_LINKED_SESSIONS)):
        raise Http404
    ask_again(request, back=request.get_full_path())
    form = WhyForm(sent(request))
    if form.is_valid():
        lines = services.take_meetings(only=_wanted(request), why=form.cleaned_data["why"], by=request.user)
        return as_file(request.user, lines)
    return page(request, "exchange/take.html", {"back_url": reverse("sessions_app:session_list")}, form=form)


def _wanted(request: HttpRequest) -> SessionFilter:
    filters = FilterForm(request.GET, **filter_choices(request.user))
    if not filters.is_valid():
        raise Http404
    said = filters.cleaned_data
    return SessionFilter(
        state=said["state"] or None,
        program_id=said["program"],
        peer_id=said["peer"],
        person_id=said["person"],
    )


@require_POST
def my_meetings_take(request: HttpRequest) -> HttpResponseBase:
    """A person's own meetings. Nobody asks them why."""
    require(request, Permission.SEE_OWN_RECORD)
    people = SupportedPerson.objects.filter(user=request.user, died_on=None)
    person = get_object_or_404(people)
    ask_again(request, back=reverse("my_record:meeting_list"))
    lines = services.take_meetings(only=SessionFilter(), person=person, by=request.user)
    return as_file(request.user, lines)
