from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from peersupport.accounts.roles import Permission
from peersupport.core.http import require
from peersupport.people.models import SupportedPerson


def my_person(request: HttpRequest) -> SupportedPerson:
    """The row of the person who is signed in. 404 for everybody else: these pages are nobody else's."""
    require(request, Permission.SEE_OWN_RECORD)
    people = SupportedPerson.objects.filter(user=request.user, died_on=None)
    return get_object_or_404(people.select_related("program", "agency"))
