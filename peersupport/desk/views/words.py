"""The words of the house: what the hints of the language mirror say here."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peersupport.accounts.models import User
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.desk.forms import EntryForm, TryForm
from peersupport.language import Flag, check
from peersupport.rules import services
from peersupport.rules.models import LanguageEntry

from .scope import office, sent


@require_http_methods(["GET", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    user = office(request)
    form = EntryForm(sent(request), initial={"language": get_language()})
    if form.is_valid():
        try:
            services.set_language_entry(by=user, **form.cleaned_data)
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Saved. The hints follow it from now on."))
            return redirect("desk:words")
    return _page(request, form=form)


@require_POST
def words_try(request: HttpRequest) -> HttpResponse:
    """What the hints would say about a sentence. Nothing of it is kept."""
    user = office(request)
    tried = TryForm(request.POST)
    shown = {}
    if tried.is_valid():
        shown = {"said": tried.cleaned_data["text"], "found": _found(user, **tried.cleaned_data)}
    return _page(request, tried=tried, **shown)


@require_POST
def word_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = office(request)
    entry = get_object_or_404(LanguageEntry.objects.in_force(user.agency_id), pk=pk)
    services.end_language_entry(entry=entry, by=user)
    messages.success(request, _("Taken off. The hints speak about it as they do everywhere."))
    return redirect("desk:words")


def _found(user: User, *, text: str, language: str) -> list[tuple[str, Flag]]:
    """Each hint with the words it is about."""
    house = [one for one in LanguageEntry.objects.for_mirror(user.agency_id) if one["language"] == language]
    return [(text[flag.start : flag.end], flag) for flag in check(text, language, house=house)]


def _page(
    request: HttpRequest, *, form: EntryForm | None = None, tried: TryForm | None = None, **shown: object
) -> HttpResponse:
    user, start = office(request), {"language": get_language()}
    context = {
        "entries": LanguageEntry.objects.in_force(user.agency_id),
        "tried": tried or TryForm(initial=start),
        "asked": tried,
        **shown,
    }
    response = page(request, "desk/words.html", context, form=form or EntryForm(initial=start))
    if tried is not None and tried.errors:
        response.status_code = 422
    return response
