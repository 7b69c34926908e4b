import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from peersupport.accounts.models import Program
from peersupport.audit.services import Purpose
from peersupport.core.http import page
from peersupport.my_record.scope import my_person
from sessions_app.forms import AnswerForm
from sessions_app.models import ChosenBy, Kind, SessionNote, SupportSession
from sessions_app.person_meetings import meetings_of
from sessions_app.querysets import Cursor
from sessions_app.reading import open_notes
from sessions_app.services.answers import senior_of

# Seen from the person's side.
CHOSEN_BY = {
    ChosenBy.THEM: _("You did"),
    ChosenBy.TOGETHER: _("You two did"),
    ChosenBy.ME: _("Your peer did"),
}
# What the level of a note means for whoever it is about.
LEVEL_WORDS = {
    Program.Level.BRIEF: _("You two agreed on a short note. What is not in it stays between you."),
    Program.Level.TOGETHER: _(
        "You two agreed to write notes together: your peer's box and yours, side by side."
    ),
    Program.Level.BILLABLE: _(
        "You two agreed on a note that is also used for payment. It has what the payer asks for, and no more."
    ),
}


@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Every meeting: the next ones, what else is planned, and what was, the newest first."""
    found = meetings_of(my_person(request).pk, before=Cursor.read(request.GET.get("before", "")))
    return page(request, "my_record/meeting_list.html", {"found": found})


@require_GET
def meeting_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One meeting, with every word that was written about it."""
    person = my_person(request)
    session = SupportSession.objects.select_related("peer__user", "group", "series").reached(pk)
    if session is None:
        raise Http404
    opened = open_notes(session, by=request.user, purpose=Purpose.OWN_RECORD) if session.note_opens else []
    context = {
        "meeting": session,
        "kinds": [Kind(kind).label for kind in session.kinds],
        "chosen_by": CHOSEN_BY.get(session.agenda_by, ""),
        "level_words": LEVEL_WORDS.get(session.level, "") if session.has_note else "",
        "notes": opened,
    }
    note = next((one.note for one in opened if one.note.person_id == person.pk), None)
    if note is None:
        note = SessionNote.objects.filter(session=session, person=person).first()
    if note is not None:
        context |= {
            "note": note,
            "form": AnswerForm(initial={"key": uuid.uuid4()}, has_senior=senior_of(note, person.agency)),
        }
    return page(request, "my_record/meeting_detail.html", context)
