"""The peer's own page: what they share, with whom, and taking it back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peersupport.accounts.roles import Permission
from peersupport.audit.services import Purpose, reading
from peersupport.core.http import page, require
from peersupport.people import languages, services
from peersupport.people.forms import AudienceForm, ExperienceForm, PeerForm
from peersupport.people.models import PeerSpecialist, SharedExperience

from .scope import sent


@require_GET
def peer_profile(request: HttpRequest) -> HttpResponse:
    peer = _own_peer(request)
    context = {"peer": peer, "spoken": languages.names(peer.languages), "topics": _topics(request, peer)}
    return page(request, "people/peer_profile.html", context)


@require_http_methods(["GET", "POST"])
def peer_edit(request: HttpRequest) -> HttpResponse:
    peer = _own_peer(request)
    initial = {"pronouns": peer.pronouns_in_words, "languages": peer.languages, "has_room": peer.has_room}
    form = PeerForm(sent(request), initial=initial)
    if form.is_valid():
        services.update_peer(peer=peer, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("people:peer_profile")
    return page(request, "people/peer_edit.html", {"peer": peer}, form=form)


@require_http_methods(["GET", "POST"])
def experience_share(request: HttpRequest, topic: str) -> HttpResponse:
    peer = _own_peer(request)
    if topic not in SharedExperience.Topic.values:
        raise Http404
    form = ExperienceForm(sent(request))
    if form.is_valid():
        services.share_experience(peer=peer, topic=topic, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. You can take it back at any time."))
        return redirect("people:peer_profile")
    title = SharedExperience.Topic(topic).label
    return page(request, "people/experience_share.html", {"title": title}, form=form)


@require_POST
def experience_audience(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    experience = _own_experience(request, pk)
    form = AudienceForm(request.POST)
    if not form.is_valid():
        return page(request, "people/experience_audience.html", {"experience": experience}, form=form)
    services.change_experience_audience(
        experience=experience, audience=form.cleaned_data["audience"], by=request.user
    )
    messages.success(request, _("Saved."))
    return redirect("people:peer_profile")


@require_POST
def experience_take_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    services.take_back_experience(experience=_own_experience(request, pk), by=request.user)
    messages.success(request, _("Taken back. Nobody can read it any more, and no copy is kept."))
    return redirect("people:peer_profile")


def _own_peer(request: HttpRequest) -> PeerSpecialist:
    require(request, Permission.LOG_SESSION)
    return get_object_or_404(PeerSpecialist.objects.select_related("user"), user=request.user)


def _own_experience(request: HttpRequest, pk: uuid.UUID) -> SharedExperience:
    require(request, Permission.LOG_SESSION)
    return get_object_or_404(SharedExperience, pk=pk, user=request.user)


def _topics(request: HttpRequest, peer: PeerSpecialist) -> list[dict[str, Any]]:
    """The three prompts in their order, each with its lines and a small form for who may read them."""
    with reading(by=request.user, purpose=Purpose.OWN_RECORD, via="self") as opened:
        lines = opened.open_all(peer.experiences.order_by("created_at"))
    for line in lines:
        line.fold = f"line-{line.row.pk}"
        line.form = AudienceForm(initial={"audience": line.row.audience}, auto_id=f"id_{line.row.pk}_%s")
    return [
        {"topic": topic, "title": label, "lines": [line for line in lines if line.row.topic == topic]}
        for topic, label in SharedExperience.Topic.choices
    ]
