"""What was agreed, as it stands today, and how a changed mind is written down."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from consent import services
from consent.copies import Copy, copy_of
from consent.querysets import may_read
from consent.words_of_agreement import agreement_of
from peersupport.accounts.roles import Permission
from peersupport.core.http import page, require
from peersupport.core.pdf import can_make_pdf, pdf_file
from peersupport.people.models import SupportedPerson


@require_http_methods(["GET"])
def agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was agreed, as it stands today. Choices are shown only to those who walk with the person."""
    require(request, Permission.SEE_PEOPLE)
    person = get_object_or_404(SupportedPerson.objects.reached_by(request.user), pk=pk)
    if not may_read(person_id=person.pk, content="consent"):
        raise Http404
    with_choices = may_read(person_id=person.pk, content="choices")
    context = {
        "person": person,
        "agreement": agreement_of(person, with_choices=with_choices),
        "may_talk": SupportedPerson.objects.talking_with(request.user).filter(pk=person.pk).exists(),
        "with_choices": with_choices,
    }
    return page(request, "consent/agreement.html", context)


@require_http_methods(["GET"])
def agreement_copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The copy for both of them: to read, to print, or as a PDF."""
    copy = _copy(request, pk)
    return page(
        request, "consent/copy.html", {"copy": copy, "person": copy.person, "can_make_pdf": can_make_pdf()}
    )


@require_http_methods(["POST"])
def agreement_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The copy as a file. Where the house has no program for it there is no such address."""
    if not can_make_pdf():
        raise Http404
    copy = _copy(request, pk)
    services.note_copy_taken(consent=copy.agreement.consent, as_what="pdf", by=request.user)
    return pdf_of(copy)


def pdf_of(copy: Copy) -> HttpResponse:
    """In the language of the talk, whoever takes it along."""
    with override(copy.agreement.consent.language):
        name = f"page-{copy.person.agency.today():%Y-%m-%d}"
        return pdf_file("consent/copy_pdf.html", {"copy": copy, "person": copy.person}, name=name)


def _copy(request: HttpRequest, pk: UUID) -> Copy:
    require(request, Permission.HOLD_CONVERSATION)
    person = get_object_or_404(SupportedPerson.objects.talking_with(request.user), pk=pk)
    agreement = agreement_of(person, with_choices=True)
    if agreement.consent is None or not may_read(person_id=person.pk, content="choices"):
        raise Http404
    return copy_of(person, agreement, by=request.user)


@require_http_methods(["POST"])
def agreement_take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The peer writes down that the person changed their mind."""
    require(request, Permission.HOLD_CONVERSATION)
    person = get_object_or_404(SupportedPerson.objects.talking_with(request.user), pk=pk)
    services.withdraw_consent(person=person, by=request.user)
    messages.success(request, _("Taken back. It counts from this minute on."))
    return redirect("consent:agreement", pk=person.pk)


@require_http_methods(["POST"])
def agreement_choice_take_back(request: HttpRequest, pk: UUID, audience: str, content: str) -> HttpResponse:
    """The peer writes down that the person changed one choice to a no."""
    require(request, Permission.HOLD_CONVERSATION)
    person = get_object_or_404(SupportedPerson.objects.talking_with(request.user), pk=pk)
    services.take_back_choice(person=person, audience=audience, content=content, by=request.user)
    messages.success(request, _("Written down. It is a no from this minute on; the rest stays."))
    return redirect("consent:agreement", pk=person.pk)
