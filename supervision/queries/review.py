"""Notes to look at as their pages show them: facts, and what is missing, each with a plain sentence."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peersupport.accounts.models import Program, User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.templatetags.ui import meeting_time, minutes_words, others_time
from sessions_app.models import Attendance
from sessions_app.querysets import Cursor
from supervision.lines import Line, Lines
from supervision.models import READ_ALONG, Because, Hold, HoldDecision
from supervision.review_querysets import PAGE, Held, held_one, held_rows

# What makes it whole. A finished note stays as it is: what comes later stands below it, with the date.
CLEARS = {
    Hold.NOT_WRITTEN: gettext_lazy("A note, or one tap that says that the two did not meet."),
    Hold.KINDS: gettext_lazy("A line below the note that says which of the four kinds it was."),
    Hold.TEXT: gettext_lazy("One line is enough. So is “the rest stays between us”."),
    Hold.READ_TOGETHER: gettext_lazy("A line below the note: yes, or why not that day."),
    Hold.NEXT_STEP: gettext_lazy("A line below the note. “We meet again” is enough."),
    Hold.SETTING: gettext_lazy("A line below the note that says how and where."),
    Hold.TIMES: gettext_lazy("A line below the note that says when it ended."),
    Hold.CREDENTIAL: gettext_lazy("The certificate, once the office has written it down."),
    Hold.GOAL: gettext_lazy("A line below the note that says which of their goals it was about."),
    **dict.fromkeys(
        (code for code in Hold if code.startswith("prompt_")),
        gettext_lazy("A line below the note that says it: whoever pays for it asks for that."),
    ),
    Hold.EACH_NOTE: gettext_lazy("Nothing is missing. Somebody looks at each note here."),
    Hold.NEW_HERE: gettext_lazy("Somebody reads along for the first five notes. Then it ends by itself."),
}
LATELY, MOST_LEFT = 30, 10  # days, lines
REVIEWS = {"returned": gettext_lazy("given back"), "answered": gettext_lazy("answered")}


@dataclass(frozen=True)
class OpenHold:
    code: str
    sentence: Any
    clears: Any


@dataclass(frozen=True)
class HeldLine:
    """One line of a list: who, when, how much is kept, and what is missing."""

    row: Held
    title: str
    text: str
    tag: Any
    tone: str
    holds: list[OpenHold]


@dataclass(frozen=True)
class HeldPage:
    lines: list[HeldLine]
    newer: str = ""


def inbox(*, after: Cursor | None = None) -> HeldPage:
    """For the acting clinical supervisor, the oldest first. Two queries, whatever stands in it."""
    return _page(held_rows("after", after=after, limit=PAGE + 1), "after")


def own_holds(*, after: Cursor | None = None) -> HeldPage:
    """What would make the acting peer's own notes whole. The same holds, the same sentences."""
    return _page(held_rows("own", after=after, limit=PAGE + 1), "own")


def held_line(attendance_id: Any) -> HeldLine | None:
    """One of the inbox, whatever became of it; None where the acting principal does not look after its author."""
    row = held_one("after", attendance_id)
    return _line(row, _names([row]), "after") if row is not None else None


def _page(rows: list[Held], scope: str) -> HeldPage:
    shown = rows[:PAGE]
    names = _names(shown)
    newer = Cursor.of(shown[-1]).text if len(rows) > PAGE else ""
    return HeldPage([_line(row, names, scope) for row in shown], newer)


def _names(rows: list[Held]) -> dict[Any, str]:
    """Chosen names by attendance, as far as the reader may know them: nobody's of a group for a supervisor."""
    known = Attendance.objects.known([row.session_id for row in rows])
    return {
        row.pk: name
        for row in rows
        for person, name in known.get(row.session_id, [])
        if person == row.person_id
    }


def _line(row: Held, names: dict[Any, str], scope: str) -> HeldLine:
    when = (meeting_time if scope == "own" else others_time)(row.starts_at, row.time_zone)
    name = names.get(row.pk, "")
    parts = [when] if name else []
    parts += [minutes_words(row.minutes), str(Program.Level(row.level).label)]
    if row.program_level == Program.Level.BILLABLE and row.level != Program.Level.BILLABLE:
        parts.append(_("not billed, by the person's choice"))
    if scope == "after":
        parts.append(row.peer_name)
    tag, tone = _tag(row, scope)
    # What the two can still change is the author's to look at.
    codes = [code for code in row.holds if (row.is_final if scope == "after" else code not in READ_ALONG)]
    return HeldLine(
        row=row,
        title=name or when,
        text=format_html_join(" · ", "{}", ((part,) for part in parts)),
        tag=tag,
        tone=tone,
        holds=[OpenHold(code, Hold(code).label, CLEARS[Hold(code)]) for code in codes],
    )


def _tag(row: Held, scope: str) -> tuple[Any, str]:
    if scope == "own":
        return ("", "plain") if row.is_final else (_("can still be changed"), "wait")
    if row.review:
        return REVIEWS[row.review], "look" if row.review == "answered" else "plain"
    if row.added:
        return _("something was added"), "look"
    return (
        (_("new here"), "plain")
        if Hold.NEW_HERE in row.holds and {*row.holds} <= {*READ_ALONG}
        else ("", "plain")
    )


@dataclass(frozen=True)
class Decided:
    sentence: Any
    because: Any
    who: str


def decided_about(attendance_id: Any) -> list[Decided]:
    """What was left as it is about one note, and by whom. The caller knows that the reader may look at it."""
    rows = HoldDecision.objects.filter(attendance=attendance_id, undone=None).select_related("supervisor")
    return [_decided(row) for row in rows.order_by("created_at", "code")]


def _decided(row: HoldDecision) -> Decided:
    return Decided(Hold(row.code).label, Because(row.because).label, row.supervisor.name)


@dataclass(frozen=True)
class Left:
    """What a supervisor left as it is about a note of the reader's own."""

    day: str
    session_id: Any
    decided: Decided


def left_lately(user: User) -> list[Left]:
    """The author learns what was said about their notes, and by whom. The newest first."""
    rows = HoldDecision.objects.filter(peer__user=user, undone=None, created_at__gt=clock.ago(days=LATELY))
    rows = rows.exclude(code__in=READ_ALONG).select_related("supervisor", "attendance__session")
    return [
        Left(
            meeting_time(row.attendance.starts_at, row.attendance.session.time_zone),
            row.attendance.session_id,
            _decided(row),
        )
        for row in rows.order_by("-created_at", "pk")[:MOST_LEFT]
    ]


def review_lines(user: User) -> Lines:
    """No number stands on a door: notes are no pile."""
    found = Lines()
    if Role.CLINICAL_SUPERVISOR in user.roles:
        found.doors.append(
            Line(
                _("Notes to look at"),
                reverse("supervision:review_inbox"),
                _(
                    "Where something is missing that the level asks for, and the first notes of who is new here."
                ),
            )
        )
    if Role.PEER in user.roles:
        found.doors.append(
            Line(
                _("What would make my notes whole"),
                reverse("supervision:review_own"),
                _("Only what the level asks for."),
            )
        )
    return found
