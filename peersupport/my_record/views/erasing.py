from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consent.models import ConfidentialityPolicy
from peersupport.core.http import page
from peersupport.my_record.scope import my_person
from peersupport.people import services
from peersupport.people.models import Erasure


@require_http_methods(["GET", "POST"])
def erasing(request: HttpRequest) -> HttpResponse:
    """Ask to have it deleted, and take that back. What has to be kept is said with its reason and its day."""
    person = my_person(request)
    wish = Erasure.objects.waiting().filter(person=person).first()
    days = ConfidentialityPolicy.objects.answer_days_in(person.agency)
    if request.method == "POST":
        if wish is not None and "back" in request.POST:
            services.take_back_erasure(erasure=wish, by=request.user)
            messages.success(request, _("Taken back. Everything stays as it is."))
        elif "ask" in request.POST:
            answer_by = person.program.today() + timedelta(days=days)
            services.ask_erasure(person=person, answer_by=answer_by, by=request.user)
            messages.success(request, _("Asked. The office answers you here."))
        return redirect("my_record:erasing")
    return page(
        request,
        "my_record/erasing.html",
        {"wish": wish, "holds": services.holds_against(person), "days": days},
    )
