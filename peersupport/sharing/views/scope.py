from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from consent.querysets import people_acted_for, people_told_of
from peersupport.accounts.roles import Permission
from peersupport.core.http import require
from peersupport.people.models import SupportedPerson

LANGUAGES = ("en", "es")


def told_of(request: HttpRequest, pk: UUID) -> SupportedPerson:
    """A person of whom this member of staff may know that something goes out."""
    require(request, Permission.SEE_PEOPLE)
    people = people_told_of(request.user).select_related("program", "agency")
    return get_object_or_404(people, pk=pk)


def walking_with(request: HttpRequest, pk: UUID) -> SupportedPerson:
    """A person this peer walks with, for what the two do together."""
    require(request, Permission.HOLD_CONVERSATION)
    people = people_acted_for(request.user).select_related("program", "agency")
    return get_object_or_404(people, pk=pk)


def my_person(request: HttpRequest) -> SupportedPerson:
    """The row of the person who is signed in. 404 for everybody else."""
    require(request, Permission.SEE_OWN_RECORD)
    people = SupportedPerson.objects.filter(user=request.user, died_on=None)
    return get_object_or_404(people.select_related("program", "agency"))


def language_of(person: SupportedPerson) -> str:
    return person.language if person.language in LANGUAGES else "en"
