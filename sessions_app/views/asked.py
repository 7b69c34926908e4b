"""What a request asks for, and whether it is there for whoever asks."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse

from sessions_app.models import SupportSession


def id_in(text: str | None) -> uuid.UUID | None:
    """The id in a query string or a hidden field; Http404 for anything else that stands there."""
    if not text:
        return None
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


def way_on(request: HttpRequest) -> str:
    """Where a saved form leads: back to the end of the day for who came from there, else home."""
    return reverse("sessions_app:end_of_day" if comes_from_day(request) else "home:index")


def comes_from_day(request: HttpRequest) -> bool:
    return request.GET.get("back") == "day"


def kept_way(request: HttpRequest) -> dict[str, str]:
    """For the query string of a page that this one sends on to."""
    return {"back": "day"} if comes_from_day(request) else {}


def reached_session(session_id: uuid.UUID) -> SupportSession:
    """A meeting whose facts the reader may see."""
    sessions = SupportSession.objects.select_related("peer__user", "program", "series", "group")
    session: SupportSession | None = sessions.reached(session_id)
    if session is None:
        raise Http404
    return session


def own_session(request: HttpRequest, session_id: uuid.UUID) -> SupportSession:
    """A meeting of the reader's own: 404 if they may not see it, 403 if they see it and it is another peer's."""
    session = reached_session(session_id)
    if session.peer.user_id != request.user.pk:
        raise PermissionDenied
    return session
