import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from peersupport.core.http import page
from peersupport.my_record import queries
from peersupport.my_record.scope import my_person
from sessions_app.models import ChosenBy, Kind, SupportSession
from sessions_app.querysets import PAGE, Cursor

# Seen from the person's side.
CHOSEN_BY = {
    ChosenBy.THEM: _("You did"),
    ChosenBy.TOGETHER: _("You two did"),
    ChosenBy.ME: _("Your peer did"),
}


@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Every meeting, planned ones included, newest first."""
    person = my_person(request)
    rows = queries.meetings(person, before=Cursor.read(request.GET.get("before", "")))
    older = Cursor.of(rows[PAGE - 1]).text if len(rows) > PAGE else ""
    return page(request, "my_record/meeting_list.html", {"meetings": rows[:PAGE], "older": older})


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
