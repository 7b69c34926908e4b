"""The lists of meetings. Which rows a reader reaches is decided in sql/*.sql, called here and nowhere else."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.dateparse import parse_datetime

from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.principal import rows_for_principal

from .series_days import AHEAD

if TYPE_CHECKING:
    from peersupport.accounts.models import User

PAGE = 25


@dataclass(frozen=True)
class Cursor:
    """A place in a list that runs from new to old: the last row seen."""

    at: datetime
    pk: uuid.UUID

    @classmethod
    def of(cls, session: Any) -> "Cursor":
        return cls(session.starts_at, session.pk)

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """The place that `text` writes down; None, the top of the list, for anything else."""
        at, _comma, pk = text.partition(",")
        try:
            moment = parse_datetime(at)
            return cls(moment, uuid.UUID(pk)) if moment is not None and moment.tzinfo else None
        except ValueError:
            return None

    @property
    def text(self) -> str:
        return f"{self.at.isoformat()},{self.pk}"


@dataclass(frozen=True)
class SessionFilter:
    """What a list is narrowed to; ids and codes only."""

    state: str | None = None
    program_id: uuid.UUID | None = None
    peer_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None


def _page_of(only: SessionFilter | None, before: Cursor | None, limit: int) -> list[Any]:
    """The arguments of session_page() in sql/pages.sql."""
    only = only or SessionFilter()
    place = (before.at, before.pk) if before else (None, None)
    return [limit, *place, only.state, only.program_id, only.peer_id, only.person_id]


class ListedSession(NamedTuple):
    """What a line of the list of meetings is made of."""

    pk: uuid.UUID
    starts_at: datetime
    time_zone: str
    minutes: int
    way: str
    kinds: list[str]
    state: str
    peer_user_id: uuid.UUID
    peer_name: str
    group_name: str | None  # "" for a group of which the reader sees one presence and not which group it is
    has_note: bool
    note_opens: bool


class SupportSessionQuerySet(models.QuerySet[Any]):
    def written_by(self, user: "User") -> Self:
        """Meetings of this peer, for ever: facts stay with who wrote them."""
        return self.filter(peer__user=user, agency_id=user.agency_id)

    def planned(self) -> Self:
        return self.filter(state="planned")

    def of_group(self, group_id: uuid.UUID, user: "User") -> Self:
        """Meetings of a group that this peer wrote down or planned, the newest first."""
        return self.written_by(user).filter(group=group_id).order_by("-starts_at", "-id")

    def to_come_of(self, group: Any, now: datetime) -> Self:
        """Planned meetings of a group that have not begun, whoever planned them."""
        return self.planned().filter(group=group, starts_at__gt=now)

    def without_names_by_now(self, before: datetime) -> Self:
        """What was planned in a program that keeps no names, and began before that instant."""
        nameless = models.Q(level="none") | models.Q(program__level="none")
        return self.filter(nameless, starts_at__lt=before).exclude(state="completed")

    def newest(
        self, *, only: SessionFilter | None = None, before: Cursor | None = None, limit: int = PAGE
    ) -> list[Any]:
        """The newest meetings whose facts the acting principal may see, each with `.note_opens` and `.whole` set.

        Two queries, flat in the number of sessions. `before` is the last row of the page above.
        """
        sql = "SELECT session_id, note_opens, whole FROM session_page(%s, %s, %s, %s, %s, %s, %s)"
        rows = rows_for_principal(sql, _page_of(only, before, limit))
        found = self.in_bulk([pk for pk, _opens, _whole in rows])
        page = []
        for pk, opens, whole in rows:
            session = found[pk]
            session.note_opens, session.whole = opens, whole
            page.append(session)
        return page

    def newest_listed(
        self, *, only: SessionFilter | None = None, before: Cursor | None = None, limit: int = PAGE
    ) -> list[ListedSession]:
        """newest() for a page that only prints: one query, and no model instances (they cost more than the list)."""
        sql = (
            "SELECT x.id, x.starts_at, x.time_zone, x.minutes, x.way, x.kinds, x.state, u.id, u.name, "
            # Somebody who is supported knows which groups they come to.
            "CASE WHEN t.whole OR (SELECT kind = 'person' FROM accounts_user WHERE id = app_uid()) THEN g.name "
            "WHEN g.id IS NOT NULL THEN '' END, x.has_note, t.note_opens "
            "FROM session_page(%s, %s, %s, %s, %s, %s, %s) WITH ORDINALITY t (id, note_opens, whole, place) "
            "JOIN sessions_app_supportsession x ON x.id = t.id JOIN people_peerspecialist p ON p.id = x.peer_id "
            "JOIN accounts_user u ON u.id = p.user_id LEFT JOIN sessions_app_group g ON g.id = x.group_id "
            "ORDER BY t.place"
        )
        return [ListedSession(*row) for row in rows_for_principal(sql, _page_of(only, before, limit))]

    def how_many(self, *, only: SessionFilter | None = None) -> int:
        """How many newest_listed() would come to, page after page."""
        sql = "SELECT count(*) FROM session_page(%s, %s, %s, %s, %s, %s, %s)"
        return int(rows_for_principal(sql, _page_of(only, None, 10_000_000))[0][0])

    def reached(self, session_id: uuid.UUID) -> Any:
        """One meeting whose facts the acting principal may see, with `.note_opens` and `.whole`, or None.

        whole: they see a group as a group (its name, number and text); to everybody else it is one person's presence.
        """
        rows = rows_for_principal("SELECT session_id, note_opens, whole FROM session_one(%s)", [session_id])
        if not rows:
            return None
        session = self.filter(pk=session_id).first()
        if session is not None:
            _pk, session.note_opens, session.whole = rows[0]
        return session


class AttendanceQuerySet(models.QuerySet[Any]):
    def upcoming(self, now: datetime) -> Self:
        return self.filter(session__state="planned", starts_at__gte=now).order_by("starts_at")

    def known(self, session_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[tuple[uuid.UUID, str]]]:
        """(id, chosen name) of those who attended, as far as the acting principal may know them, by name."""
        found: dict[uuid.UUID, list[tuple[uuid.UUID, str]]] = {}
        sql = "SELECT session_id, person_id, chosen_name FROM session_names(%s)"
        for session_id, person, name in rows_for_principal(sql, [session_ids]) if session_ids else []:
            found.setdefault(session_id, []).append((person, name))
        return found

    def chosen_names(self, session_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
        """Chosen names of those who attended, as far as the acting principal may know them."""
        known = self.known(session_ids)
        return {session_id: [name for _person, name in came] for session_id, came in known.items()}

    def names_of_the_dead(self, session_id: uuid.UUID, author: "User") -> list[str]:
        """Chosen names of those who died since, for the page of one meeting and for who wrote it: no list has them."""
        return list(
            self.filter(session=session_id, session__peer__user=author, person__died_on__isnull=False)
            .exclude(person__blocks__user=author)
            .exclude(person__also_staff=author)
            .order_by("person__name_key")
            .values_list("person__chosen_name", flat=True)
        )


class SessionDraftQuerySet(models.QuerySet[Any]):
    def of(self, user: "User") -> Self:
        """The unexpired drafts of their author, who alone may open them."""
        return self.filter(author=user, agency_id=user.agency_id, expires_at__gt=clock.now())


class SessionNoteQuerySet(models.QuerySet[Any]):
    def newest_readable_keys(self, *, before: Cursor | None = None, limit: int = PAGE) -> list[uuid.UUID]:
        """The ids of the newest notes whose text the acting principal may read."""
        place = (before.at, before.pk) if before else (None, None)
        rows = rows_for_principal("SELECT note_id FROM note_page(%s, %s, %s)", [limit, *place])
        return [pk for (pk,) in rows]

    def newest_readable(self, *, before: Cursor | None = None, limit: int = PAGE) -> list[Any]:
        """The newest notes whose text the acting principal may read. Two queries."""
        keys = self.newest_readable_keys(before=before, limit=limit)
        found = self.in_bulk(keys)
        return [found[pk] for pk in keys]

    def readable(self, session_id: uuid.UUID) -> list[Any]:
        """The notes of one meeting whose text the acting principal may read now."""
        rows = rows_for_principal(
            "SELECT n.id FROM sessions_app_sessionnote n WHERE n.session_id = %s AND "
            "may_read(n.person_id, n.peer_id, 'narrative') "
            "AND note_is_open_to(my_standing(), n.person_id, n.opens_at) ORDER BY n.id",
            [session_id],
        )
        return list(self.filter(pk__in=[pk for (pk,) in rows]))


class PersonResponseQuerySet(models.QuerySet[Any]):
    def waiting(self) -> list[Any]:
        """Answers that wait for the acting principal, the oldest first; for whom stands in sql/answers.sql."""
        return list(self.filter(pk__in=self.waiting_ids()).order_by("at", "pk"))

    def waiting_ids(self) -> set[uuid.UUID]:
        return {pk for (pk,) in rows_for_principal("SELECT response_id FROM answers_waiting()")}

    def has_waiting(self) -> bool:
        """Whether there is something to read; never how much of it."""
        return bool(self.waiting_ids())


def open_authors(person_id: uuid.UUID, authors: list[uuid.UUID | None]) -> set[uuid.UUID | None]:
    """Of these authors (None: the person alone) those whose words about this person the acting principal may read."""
    if not authors:
        return set()
    rows = rows_for_principal(
        "SELECT a.author FROM unnest(%s::uuid[]) a (author) WHERE may_read(%s, a.author, 'narrative')",
        [authors, person_id],
    )
    return {author for (author,) in rows}


class PlanQuerySet(models.QuerySet[Any]):
    """Goals, steps, what helps, connections, goodbye pages: words about one person by one author, or their own."""

    def readable(self, person_id: uuid.UUID) -> list[Any]:
        """The rows about this person whose text the acting principal may read now. Two queries."""
        authors = list(self.filter(person=person_id).order_by().values_list("peer_id", flat=True).distinct())
        open_to = open_authors(person_id, authors)
        return [row for row in self.filter(person=person_id) if row.peer_id in open_to] if open_to else []


class SeriesQuerySet(models.QuerySet[Any]):
    def running(self) -> Self:
        """Series that nobody ended and whose last day has not been filled."""
        unfilled = Q(ends_on=None) | Q(made_through=None) | Q(made_through__lt=F("ends_on"))
        return self.filter(unfilled, ended_at=None)

    def short(self) -> Self:
        """Running ones whose meetings may not reach far enough ahead; in doubt too many."""
        within = clock.now().date() + AHEAD + timedelta(days=1)
        return self.running().filter(Q(made_through=None) | Q(made_through__lt=within))

    def own(self, user: "User") -> Self:
        """Series this peer may look at and change: none without the role, none of who keeps them away."""
        if Role.PEER not in user.roles:
            return self.none()
        blocked = apps.get_model("people", "BlockedStaff").objects.filter(
            user=user, person=OuterRef("person")
        )
        return self.written_by(user).filter(~Exists(blocked)).exclude(person__also_staff=user)

    def written_by(self, user: "User") -> Self:
        return self.filter(peer__user=user, agency_id=user.agency_id)
