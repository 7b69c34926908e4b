"""Reading again what is closed for good: asked by one, agreed to by another, and told to the person."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import add_error, page
from peersupport.safety import services
from peersupport.safety.concern_again_querysets import people_to_ask_about
from peersupport.safety.forms.concern import AgainForm
from peersupport.safety.models import ReadingAgain
from peersupport.safety.queries import concern_again as queries

from .concern import staff_of
from .concern_course import posted


@require_http_methods(["GET", "POST"])
def concern_again(request: HttpRequest) -> HttpResponse:
    """The same page for everybody who works here, whether there ever was a worry or not."""
    user = staff_of(request)
    people = {str(person.pk): person for person in people_to_ask_about(user).by_name()}
    form = AgainForm(posted(request), people=people)
    if form.is_valid():
        try:
            services.ask_to_read_again(by=user, **form.asked())
        except WrongState:
            raise
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("A second person is asked. Until they agree nothing opens."))
            return redirect("safety:concern_again")
    context = {"lines": queries.own_lines(user), "has_people": bool(people)}
    return page(request, "safety/concern_again.html", context, form=form)


@require_http_methods(["GET", "POST"])
def concern_again_agree(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The question with its reason, for the second person."""
    user = staff_of(request)
    rows = ReadingAgain.objects.asked_of(user).select_related("person", "asked_by")
    asked = get_object_or_404(rows, pk=pk)
    if request.method == "GET":
        return page(request, "safety/concern_again_agree.html", {"line": queries.asked_line(asked, by=user)})
    services.agree_to_read_again(asked=asked, by=user)
    messages.success(request, _("It is open to you two for 72 hours. The person reads who, and why."))
    return redirect("safety:concern_again")


@require_POST
def concern_again_drop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A no of the second person, or the question taken back."""
    user = staff_of(request)
    mine = ReadingAgain.objects.waiting().filter(asked_by=user, agency_id=user.agency_id)
    asked = mine.filter(pk=pk).first() or get_object_or_404(ReadingAgain.objects.asked_of(user), pk=pk)
    services.drop_reading_again(asked=asked, by=user)
    messages.success(request, _("Nothing opens."))
    return redirect("safety:concern_list")
