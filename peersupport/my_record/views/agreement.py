from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent.models import ConfidentialityPolicy, ConsentRecord
from consent.readers import fixed_readers
from consent.services import take_back_choice, withdraw_consent
from consent.wording import words_for
from consent.words_of_agreement import agreement_of, history_of
from peersupport.accounts.models import Program
from peersupport.core.http import page
from peersupport.my_record import readers
from peersupport.my_record.scope import my_person
from peersupport.people.models import PeerSpecialist, SupportedPerson


@require_GET
def agreement(request: HttpRequest) -> HttpResponse:
    """What we agreed, word for word, and who can read what today."""
    person = my_person(request)
    agreed = agreement_of(person, with_choices=True)
    today = readers.readers_today(person)
    brings_bills = person.program.level == Program.Level.BILLABLE
    context = {
        "agreement": agreed,
        "readers": today,
        "other_readers": [*readers.nobody_today(today), *fixed_readers(brings_bills=brings_bills)],
        "zone": person.program.time_zone,
        "draft": ConfidentialityPolicy.objects.open_for_comment(person.agency_id),
        "words": _signed_words(person, agreed.consent) if agreed.consent else None,
    }
    return page(request, "my_record/agreement.html", context)


@require_http_methods(["GET", "POST"])
def agreement_change(request: HttpRequest) -> HttpResponse:
    """Two steps: what would follow, then the yes is taken back. No reason is asked."""
    person = my_person(request)
    if request.method == "POST":
        withdraw_consent(person=person, by=request.user)
        messages.success(request, _("Taken back. It counts from this minute on."))
        return redirect("my_record:agreement")
    agreed = agreement_of(person, with_choices=True)
    return page(request, "my_record/agreement_change.html", {"agreement": agreed})


@require_POST
def agreement_choice(request: HttpRequest, audience: str, content: str) -> HttpResponse:
    """One choice is a no from now on; everything else stays as it was agreed."""
    take_back_choice(person=my_person(request), audience=audience, content=content, by=request.user)
    messages.success(request, _("This is a no from this minute on. Everything else stays as it was."))
    return redirect("my_record:agreement")


@require_GET
def agreement_history(request: HttpRequest) -> HttpResponse:
    """What I answered, when, and what became of it."""
    return page(request, "my_record/agreement_history.html", {"answers": history_of(my_person(request))})


def _signed_words(person: SupportedPerson, consent: ConsentRecord) -> object:
    """The texts of the version that was answered, in the language of the talk."""
    peer = PeerSpecialist.objects.filter(user=consent.held_by_id).select_related("user").first()
    if peer is None:
        return None
    return words_for(
        policy=consent.policy, person=person, peer=peer, language=consent.language, consent=consent
    )
