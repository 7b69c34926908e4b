"""Words I use for myself, and words I never want to read."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.audit.services import Purpose, reading
from peersupport.core.http import page
from peersupport.my_record.scope import my_person
from peersupport.people import services
from peersupport.people.forms import OwnWordForm
from peersupport.people.models import PersonWord


@require_http_methods(["GET", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    person = my_person(request)
    form = OwnWordForm(request.POST or None)
    if form.is_valid():
        services.add_word(person=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. It holds in notes about you alone."))
        return redirect("my_record:words")
    with reading(by=request.user, purpose=Purpose.OWN_RECORD, via="person") as opened:
        lines = opened.open_all(PersonWord.objects.filter(person=person).order_by("created_at", "pk"))
    return page(request, "my_record/words.html", {"lines": lines}, form=form)


@require_POST
def word_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    mine = PersonWord.objects.filter(person=my_person(request)).select_related("person")
    services.remove_word(word=get_object_or_404(mine, pk=pk), by=request.user)
    messages.success(request, _("Gone."))
    return redirect("my_record:words")
