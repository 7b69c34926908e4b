"""The list of meetings as its page shows it. All words are found here, once a row; the template only prints."""

import uuid
from dataclasses import dataclass

from django.utils.html import format_html_join

from peersupport.accounts.models import Program, User
from peersupport.accounts.roles import Permission
from peersupport.core.templatetags.ui import meeting_time, minutes_words, others_time
from peersupport.people.models import PeerSpecialist

from .models import Attendance, Group, Kind, SupportSession, Way
from .querysets import PAGE, Cursor, ListedSession, SessionFilter

TONES = {"planned": "wait", "completed": "good", "not_met": "plain", "cancelled": "plain"}


@dataclass(frozen=True)
class SessionRow:
    pk: uuid.UUID
    title: str
    text: str
    state: str
    tone: str


@dataclass(frozen=True)
class SessionPage:
    rows: list[SessionRow]
    older: str


def session_page(user: User, *, only: SessionFilter, before: Cursor | None) -> SessionPage:
    """One page and the place where the next begins. The number of queries does not depend on the rows."""
    sessions = SupportSession.objects.newest_listed(only=only, before=before, limit=PAGE + 1)
    shown = sessions[:PAGE]
    names = Attendance.objects.chosen_names([session.pk for session in shown])
    words = {
        code: str(label) for choices in (Way, Kind, SupportSession.State) for code, label in choices.choices
    }
    rows = [_row(session, names.get(session.pk, []), user, words) for session in shown]
    last = shown[-1] if len(sessions) > PAGE else None
    return SessionPage(rows, f"{last.starts_at.isoformat()},{last.pk}" if last else "")


def _row(session: ListedSession, names: list[str], user: User, words: dict[str, str]) -> SessionRow:
    is_own = session.peer_user_id == user.pk
    when = (meeting_time if is_own else others_time)(session.starts_at, session.time_zone)
    title: str = ", ".join(names) or when
    parts: list[str] = [when] if names else []
    if (
        session.group_name is not None
    ):  # to whoever did not write it down, it is one person's presence, or nobody's
        group = group_words(session.group_name)
        parts, title = [when], title if names and not is_own else group
        parts += [group] if title != group else []
    parts.append(minutes_words(session.minutes))
    if session.way:
        parts.append(words[session.way])
    if not is_own:
        parts.append(session.peer_name)
    parts += [words[kind] for kind in session.kinds]
    return SessionRow(
        pk=session.pk,
        title=title,
        text=format_html_join(" · ", "{}", ((part,) for part in parts)),
        state=words[session.state],
        tone=TONES[session.state],
    )


def group_words(name: str) -> str:
    """The name of a group; which one it was is not told with the presence of one person (docs/decisions/0007)."""
    return name or str(Group.Shape.GROUP.label)


def filter_choices(user: User) -> dict[str, list[tuple[str, str]]]:
    """What the list can be narrowed to: programs for who writes, peers for who looks after several."""
    choices: dict[str, list[tuple[str, str]]] = {"programs": [], "peers": []}
    if user.may(Permission.SEE_LINKED_SESSIONS):
        peers = PeerSpecialist.objects.supervised_by(user).order_by("user__name")
        choices["peers"] = [(str(pk), name) for pk, name in peers.values_list("pk", "user__name")]
    else:
        programs = Program.objects.filter(agency_id=user.agency_id, closed_on=None)
        choices["programs"] = sorted(
            ((str(item.pk), item.name) for item in programs), key=lambda pair: pair[1]
        )
    return choices
