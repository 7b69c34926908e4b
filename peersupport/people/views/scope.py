"""What the views of this app fetch: within reach or 404; within reach but not theirs to change, 403."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect

from peersupport.accounts.roles import Permission
from peersupport.core.http import require
from peersupport.people.models import Pairing, SupportedPerson


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, also when it is empty; None while a form is only looked at."""
    return request.POST if request.method == "POST" else None


def person_in_reach(request: HttpRequest, pk: uuid.UUID) -> SupportedPerson:
    require(request, Permission.SEE_PEOPLE)
    within = SupportedPerson.objects.reached_by(request.user).select_related("program", "agency")
    return get_object_or_404(within, pk=pk)


def person_to_change(request: HttpRequest, pk: uuid.UUID) -> SupportedPerson:
    person = person_in_reach(request, pk)
    if not SupportedPerson.objects.changed_by(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    return person


def person_to_contact(request: HttpRequest, pk: uuid.UUID) -> SupportedPerson:
    """For contact details, which wait while a return rests on a peer's word alone."""
    person = person_to_change(request, pk)
    if not SupportedPerson.objects.contacted_by(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    return person


def person_walked_with(request: HttpRequest, pk: uuid.UUID) -> SupportedPerson:
    """For what only the two of them share; the office has no part in it."""
    person = person_to_change(request, pk)
    if not SupportedPerson.objects.paired_with(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    return person


def pairing_to_change(request: HttpRequest, pk: uuid.UUID) -> Pairing:
    require(request, Permission.SEE_PEOPLE)
    shown = Pairing.objects.shown_to(request.user).select_related("person", "peer__user")
    pairing: Pairing = get_object_or_404(shown, pk=pk)
    if not Pairing.objects.handled_by(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    return pairing


def pairing_asking(request: HttpRequest, pk: uuid.UUID) -> Pairing:
    """A question that is open to this peer. 404 for everybody else."""
    require(request, Permission.LOG_SESSION)
    asking = Pairing.objects.asking(request.user).select_related("person__program", "peer__user")
    pairing: Pairing = get_object_or_404(asking, pk=pk)
    return pairing


def back_to_person(request: HttpRequest, person_id: uuid.UUID) -> HttpResponseRedirect:
    """The person's page, or the list when the page is no longer within reach; home where lists are put away."""
    if SupportedPerson.objects.reached_by(request.user).filter(pk=person_id).exists():
        return redirect("home:person_page", person_id)
    return redirect("people:person_list" if request.user.agency.keeps_names else "home:index")
