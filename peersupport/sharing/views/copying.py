"""A note copied for another record system: looked at first, written down as gone out, then copied."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consent.models import Disclosure, Way
from peersupport.accounts.roles import Permission
from peersupport.core.http import page, require
from peersupport.sharing import copying, queries
from sessions_app.models import SessionNote


def _id(text: str | None) -> UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def _note(request: HttpRequest, pk: UUID) -> SessionNote:
    require(request, Permission.HOLD_CONVERSATION)
    try:
        return copying.note_to_copy(pk, by=request.user)
    except SessionNote.DoesNotExist:
        raise Http404 from None


@require_http_methods(["GET", "POST"])
def note_copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What would be copied and on which permission; once it is written down, the text to take over."""
    user, note = request.user, _note(request, pk)
    if request.method == "POST":
        return _copied(request, note)
    context: dict[str, Any] = {"note": note, "person": note.person, "back_url": _back(note)}
    if (key := _id(request.GET.get("copied"))) is not None:
        return page(request, "sharing/note_copied.html", context | _went(request, note, key))
    found = list(copying.permissions_to_copy(note, by=user))
    chosen = next(
        (row for row in found if str(row.pk) == request.GET.get("permission")), found[0] if found else None
    )
    if chosen is not None:
        said = queries.open_rows(found, note.person, user)
        context |= {
            "copy": copying.look_copy(note=note, release=chosen, by=user),
            "permission": chosen,
            "said": said[chosen.pk],
            "others": [(row.pk, said[row.pk].recipient) for row in found if row.pk != chosen.pk],
            "key": uuid.uuid4(),
        }
    return page(request, "sharing/note_copy.html", context)


def _copied(request: HttpRequest, note: SessionNote) -> HttpResponse:
    key, release_id = _id(request.POST.get("key")), _id(request.POST.get("permission"))
    if key is None or release_id is None:
        return redirect("sharing:note_copy", note.pk)
    release = get_object_or_404(copying.permissions_to_copy(note, by=request.user), pk=release_id)
    looked_at = request.POST.get("looked_at", "")
    copying.record_copy(key=key, note=note, release=release, looked_at=looked_at, by=request.user)
    name = note.person.chosen_name
    messages.success(request, _("It counts as gone out. %(name)s can read that it did.") % {"name": name})
    return redirect(reverse("sharing:note_copy", args=[note.pk], query={"copied": str(key)}))


def _went(request: HttpRequest, note: SessionNote, key: UUID) -> dict[str, Any]:
    """What one's own copy said, word for word."""
    rows = Disclosure.objects.opened_by(request.user).select_related("person__program")
    went = get_object_or_404(rows, pk=key, person=note.person_id, made_by=request.user, sent_by=Way.COPY)
    return {"went": went, "said": queries.open_rows([went], note.person, request.user)[went.pk]}


def _back(note: SessionNote) -> str:
    return reverse("sessions_app:session_detail", args=[note.session_id])
