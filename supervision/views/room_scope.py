"""What the views of the two rooms fetch; 404 for whatever the room doesn't let this reader in to."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.core.http import require
from supervision.queries.rooms import rooms_of
from supervision.rooms import Room


def reader(request: HttpRequest) -> User:
    """Somebody who may have something in at least one of the rooms."""
    require(request, Permission.SEE_SUPERVISION)
    user: User = request.user  # type: ignore[assignment]
    if not rooms_of(user):
        raise Http404
    return user


def room_of(request: HttpRequest, key: str) -> Room:
    found = [room for room in rooms_of(reader(request)) if room.key == key]
    if not found:
        raise Http404
    return found[0]


def meeting_of(request: HttpRequest, key: str, pk: uuid.UUID, *, to_change: bool = True) -> tuple[Room, Any]:
    room = room_of(request, key)
    rows = room.meetings.objects
    user: User = request.user  # type: ignore[assignment]
    rows = rows.changed_by(user) if to_change else rows.read_by(user)
    return room, get_object_or_404(rows.select_related("supervisor"), pk=pk)


def line_of(request: HttpRequest, key: str, pk: uuid.UUID) -> tuple[Room, Any]:
    room = room_of(request, key)
    rows = room.lines.objects.changed_by(request.user).select_related("meeting", "peer", "author")
    return room, get_object_or_404(rows, pk=pk)
