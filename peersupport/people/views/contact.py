import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.audit.services import Purpose, reading
from peersupport.core.http import page
from peersupport.people import services
from peersupport.people.forms import ContactForm, LeaveOutForm
from peersupport.people.models import LeaveOut, Pairing, SupportedPerson

from .scope import person_to_contact, person_walked_with, sent

CONTACT_FIELDS = ("phone", "email", "address", "safe_hours", "other_way")
FLAGS = ("may_text", "may_call", "may_email", "may_write", "phone_is_shared")


@require_http_methods(["GET", "POST"])
def contact_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = person_to_contact(request, pk)
    form = ContactForm(sent(request), initial=_stored(request, person))
    if form.is_valid():
        changed = {name: form.cleaned_data[name] for name in form.changed_data}
        services.update_person(person=person, by=request.user, **changed)
        messages.success(request, _("Saved."))
        return redirect("home:person_page", pk)
    return page(request, "people/contact_edit.html", {"person": person}, form=form)


@require_http_methods(["GET", "POST"])
def leave_out(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = person_walked_with(request, pk)
    form = LeaveOutForm(sent(request))
    if form.is_valid():
        services.add_leave_out(person=person, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Saved. It stands above the box whenever somebody writes."))
        return redirect("people:leave_out", pk)
    via = Pairing.objects.way_of(request.user, person)
    with reading(by=request.user, purpose=Purpose.OWN_WORK, via=via) as opened:
        lines = opened.open_all(person.leave_out.order_by("created_at"))
    return page(request, "people/leave_out.html", {"person": person, "lines": lines}, form=form)


@require_POST
def leave_out_remove(request: HttpRequest, pk: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    person = person_walked_with(request, pk)
    services.remove_leave_out(line=get_object_or_404(LeaveOut, pk=line, person=person), by=request.user)
    messages.success(request, _("Taken off the list."))
    return redirect("people:leave_out", pk)


def _stored(request: HttpRequest, person: SupportedPerson) -> dict[str, Any]:
    """What is known now, opened with a trace: whoever changes contact details reads them."""
    via = Pairing.objects.way_of(request.user, person)
    with reading(by=request.user, purpose=Purpose.CONTACT, via=via) as opened:
        contact = opened.open(person.contact)
    return {
        "chosen_name": person.chosen_name,
        "pronouns": person.pronouns_in_words,
        "language": person.language,
        "other_languages": person.other_languages,
        **{name: getattr(contact, name) for name in CONTACT_FIELDS},
        **{name: getattr(person.contact, name) for name in FLAGS},
    }
