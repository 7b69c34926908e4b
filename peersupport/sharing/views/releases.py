"""A permission is given on the peer's screen or in the person's own space, read again, and taken back in one tap."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consent import services
from consent.models import Release
from consent.querysets import people_acted_for, people_supervised_by
from peersupport.accounts.models import User
from peersupport.core.errors import DomainError
from peersupport.core.http import add_error, page
from peersupport.people.models import SupportedPerson
from peersupport.sharing import queries
from peersupport.sharing.forms import ReleaseForm, SignForm

from .scope import language_of, my_person, told_of, walking_with
from .steps import kept


@require_GET
def person_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What may go out about a person and what went, as far as the reader's relation reaches."""
    person = told_of(request, pk)
    context = {
        "person": person,
        "shown": queries.going_out(person, request.user),
        "may_give": people_acted_for(request.user).filter(pk=pk).exists(),
        "may_limit": services.limit_people(request.user).filter(pk=pk).exists(),
        "may_ask": people_supervised_by(request.user).filter(pk=pk).exists(),
    }
    return page(request, "sharing/person_out.html", context)


@require_http_methods(["GET", "POST"])
def release_give(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Together, on the peer's screen, in the person's language."""
    person = walking_with(request, pk)
    return _give(request, person, back=reverse("sharing:person_out", args=[pk]))


@require_http_methods(["GET", "POST"])
def my_release_give(request: HttpRequest) -> HttpResponse:
    return _give(request, my_person(request), back=reverse("sharing:my_out"))


def _give(request: HttpRequest, person: SupportedPerson, *, back: str) -> HttpResponse:
    """What it says first, then word for word with the signature under it."""
    language = language_of(person) if request.user.kind == User.Kind.STAFF else request.user.language
    step = request.POST.get("step", "")
    with override(language):
        asked = request.method == "POST"
        form, sign = (
            ReleaseForm(request.POST if asked else None),
            SignForm(request.POST if step == "sign" else None),
        )
        context = {"person": person, "back_url": back, "language": language}
        if asked and step != "back" and form.is_valid():
            try:
                words = services.release_words(person=person, terms=form.terms(language))
            except DomainError as error:
                add_error(form, error)
            else:
                if sign.is_valid() and _signed(request, person, form, sign, language):
                    messages.success(request, _("Allowed. You can take it back at any time."))
                    return redirect(back)
                shown = {
                    **context,
                    "words": words,
                    "kept": [pair for pair in kept(request) if pair[0] not in sign.fields],
                }
                return page(request, "sharing/release_sign.html", shown, form=sign)
        if step == "back":
            return page(request, "sharing/release_give.html", {**context, "form": form})
        return page(request, "sharing/release_give.html", context, form=form)


def _signed(
    request: HttpRequest, person: SupportedPerson, form: ReleaseForm, sign: SignForm, language: str
) -> bool:
    try:
        services.give_release(
            key=form.cleaned_data["key"],
            person=person,
            terms=form.terms(language),
            by=request.user,
            **sign.cleaned_data,
        )
    except DomainError as error:
        add_error(sign, error)
        return False
    return True


@require_GET
def release_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Word for word as it was signed, for those to whom it opens."""
    rows = Release.objects.opened_by(request.user).select_related("person__program", "program", "held_by")
    release = get_object_or_404(rows, pk=pk)
    said = queries.open_rows([release], release.person, request.user)[release.pk]
    context = {"release": release, "said": said, "back_url": out_of(request, release.person_id)}
    context["holds"] = Release.objects.in_force().filter(pk=pk).exists()
    return page(request, "sharing/release_show.html", context)


@require_POST
def release_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One tap, no reason asked."""
    release = services.end_release(release=get_object_or_404(Release, pk=pk), by=request.user)
    messages.success(request, _("Taken back. From now on nothing goes out by it."))
    return redirect(out_of(request, release.person_id))


def out_of(request: HttpRequest, person_id: UUID) -> str:
    if request.user.kind == User.Kind.PERSON:
        return reverse("sharing:my_out")
    return reverse("sharing:person_out", args=[person_id])
