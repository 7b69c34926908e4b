"""Lists as lines of CSV: what the page of that list shows to this reader, by the same querysets, facts only.

The lines are read after the answer has begun, when nobody acts any more: each step says again who does and in which
language. Never more than one page is in memory.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy

from peersupport.accounts.models import User
from peersupport.core.principal import acting_as
from peersupport.people import languages
from peersupport.people.models import SupportedPerson
from sessions_app import local_time
from sessions_app.listing import group_words
from sessions_app.models import Attendance, Kind, SupportSession, Way
from sessions_app.querysets import Cursor, ListedSession, SessionFilter

from .columns import FIELDS
from .tables import written

PAGE = 500
MARK = "\ufeff"  # tells spreadsheets that this is UTF-8
PEOPLE = ("name", "pronouns", "language", "program", "reference")
MEETINGS = ("date", "start", "minutes", "name", "reference", "peer", "way", "kinds", "state", "group")
OWN_MEETINGS = ("date", "start", "minutes", "peer", "way", "kinds", "state")


class Why(models.TextChoices):
    """Why somebody takes a list out of the house. Kept with the trace that they did."""

    OVERVIEW = "overview", gettext_lazy("For my own overview")
    HANDOVER = "handover", gettext_lazy("To hand over to a colleague")
    FUNDING = "funding", gettext_lazy("For those who pay for this work")
    MOVING = "moving", gettext_lazy("To move to another system")
    OTHER = "other", gettext_lazy("Something else")


@contextmanager
def _as(user: User) -> Iterator[None]:
    with acting_as(user.pk), translation.override(user.language):
        yield


def _head(user: User, kind: str, fields: tuple[str, ...]) -> str:
    with _as(user):
        return MARK + written(FIELDS[kind][field] for field in fields)


def people_lines(user: User, people: Any) -> Iterator[str]:
    """`people`: a queryset that the reader's list is made of."""
    yield _head(user, "people", PEOPLE)
    last: SupportedPerson | None = None
    while True:
        page = people.with_only_name(user).select_related("program").by_name()
        if last is not None:
            page = page.filter(
                models.Q(name_key__gt=last.name_key) | models.Q(name_key=last.name_key, id__gt=last.pk)
            )
        with _as(user):
            found = list(page[:PAGE])
            text = "".join(_person(person) for person in found)
        if not found:
            return
        yield text
        last = found[-1]


def _person(person: Any) -> str:
    if person.only_name:
        return written([person.chosen_name, "", "", "", person.pk])
    language = languages.NAMES.get(person.language, person.language)
    return written([person.chosen_name, person.pronouns, language, person.program.name, person.pk])


def meeting_lines(user: User, only: SessionFilter) -> Iterator[str]:
    """One line for each person whose name the reader knows; one without a name where they know none."""
    yield _head(user, "sessions", MEETINGS)
    yield from _pages(user, only, _meetings_with_people)


def own_meeting_lines(user: User, person: SupportedPerson) -> Iterator[str]:
    """A person's own presence: of a group, that they were there."""
    yield _head(user, "sessions", OWN_MEETINGS)
    yield from _pages(user, SessionFilter(person_id=person.pk), _own_meetings)


def _pages(user: User, only: SessionFilter, lines: Any) -> Iterator[str]:
    before: Cursor | None = None
    while True:
        with _as(user):
            found = SupportSession.objects.newest_listed(only=only, before=before, limit=PAGE)
            text = "".join(lines(found))
        if not found:
            return
        yield text
        before = Cursor(found[-1].starts_at, found[-1].pk)


def _own_meetings(found: list[ListedSession]) -> Iterator[str]:
    for session in found:
        when, rest = _facts(session)
        yield written([*when, session.peer_name, *rest])


def _meetings_with_people(found: list[ListedSession]) -> Iterator[str]:
    came = Attendance.objects.known([session.pk for session in found])
    for session in found:
        when, rest = _facts(session)
        group = "" if session.group_name is None else group_words(session.group_name)
        for number, name in came.get(session.pk, [("", "")]):
            yield written([*when, name, number, session.peer_name, *rest, group])


def _facts(session: ListedSession) -> tuple[list[object], list[object]]:
    local = session.starts_at.astimezone(ZoneInfo(session.time_zone))
    which = ""
    if local_time.happens_twice(local.replace(tzinfo=None, fold=0), session.time_zone):
        which = f" ({local.fold + 1})"
    when: list[object] = [f"{local:%Y-%m-%d}", f"{local:%H:%M}{which}", session.minutes]
    kinds = "; ".join(str(Kind(kind).label) for kind in session.kinds)
    way = Way(session.way).label if session.way else ""
    return when, [way, kinds, SupportSession.State(session.state).label]
