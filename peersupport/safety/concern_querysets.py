"""Whose concerns somebody reads, which wait for somebody, and which the trails don't know yet."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import connection, models
from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Value

from peersupport.accounts.roles import Permission, Role
from peersupport.core import clock
from peersupport.core.dates import LocalDay

if TYPE_CHECKING:
    from peersupport.accounts.models import User

WAITING = ("recorded", "sent")
ITS_MINUTES = ExpressionWrapper(F("acknowledge_minutes") * timedelta(minutes=1), DurationField())


def _model(name: str, app: str = "safety") -> Any:
    return apps.get_model(app, name)


def _keeps_away(user: Any) -> Exists:
    """Whether the person of a row keeps this user away."""
    blocks = _model("BlockedStaff", "people").objects
    return Exists(blocks.filter(person=OuterRef("person"), user=user))


class ConcernQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.exclude(state="closed")

    def raised(self, user: "User") -> Self:
        """Their own, while they are open also of a person who keeps them away: somebody may ask back.

        Those read their own words and no others, see queries.concern.open_concern().
        """
        return self.filter(raised_by=user, agency_id=user.agency_id)

    def addressed_to(self, user: "User") -> Self:
        """Those somebody was asked about, and that no other has taken; and those they took.

        Never of a person who keeps them away, and never their own.
        """
        if not user.roles or user.kind == user.Kind.PERSON:
            return self.none()
        asked = Exists(
            _model("ConcernStep").objects.filter(
                concern=OuterRef("pk"), to=user, kind__in=("asked", "handed_on")
            )
        )
        had = Exists(_model("ConcernStep").objects.filter(concern=OuterRef("pk"), by=user, kind="taken"))
        mine = Q(state__in=WAITING) & asked | Q(acknowledged_by=user) | Q(stands_with=user) | had
        theirs = self.filter(mine, ~_keeps_away(user), agency_id=user.agency_id)
        return theirs.exclude(raised_by=user).exclude(person__also_staff=user)

    def read_by(self, user: "User") -> Self:
        """Who raised it and who has it. Closed ones until the day that was set when they were closed, then nobody.

        What is closed opens to nobody whom the person keeps away: there is nothing left to ask back.
        """
        raised = self.model.objects.raised(user).filter(Q(closed_at=None) | ~_keeps_away(user))
        ours = Q(pk__in=raised.values("pk"))
        ours |= Q(pk__in=self.model.objects.addressed_to(user).values("pk"))
        return self.filter(ours).filter(Q(closed_at=None) | Q(readable_until__gt=clock.now()))

    def opened_again(self, user: "User") -> Self:
        """Those past their days that two people opened to this reader for a while. To a peer who asked, their own."""
        openings = (
            _model("ReadingAgain")
            .objects.open_to(user)
            .filter(
                ~Q(line="") | Q(asked_by=OuterRef("raised_by")),
                person=OuterRef("person"),
                from_at__lte=OuterRef("created_at"),
                to_at__gt=OuterRef("created_at"),
            )
        )
        closed = self.filter(Exists(openings), state="closed", kind="concern", agency_id=user.agency_id)
        return closed.filter(readable_until__lte=clock.now())

    def shown_to(self, user: "User") -> Self:
        """Whose page opens to them: what they read, and what was opened to them again."""
        again = self.model.objects.opened_again(user)
        return self.filter(
            Q(pk__in=self.model.objects.read_by(user).values("pk")) | Q(pk__in=again.values("pk"))
        )

    def asking_for_a_ground(self, user: "User") -> Self:
        """Open ones in programs under 42 CFR Part 2 where this clinical supervisor says on which ground."""
        if Role.CLINICAL_SUPERVISOR not in user.roles:
            return self.none()
        links = _model("SupervisionLink", "people").objects.held_by(user).filter(kind="clinical")
        linked = Q(raised_by__in=links.values("peer__user")) | Q(
            pk__in=self.model.objects.addressed_to(user).values("pk")
        )
        part2 = self.open().filter(linked, ~_keeps_away(user), kind="concern", program__part2=True)
        part2 = part2.filter(agency_id=user.agency_id).exclude(limit="").exclude(raised_by=user)
        return part2.exclude(person__also_staff=user)

    def telling_asked_of(self, user: "User") -> Self:
        """Open ones where this user may say that the person is told later: who reads them, who looks after the peer.

        Two others are needed to renew it, so more than the two who have it must be able to. Never whom the person
        keeps away.
        """
        links = _model("SupervisionLink", "people").objects.held_by(user)
        may = Q(raised_by__in=links.values("peer__user")) | Q(
            pk__in=self.model.objects.read_by(user).values("pk")
        )
        theirs = self.open().filter(may, ~_keeps_away(user), agency_id=user.agency_id, kind="concern")
        return theirs.exclude(person__also_staff=user)

    def overdue(self, now: datetime) -> Self:
        """Those whose minutes are over, those nobody could be asked about yet, and those nobody is left for.

        One that stands further away than its minutes ever put it has met a clock that was set back.
        """
        waiting = self.filter(state__in=WAITING)
        put_back = Q(moves_at__gt=now + timedelta(minutes=1) + ITS_MINUTES)
        return waiting.filter(Q(moves_at__lte=now) | Q(moves_at=None) | put_back).order_by("moves_at", "pk")

    def went_out(self) -> Self:
        """Written down, and since then a message has left the house to whoever is asked now: it can be called sent.

        `.left_at`: when. What left to somebody who was asked before says nothing about them.
        """
        asked = _model("ConcernStep").objects.filter(
            concern=OuterRef(OuterRef("pk")), to=OuterRef(OuterRef("stands_with"))
        )
        # The step and its message were written by one clock; stands_since is the database's, which may differ.
        since = asked.filter(kind__in=("asked", "handed_on")).order_by("-number").values("created_at")[:1]
        messages = _model("Message", "notifications").objects.filter(about_id=OuterRef("pk"), kind="concern")
        left = messages.filter(
            state="sent", route__user=OuterRef("stands_with"), created_at__gte=Subquery(since)
        ).exclude(route__channel="inbox")
        rows = self.annotate(left_at=Subquery(left.order_by("sent_at").values("sent_at")[:1]))
        return rows.filter(state="recorded", left_at__isnull=False)

    def stranded(self) -> Self:
        """Open ones that stand with somebody who can't open them any more: kept away since, or without a task here."""
        today = LocalDay(Value(clock.now()), OuterRef("agency__time_zone"))
        tasks = _model("Membership", "accounts").objects.in_force(today).filter(user=OuterRef("stands_with"))
        gone = _keeps_away(OuterRef("stands_with")) | Q(stands_with__is_active=False) | ~Exists(tasks)
        return self.open().filter(gone, stands_with__isnull=False).order_by("pk")

    def not_entered(self) -> Self:
        return self.filter(steps_entered__lt=F("steps_count")).order_by("created_at", "pk")

    def without_anybody(self) -> Self:
        """At the end of its line: everybody was asked and nobody has it."""
        return self.filter(state__in=WAITING, alarm_at__isnull=False)

    def alarms(self, user: "User") -> Self:
        """What nobody has and nobody is left to ask about: counted for the office and for whoever is on call now.

        But for those who are on call and were left out: a line on their page would tell them why.
        """
        is_on_call = Exists(_model("OnCallShift").objects.in_force(clock.now()).filter(user=user))
        rows = self.without_anybody().filter(agency_id=user.agency_id).exclude(person__also_staff=user)
        if user.may(Permission.RUN_HOUSE):
            return rows.filter(~is_on_call | ~_keeps_away(user))
        return rows.filter(is_on_call, ~_keeps_away(user))

    def known_to_person(self, user: "User") -> Self:
        """Those the person themselves can follow now: told, or no two people delay it.

        Where somebody else has the phone, too, it waits until it was told face to face.
        """
        mine = self.filter(person__user=user, person__died_on=None, kind="concern")
        delayed = Exists(_model("TellingDelay").objects.in_force(clock.now()).filter(concern=OuterRef("pk")))
        face = Exists(_model("Telling").objects.filter(concern=OuterRef("pk"), how__in=("face", "phone")))
        return mine.filter(~delayed).filter(face | ~Q(person__contact__phone_is_shared=True))


class RepairTalkQuerySet(models.QuerySet[Any]):
    def waiting(self, today: date) -> Self:
        """Talks whose day has come; none with somebody who died."""
        return self.filter(held_at=None, due_on__lte=today, person__died_on=None)

    def due(self, today: date) -> Self:
        """Those that are the peer's to offer: the person neither declined nor chose another."""
        return self.waiting(today).exclude(wish__in=["no", "other"])

    def of_raisers(self) -> Self:
        """Without those of a peer who works here no longer, whom the person keeps away, or who reads it no more."""
        blocked = _model("BlockedStaff", "people").objects.filter(
            person=OuterRef("person"), user=OuterRef("concern__raised_by")
        )
        rows = self.filter(concern__raised_by__is_active=True, concern__readable_until__gt=clock.now())
        return rows.exclude(Exists(blocked))


class TellingDelayQuerySet(models.QuerySet[Any]):
    def in_force(self, now: datetime) -> Self:
        return self.filter(until__gt=now)


def people_worried_about(user: "User") -> Any:
    """Whom somebody can raise a worry about: everybody they reach or ever walked with, kept away or not."""
    people = _model("SupportedPerson", "people").objects
    walked = _model("Pairing", "people").objects.once_with(user).values("person")
    found = people.filter(
        Q(pk__in=people.reached_by(user).values("pk")) | Q(pk__in=walked), agency_id=user.agency_id
    )
    return found.exclude(also_staff=user).filter(died_on=None)


def wait_only_briefly() -> None:
    """For any lock, until the end of the transaction or of the savepoint that is taken back."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '2s'")
