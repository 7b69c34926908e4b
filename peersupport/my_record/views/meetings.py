import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from peersupport.core.http import page
from peersupport.my_record import queries
from peersupport.my_record.scope import my_person
from sessions_app.models import ChosenBy, Kind, SupportSession
from sessions_app.person_meetings import meetings_of
from sessions_app.querysets import Cursor

# Seen from the person's side.
CHOSEN_BY = {
    ChosenBy.THEM: _("You did"),
    ChosenBy.TOGETHER: _("You two did"),
    ChosenBy.ME: _("Your peer did"),
}


@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Every meeting: the next ones, what else is planned, and what was, the newest first."""
    found = meetings_of(my_person(request).pk, before=Cursor.read(request.GET.get("before", "")))
    return page(request, "my_record/meeting_list.html", {"found": found})


@require_GET
def meeting_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One meeting, with every word that was written about it."""
    my_person(request)
    session = SupportSession.objects.select_related("peer__user", "group", "series").reached(pk)
    if session is None:
        raise Http404
    context = {
        "meeting": session,
        "kinds": [Kind(kind).label for kind in session.kinds],
        "chosen_by": CHOSEN_BY.get(session.agenda_by, ""),
        "notes": queries.notes(request.user, session) if session.note_opens else [],
    }
    return page(request, "my_record/meeting_detail.html", context)
