"""How it goes with my peer: said once in three months, if I like, and kept without my name."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.my_record.scope import my_person
from supervision import services
from supervision.forms.pulses import PeoplesForm
from supervision.pulse_items import items_of_quarter, later, quarter_of
from supervision.queries import pulses as queries


@require_GET
def pulses(request: HttpRequest) -> HttpResponse:
    """My peers; with one of them, straight to the question."""
    my_person(request)
    walks = list(queries.walking_with(request.user))
    if len(walks) == 1:
        return redirect("my_record:pulse", walks[0].peer_id)
    return page(request, "my_record/pulses.html", {"walks": walks})


@require_http_methods(["GET", "POST"])
def pulse(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Five taps about one peer of mine."""
    person = my_person(request)
    walk = queries.walking_with(request.user).filter(peer=pk).first()
    if walk is None:
        raise Http404
    today = person.agency.today()
    quarter = quarter_of(today)
    has_senior = queries.has_senior(walk.peer, today)
    data = request.POST if request.method == "POST" else None
    form = PeoplesForm(data, items=items_of_quarter(quarter), voice="person", has_senior=has_senior)
    if form.is_valid():
        said = {"answers": form.answers(), "text": form.cleaned_data.get("text", "")}
        try:
            services.answer_about_peer(peer=walk.peer, by=request.user, **said)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Thank you. It is kept without your name."))
            return redirect("home:index")
    context = {
        "walk": walk,
        "is_done": walk.peer_id in queries.had_a_turn(person.pk, quarter),
        "next_time": later(quarter, 3),
    }
    return page(request, "my_record/pulse.html", context, form=form)
