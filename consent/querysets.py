import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import connection, models
from django.db.models import F, OuterRef, Q, Subquery

from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.dates import LocalDay
from peersupport.core.principal import rows_for_each, rows_for_principal
from peersupport.people.relation_querysets import WAIT_DAYS

if TYPE_CHECKING:
    from peersupport.accounts.models import Agency, User

# Kinds of content with who wrote the thing at hand, or None.
Cells = list[tuple[str, uuid.UUID | None]]
ANSWER_DAYS = 7  # while no policy is in force


class PolicyQuerySet(models.QuerySet[Any]):
    def published_for(self, agency: "Agency") -> Any:
        """The policy in force for an agency, or None."""
        return self.filter(agency=agency, state="published").first()

    def wait_days_in(self, agency: "Agency") -> int:
        """Days a new reader stands in people's news before anything written opens to them, in the policy in force."""
        policy = self.published_for(agency)
        return WAIT_DAYS if policy is None else int(policy.reader_wait_days)

    def answer_days_in(self, agency: "Agency") -> int:
        """Days within which somebody has an answer, in the policy in force."""
        policy = self.published_for(agency)
        return ANSWER_DAYS if policy is None else int(policy.answer_days)

    def draft_of(self, agency_id: uuid.UUID) -> Any:
        """The one version that is being written, or None."""
        return self.filter(agency_id=agency_id, state="draft").first()

    def begun_by(self, day: date) -> Self:
        """Versions whose day to begin has come where it is this day, but that are not in force yet."""
        return self.filter(state="draft", begins_on__lte=day)

    def open_for_comment(self, agency_id: uuid.UUID) -> Any:
        """The draft that lies open to peers and people, or None."""
        return self.filter(agency_id=agency_id, state="draft", proposed_at__isnull=False).first()


class CommentQuerySet(models.QuerySet[Any]):
    def unanswered(self) -> Self:
        return self.filter(answered_at=None)

    def of(self, user: Any) -> Self:
        """What this one said themselves, newest first."""
        return self.filter(written_by=user, on_paper=False).order_by("-said_at", "pk")


class ConsentRecordQuerySet(models.QuerySet[Any]):
    def newest(self) -> Any:
        """The last answer of whatever kind, or None."""
        return self.order_by("-version").first()

    def standing(self) -> Self:
        """Answers that nobody withdrew or replaced, expired ones included."""
        return self.filter(withdrawn_at=None, superseded_at=None)

    def in_force(self, at: datetime | None = None) -> Self:
        """Answers of yes that hold now: not withdrawn, not replaced, not expired."""
        return self.standing().filter(Q(expires_at=None) | Q(expires_at__gt=at or clock.now()), answer="yes")


class ConsentChoiceQuerySet(models.QuerySet[Any]):
    def with_taken_back(self) -> Self:
        """`.taken_back_at`: when this choice alone became a no again, or None. In the order of the questions."""
        taken = apps.get_model("consent", "ChoiceTakenBack").objects.filter(
            consent=OuterRef("consent"), audience=OuterRef("audience"), content=OuterRef("content")
        )
        return self.annotate(taken_back_at=Subquery(taken.values("created_at"))).order_by(
            "audience", "content"
        )


class ConsentNowQuerySet(models.QuerySet[Any]):
    def locked(self, person_ids: Iterable[uuid.UUID]) -> list[Any]:
        """Lock the gate rows of these people, sorted, as a statement of its own (READ COMMITTED).

        Check in the next statement: one that also locks would decide on an old snapshot. Measured in
        10,000 races: 0 saves or disclosures after a withdrawal with this recipe, 1,644 of 4,500 without.
        """
        return list(self.select_for_update(no_key=True).filter(person__in=person_ids).order_by("person_id"))

    def refresh(self, person_ids: Iterable[uuid.UUID]) -> int:
        """Recompute what the agreements of these people allow, in the caller's transaction. For services only."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT consent_refresh(%s)", [sorted(person_ids)])
            return int(cursor.fetchone()[0])


class ReminderQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def of_kind(self, kind: str) -> Self:
        """As it stands this minute: what runs out did so whether or not a run has come by since."""
        over = Q(consent__expires_at__lte=clock.now())
        if kind == "ran_out":
            return self.filter(Q(kind="expiring") & over | Q(kind="ran_out"))
        return self.filter(kind=kind).exclude(over) if kind == "expiring" else self.filter(kind=kind)

    def refresh(self, person_ids: Iterable[uuid.UUID]) -> int:
        """Make and close the rows of these people as sql/reminders.sql says. For services only."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT reminders_refresh(%s, %s)", [sorted(person_ids), clock.now()])
            return int(cursor.fetchone()[0])

    def out_of_step(self, agency_id: uuid.UUID) -> list[uuid.UUID]:
        """People of a house whose rows do not say what is due now, by id."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT reminders_out_of_step(%s, %s)", [agency_id, clock.now()])
            return [row[0] for row in cursor.fetchall()]


def people_acted_for(user: "User") -> Any:
    """People for whom this reader may give, use and end a permission today: themselves, or who walks with them."""
    people = apps.get_model("people", "SupportedPerson").objects.filter(died_on=None)
    if user.kind == user.Kind.PERSON:
        return people.filter(user=user)
    walking = people.model.objects.paired_with(user)
    return people.changed_by(user).filter(pk__in=walking.values("pk"))


def people_opened_to(user: "User") -> Any:
    """Those of people_acted_for() whose permissions open.

    Not yet to who stands in while the waiting days run, nor on a return that the office has not looked at.
    """
    people = people_acted_for(user)
    if user.kind == user.Kind.PERSON:
        return people
    opened = Q(covers_for=None) | Q(opens_at=None) | Q(opens_at__lte=clock.now())
    walks = apps.get_model("people", "Pairing").objects.walking_with(user).filter(opened, confirm_by=None)
    return people.filter(pk__in=walks.values("person"))


def people_supervised_by(user: "User") -> Any:
    """People whose peer, now or before, this user looks after today, and who don't keep them away."""
    people, pairings = (apps.get_model("people", name).objects for name in ("SupportedPerson", "Pairing"))
    under = pairings.under(user).values("person")
    return people.reached_by(user).filter(pk__in=under, also_staff=None)


def people_told_of(user: "User") -> Any:
    """People of whom this reader may know that something is allowed to go out, or went out: not a word of it yet."""
    people = apps.get_model("people", "SupportedPerson").objects
    known = Q(pk__in=people_acted_for(user).values("pk"))
    if user.kind == user.Kind.STAFF:
        known |= Q(pk__in=people_supervised_by(user).values("pk"))
        known |= Q(pk__in=_of_the_office(user).values("pk"))
    return people.filter(known)


def _of_the_office(user: "User") -> Any:
    people = apps.get_model("people", "SupportedPerson").objects
    if Role.ADMIN not in user.roles:
        return people.none()
    return people.changed_by(user).filter(also_staff=None)


class ReleaseQuerySet(models.QuerySet[Any]):
    def known_to(self, user: "User") -> Self:
        """That they exist, of which kind and until when."""
        return self.filter(person__in=people_told_of(user).values("pk"))

    def in_force(self) -> Self:
        """Not taken back, and not over on the day it is now in the program's zone."""
        day = LocalDay(models.Value(clock.now()), F("program__time_zone"))
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), revoked_at=None)

    def opened_by(self, user: "User") -> Self:
        """Those whose words open: to the person all, to who walks with them those they may act on."""
        own = self.filter(person__in=people_opened_to(user).values("pk"))
        return own if user.kind == user.Kind.PERSON else own.in_force()


class DisclosureQuerySet(models.QuerySet[Any]):
    def known_to(self, user: "User") -> Self:
        """That something went out, when, on which ground and which kinds of things."""
        return self.filter(person__in=people_told_of(user).values("pk"))

    def opened_by(self, user: "User") -> Self:
        """Those whose words open: to the person all, to staff what they sent themselves."""
        known = self.known_to(user)
        return known if user.kind == user.Kind.PERSON else known.filter(made_by=user)

    def newest_first(self) -> Self:
        return self.select_related("made_by", "confirmed_by", "release").order_by("-at", "-id")


class AskedDisclosureQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        return self.filter(answered_at=None)

    def asked_of(self, user: "User") -> Self:
        """Those this user may answer: of people they look after or the office knows, and not asked by themselves."""
        supervised = Q(person__in=people_supervised_by(user).values("pk"))
        office = Q(person__in=_of_the_office(user).values("pk"))
        return self.filter(supervised | office).exclude(asked_by=user)

    def shown_to(self, user: "User") -> Self:
        """Those they may answer, and their own."""
        mine = Q(asked_by=user, person__in=people_supervised_by(user).values("pk"))
        return self.filter(Q(pk__in=self.model.objects.asked_of(user).values("pk")) | mine)


def may_read_each(*, person_id: uuid.UUID, contents: list[str]) -> list[bool]:
    """may_read() of several kinds of content that hang on the person alone. One query."""
    return may_read_cells(person_id=person_id, cells=[(content, None) for content in contents])


def may_read_cells(*, person_id: uuid.UUID, cells: Cells) -> list[bool]:
    """may_read() of several kinds of content, each with who wrote it or None. One query."""
    return _yes_or_no(rows_for_principal(*_asked(person_id, cells)))


def may_read_cells_as_each(
    *, user_ids: list[uuid.UUID], person_id: uuid.UUID, cells: Cells
) -> list[list[bool]]:
    """may_read_cells() as each of these users: what a person is told of who reads them. One query for all."""
    return [_yes_or_no(rows) for rows in rows_for_each(user_ids, *_asked(person_id, cells))]


def _asked(person_id: uuid.UUID, cells: Cells) -> tuple[str, list[Any]]:
    each = ", ".join(["may_read(%s, %s, %s)"] * len(cells))
    return "SELECT " + each, [
        value for content, author_id in cells for value in (person_id, author_id, content)
    ]


def _yes_or_no(rows: list[tuple[Any, ...]]) -> list[bool]:
    return [bool(found) for found in rows[0]]


def may_read(*, person_id: uuid.UUID, content: str, author_id: uuid.UUID | None = None) -> bool:
    """Whether the acting principal may read this kind of content about this person now.

    author_id: the PeerSpecialist who wrote the thing at hand; None for what hangs on the person alone
    (identity, contact, consent, choices, plan). See sql/access.sql.
    """
    return bool(rows_for_principal("SELECT may_read(%s, %s, %s)", [person_id, author_id, content])[0][0])
