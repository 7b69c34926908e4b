"""The words of one person: those they use for themselves, and those they never want to read."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.audit.services import Purpose, reading
from peersupport.core.http import page
from peersupport.people import services
from peersupport.people.forms import WordForm
from peersupport.people.models import Pairing, PersonWord

from .scope import person_walked_with, sent


@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = person_walked_with(request, pk)
    form = WordForm(sent(request))
    if form.is_valid():
        services.add_word(person=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. It holds in notes about them alone."))
        return redirect("people:words", pk)
    via = Pairing.objects.way_of(request.user, person)
    with reading(by=request.user, purpose=Purpose.OWN_WORK, via=via) as opened:
        lines = opened.open_all(person.words.order_by("created_at", "pk"))
    return page(request, "people/words.html", {"person": person, "lines": lines}, form=form)


@require_POST
def word_remove(request: HttpRequest, pk: uuid.UUID, word: uuid.UUID) -> HttpResponse:
    person = person_walked_with(request, pk)
    services.remove_word(word=get_object_or_404(PersonWord, pk=word, person=person), by=request.user)
    messages.success(request, _("Taken off the list."))
    return redirect("people:words", pk)
