from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent.copies import Copy, copy_of, words_of
from consent.models import ConfidentialityPolicy
from consent.readers import fixed_readers
from consent.services import note_copy_taken, renew_consent, renewable, take_back_choice, withdraw_consent
from consent.views.agreement import pdf_of
from consent.words_of_agreement import agreement_of, history_of, line_of
from peersupport.accounts.models import Program
from peersupport.accounts.step_up import ask_again
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.core.pdf import can_make_pdf
from peersupport.my_record import queries
from peersupport.my_record.forms import NameForm
from peersupport.my_record.scope import my_person


@require_GET
def agreement(request: HttpRequest) -> HttpResponse:
    """What we agreed, word for word, and who can read what today."""
    person = my_person(request)
    agreed = agreement_of(person, with_choices=True)
    context = {
        "agreement": agreed,
        "readers": queries.readers_today(person),
        "other_readers": fixed_readers(brings_bills=person.program.level == Program.Level.BILLABLE),
        "draft": ConfidentialityPolicy.objects.open_for_comment(person.agency_id),
        "words": words_of(person, agreed.consent) if agreed.consent else None,
        "may_renew": (agreed.ends_soon or agreed.state == "expired") and renewable(person) is not None,
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


@require_http_methods(["GET", "POST"])
def agreement_renew(request: HttpRequest) -> HttpResponse:
    """Still right? What I chose, and my name under it once more. Only where nothing is wider than before."""
    person = my_person(request)
    consent = renewable(person)
    if consent is None:
        raise Http404
    ask_again(request)
    form = NameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            renew_consent(person=person, signature=form.cleaned_data["signature"], by=request.user)
            messages.success(request, _("It goes on. You can change your mind at any time."))
            return redirect("my_record:agreement")
        except DomainError as error:
            add_error(form, error)
    choices = [line_of(choice) for choice in consent.choices.with_taken_back()]
    return page(
        request, "my_record/agreement_renew.html", {"consent": consent, "choices": choices}, form=form
    )


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


@require_GET
def agreement_copy(request: HttpRequest) -> HttpResponse:
    """My copy: to read, to print, or as a PDF."""
    copy = _copy(request)
    return page(
        request, "my_record/copy.html", {"copy": copy, "person": copy.person, "can_make_pdf": can_make_pdf()}
    )


@require_POST
def agreement_pdf(request: HttpRequest) -> HttpResponse:
    if not can_make_pdf():
        raise Http404
    copy = _copy(request)
    note_copy_taken(consent=copy.agreement.consent, as_what="pdf", by=request.user)
    return pdf_of(copy)


def _copy(request: HttpRequest) -> Copy:
    person = my_person(request)
    agreement = agreement_of(person, with_choices=True)
    if agreement.consent is None:
        raise Http404
    return copy_of(person, agreement, by=request.user)
