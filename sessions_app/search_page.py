"""What a search found, as its page shows it: which meeting, and where in its note. Its author sees a few words."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import User
from peersupport.audit.services import Purpose
from peersupport.core.templatetags.ui import meeting_time, others_time

from .models import Attendance
from .querysets import Cursor
from .search import Found, Hit, further_text, search_notes

# As the fields are called on the note's page, for staff and for the person it is about.
FIELD_NAMES = {
    "agenda": _("What did you agree to talk about?"),
    "text": _("What did you do together?"),
    "own_words": _("In their words"),
    "next_step": _("What's next?"),
    "taken_along": _("What did I take with me?"),
    "not_read_because": _("Not today, because"),
    "added": _("Added later"),
}
FIELD_NAMES_FOR_PERSON = {
    "agenda": _("What you agreed to talk about"),
    "text": _("What was written"),
    "own_words": _("In your words"),
    "next_step": _("What's next"),
    "taken_along": _("What your peer takes along"),
    "not_read_because": _("Why it was not read together"),
    "added": _("Added later"),
}


@dataclass(frozen=True)
class FoundRow:
    url: str
    title: str
    text: str
    fields: list[Any]
    snippet: str
    language: str


@dataclass(frozen=True)
class FoundPage:
    """`looked` notes were opened for it, back to the day of `back_to`; `further` is "" where nothing is left."""

    rows: list[FoundRow]
    found: Found
    further: str


def found_for_staff(
    user: User, *, words: list[str], purpose: Purpose, own_only: bool, before: Cursor | None
) -> FoundPage:
    found = search_notes(words=words, by=user, purpose=purpose, own_only=own_only, before=before)
    known = Attendance.objects.known([hit.note.session_id for hit in found.hits])
    return _page(
        found, user, [_staff_row(hit, user, dict(known.get(hit.note.session_id, []))) for hit in found.hits]
    )


def found_for_person(user: User, *, words: list[str], before: Cursor | None) -> FoundPage:
    found = search_notes(words=words, by=user, purpose=Purpose.OWN_RECORD, before=before)
    return _page(found, user, [_own_row(hit) for hit in found.hits])


def _page(found: Found, user: User, rows: list[FoundRow]) -> FoundPage:
    return FoundPage(rows, found, further_text(found.further, user) if found.further else "")


def _staff_row(hit: Hit, user: User, known: dict[Any, str]) -> FoundRow:
    note, session = hit.note, hit.note.session
    is_own = note.peer.user_id == user.pk
    when = (meeting_time if is_own else others_time)(session.starts_at, session.time_zone)
    name = known.get(note.person_id, "")
    page = reverse(
        "sessions_app:session_read" if is_own else "sessions_app:session_detail", args=[session.pk]
    )
    parts = [when] if name else []
    parts += [] if is_own else [note.peer.user.name]
    return FoundRow(
        url=f"{page}?note={note.pk}" if is_own else page,
        title=name or when,
        text=format_html_join(" · ", "{}", ((part,) for part in parts)),
        fields=[FIELD_NAMES[name] for name in hit.fields],
        snippet=hit.snippet if is_own else "",
        language=note.language,
    )


def _own_row(hit: Hit) -> FoundRow:
    note = hit.note
    return FoundRow(
        url=reverse("my_record:meeting_detail", args=[note.session_id]),
        title=meeting_time(note.session.starts_at, note.session.time_zone),
        text=note.peer.user.first_name_only,
        fields=[FIELD_NAMES_FOR_PERSON[name] for name in hit.fields],
        snippet=hit.snippet,
        language=note.language,
    )
