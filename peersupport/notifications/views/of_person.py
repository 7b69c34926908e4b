"""How a person wants to be told of a meeting: their own page, and the one of who sits beside them."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page, sent
from peersupport.notifications import queries
from peersupport.notifications.channels import offered
from peersupport.notifications.forms import WayOfPersonForm
from peersupport.notifications.services import choose_no_way, choose_way
from peersupport.people.models import Pairing, SupportedPerson

from .inbox import staff


@require_http_methods(["GET", "POST"])
def of_person(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """With the person beside: only what they said."""
    user = staff(request)
    people = SupportedPerson.objects.contacted_by(user).filter(died_on=None, erased_at=None)
    person = get_object_or_404(people.select_related("program", "agency"), pk=pk)
    return way_page(
        request, person, via=Pairing.objects.way_of(user, person), template="notifications/of_person.html"
    )


def way_page(
    request: HttpRequest, person: SupportedPerson, *, via: str, template: str, **shown: object
) -> HttpResponse:
    """The form, with whatever else `shown` puts on the page."""
    user = request.user
    route, initial = queries.way_of_person(person, by=user, via=via)  # type: ignore[arg-type]
    form = WayOfPersonForm(sent(request), initial=initial, ways=offered())
    if form.is_valid():
        said = form.cleaned_data
        try:
            if said["channel"]:
                choose_way(person=person, by=user, **said)
            else:
                choose_no_way(person=person, by=user)  # type: ignore[arg-type]
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(request.path)
    return page(request, template, {"person": person, "route": route, **shown}, form=form)
