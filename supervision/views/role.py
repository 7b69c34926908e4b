"""The role agreement: read, printed, said yes to; changed by the office."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.models import Language, User
from peersupport.accounts.roles import Permission
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.core.http import add_error, page, require
from peersupport.rules import services as rules
from peersupport.rules.models import RoleText, RoleVersion
from peersupport.rules.role import RoleWords, role_words
from supervision import services
from supervision.forms.role import AcceptForm, RoleForm
from supervision.queries.role import peers_shown_to, role_page, version_words


@require_GET
def role(request: HttpRequest) -> HttpResponse:
    """What a peer does here, and who has said yes to it."""
    user = _staff(request)
    return page(request, "supervision/role.html", {"role": role_page(user)})


@require_GET
def role_paper(request: HttpRequest) -> HttpResponse:
    """What holds today, to print, with lines to sign by hand."""
    user = _staff(request)
    words = role_words(user.agency, _asked_language(request))
    return page(request, "supervision/role_paper.html", {"words": words, "languages": user.agency.languages})


@require_GET
def role_version(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A version that holds or held, word for word."""
    user = _staff(request)
    version = get_object_or_404(RoleVersion.objects.published(user.agency_id), pk=pk)
    words = version_words(user, version, _asked_language(request))
    return page(request, "supervision/role_paper.html", {"words": words, "languages": user.agency.languages})


@require_POST
def role_accept(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = _staff(request)
    peer = get_object_or_404(peers_shown_to(user), pk=pk)
    form = AcceptForm(request.POST)
    read = form.cleaned_data["version"] if form.is_valid() else None
    version = RoleVersion.objects.published(user.agency_id).filter(pk=read).first()
    if version is None:
        raise WrongState(_("There is a new version by now. Please read it first."))
    services.accept_role(version=version, peer=peer, by=user)
    messages.success(request, _("Your yes is written down."))
    return redirect("supervision:role")


@require_POST
def role_start(request: HttpRequest) -> HttpResponse:
    user = _office(request)
    rules.start_role_agreement(by=user)
    return redirect("supervision:role_write", user.agency.languages[0])


@require_http_methods(["GET", "POST"])
def role_write(request: HttpRequest, language: str) -> HttpResponse:
    """The draft in one language."""
    user = _office(request)
    version = _draft(user)
    text: RoleText | RoleWords | None = RoleText.objects.filter(version=version, language=language).first()
    if text is None:
        if language not in user.agency.languages:
            raise Http404
        text = role_words(user.agency, language)  # a language that the house added since
    parts = {part: "\n".join(getattr(text, part)) for part in RoleForm.base_fields}
    form = RoleForm(request.POST if request.method == "POST" else None, initial=parts)
    if form.is_valid():
        try:
            rules.write_role_agreement(version=version, language=language, by=user, **form.cleaned_data)
        except (NotAllowed, WrongState):
            raise
        except DomainError as error:
            add_error(form, error)
        else:
            messages.success(request, _("Saved. It holds once you publish it."))
            return redirect("supervision:role_write", language)
    context = {
        "language": Language(language),
        "languages": [Language(code) for code in user.agency.languages],
    }
    return page(request, "supervision/role_write.html", context, form=form)


@require_POST
def role_publish(request: HttpRequest) -> HttpResponse:
    user = _office(request)
    rules.publish_role_agreement(version=_draft(user), by=user)
    messages.success(request, _("It holds from now on. Everybody is asked for their yes once more."))
    return redirect("supervision:role")


@require_POST
def role_drop(request: HttpRequest) -> HttpResponse:
    user = _office(request)
    version = _draft(user)
    rules.drop_role_agreement(version=version, by=user)
    undo = reverse("supervision:role_bring_back", args=[version.pk])
    messages.success(request, _("The draft is gone. What holds goes on."), extra_tags=f"undo:{undo}")
    return redirect("supervision:role")


@require_POST
def role_bring_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Undo: the draft goes on where it was, until somebody begins another."""
    user = _office(request)
    version = get_object_or_404(RoleVersion.objects.filter(agency=user.agency_id, published_at=None), pk=pk)
    rules.bring_back_role_agreement(version=version, by=user)
    messages.success(request, _("The draft is here again."))
    return redirect("supervision:role_write", user.agency.languages[0])


def _staff(request: HttpRequest) -> User:
    require(request, Permission.SEE_SUPERVISION)
    return request.user  # type: ignore[return-value]


def _office(request: HttpRequest) -> User:
    require(request, Permission.RUN_HOUSE)
    return request.user  # type: ignore[return-value]


def _draft(user: User) -> RoleVersion:
    found = RoleVersion.objects.draft(user.agency_id).first()
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]


def _asked_language(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in Language.values else get_language() or "en"
