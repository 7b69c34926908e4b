import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.core.http import page
from peersupport.my_record import queries
from peersupport.my_record.forms import GoodbyeForm
from peersupport.my_record.scope import my_person
from peersupport.people import services
from peersupport.people.experiences import told_to
from peersupport.people.models import Pairing

# What I can say to a pairing in one tap: the service, and the sentence that follows.
ANSWERS = {
    "yes": (services.person_says_yes, gettext_lazy("You said yes.")),
    "not-now": (
        services.decline_pairing,
        gettext_lazy("Not now. You can come back to this whenever you like."),
    ),
    "pause": (services.pause_pairing, gettext_lazy("You are taking a break.")),
    "resume": (services.resume_pairing, gettext_lazy("You go on together.")),
}


@require_GET
def peer(request: HttpRequest) -> HttpResponse:
    """The two of us: offers waiting for my yes, and who walks with me."""
    pairings = list(queries.my_pairings(my_person(request)))
    shares = told_to(request.user, pairings)
    return page(request, "my_record/peer.html", {"pairings": pairings, "shares": shares})


@require_POST
def pairing_answer(request: HttpRequest, pk: uuid.UUID, answer: str) -> HttpResponse:
    pairing = get_object_or_404(queries.my_pairings(my_person(request)), pk=pk)
    service, sentence = ANSWERS[answer]
    service(pairing=pairing, by=request.user)
    messages.success(request, sentence)
    return redirect("my_record:peer")


@require_http_methods(["GET", "POST"])
def goodbye(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Saying goodbye for now, in two steps. The page says how to come back."""
    pairing = get_object_or_404(queries.my_pairings(my_person(request)), pk=pk)
    form = GoodbyeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = Pairing.End.OTHER_PEER if form.cleaned_data["other_peer"] else Pairing.End.GOODBYE
        services.end_pairing(pairing=pairing, reason=reason, by=request.user)
        messages.success(request, _("You said goodbye for now. The door stays open."))
        return redirect("my_record:peer")
    return page(request, "my_record/goodbye.html", {"pairing": pairing}, form=form)


@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Peers who have room, and what each of them tells about themselves."""
    person = my_person(request)
    context = {"peers": queries.peers_with_room(request.user, person), "phone": person.agency.on_call_phone}
    return page(request, "my_record/choose.html", context)
