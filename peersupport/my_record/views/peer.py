import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.audit.services import Purpose, reading
from peersupport.core.errors import DomainError, WrongState
from peersupport.core.http import page
from peersupport.my_record import walking
from peersupport.my_record.forms import GoodbyeForm
from peersupport.my_record.scope import my_person
from peersupport.people import services
from peersupport.people.experiences import told_to
from peersupport.people.models import News, Pairing
from peersupport.people.news import news_of
from peersupport.rules.role import role_words
from sessions_app.models import GoodbyePage
from supervision.queries.boundaries import house_lines

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
    """The two of us: questions and answers, who walks with me, and whom I said goodbye to."""
    person = my_person(request)
    walks = walking.my_walks(person)
    context = {
        "shares": told_to(request.user, walks.pairings),
        "pages": walking.my_goodbye_pages(person),
        "lines": house_lines(person.agency_id),
    }
    return page(request, "my_record/peer.html", {**vars(walks), **context})


@require_GET
def role(request: HttpRequest) -> HttpResponse:
    """What a peer does here and what not, in the words of the house."""
    words = role_words(my_person(request).agency, get_language() or "en")
    return page(request, "my_record/role.html", {"words": words})


@require_POST
def pairing_answer(request: HttpRequest, pk: uuid.UUID, answer: str) -> HttpResponse:
    pairing = get_object_or_404(walking.my_pairings(my_person(request)), pk=pk)
    service, sentence = ANSWERS[answer]
    service(pairing=pairing, by=request.user)
    messages.success(request, sentence)
    return redirect("my_record:peer")


@require_http_methods(["GET", "POST"])
def goodbye(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Saying goodbye for now, in two steps. The page says how to come back."""
    pairing = get_object_or_404(walking.my_pairings(my_person(request)), pk=pk)
    form = GoodbyeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = Pairing.End.OTHER_PEER if form.cleaned_data["other_peer"] else Pairing.End.GOODBYE
        services.end_pairing(pairing=pairing, reason=reason, by=request.user)
        messages.success(request, _("You said goodbye for now. The door stays open."))
        return redirect("my_record:peer")
    return page(request, "my_record/goodbye.html", {"pairing": pairing}, form=form)


@require_GET
def goodbye_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The page we made together when we said goodbye, to read and to print."""
    person = my_person(request)
    rows = GoodbyePage.objects.filter(pk=pk).select_related("peer__user").readable(person.pk)
    row = get_object_or_404(GoodbyePage, pk=rows[0].pk if rows else None)
    with reading(by=request.user, purpose=Purpose.OWN_RECORD, via="person") as handle:
        words = handle.open(row)
    return page(request, "my_record/goodbye_page.html", {"words": words, "person": person, "written": row})


@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Peers who have room, and what each of them tells about themselves."""
    person = my_person(request)
    colleagues = request.GET.get("colleagues") == "yes"
    context = {
        "peers": walking.peers_with_room(request.user, person, colleagues=colleagues),
        "phone": person.agency.on_call_phone,
        "hides_colleagues": person.also_staff_id is not None and not colleagues,
    }
    return page(request, "my_record/choose.html", context)


@require_POST
def wish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """ "I'd like to walk with them": my yes comes first, and it starts with theirs."""
    person = my_person(request)
    chosen = get_object_or_404(walking.peers_to_choose(person, colleagues=True), pk=pk)
    try:
        pairing = services.wish_for_peer(person=person, peer=chosen, by=request.user)
    except WrongState:
        raise
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("my_record:choose")
    undo = reverse("my_record:pairing_not_now", args=[pairing.pk])
    said = _("%(name)s can see your wish. It starts when they say yes too.")
    messages.success(request, said % {"name": chosen.user.first_name_only}, extra_tags=f"undo:{undo}")
    return redirect("my_record:peer")


@require_POST
def answer_read(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    pairing = get_object_or_404(walking.my_answers(my_person(request)), pk=pk)
    services.read_not_now(pairing=pairing, by=request.user)
    return redirect("my_record:peer")


@require_POST
def back_ask(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Walk together again: one tap, and nothing has to be told anew."""
    pairing = get_object_or_404(walking.my_goodbyes(my_person(request)), pk=pk)
    services.ask_back(pairing=pairing, by=request.user)
    undo = reverse("my_record:back_take_back", args=[pk])
    said = _("%(name)s can see your wish. It starts when they say yes too.")
    messages.success(request, said % {"name": pairing.peer.user.first_name_only}, extra_tags=f"undo:{undo}")
    return redirect("my_record:peer")


@require_POST
def back_take_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    pairing = get_object_or_404(walking.my_goodbyes(my_person(request)), pk=pk)
    services.answer_back_not_now(pairing=pairing, by=request.user)
    messages.success(request, _("Not now. You can come back to this whenever you like."))
    return redirect("my_record:peer")


@require_GET
def news(request: HttpRequest) -> HttpResponse:
    """What changed around me, the newest first. Nothing of it was sent anywhere."""
    person = my_person(request)
    lines = news_of(person)
    context = {"lines": lines, "person": person, "is_new": any(not line.is_seen for line in lines)}
    return page(request, "my_record/news.html", context)


@require_POST
def news_read(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    newest = get_object_or_404(News.objects.of(my_person(request)), pk=pk)
    services.read_news(newest=newest, by=request.user)
    return redirect("home:index")
