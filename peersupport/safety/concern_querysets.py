"""Whose concerns somebody reads, which wait for somebody, and which the trails don't know yet."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q

from peersupport.accounts.roles import Permission, Role
from peersupport.core import clock

if TYPE_CHECKING:
    from peersupport.accounts.models import User

WAITING = ("recorded", "sent")
ITS_MINUTES = ExpressionWrapper(F("acknowledge_minutes") * timedelta(minutes=1), DurationField())


def _model(name: str, app: str = "safety") -> Any:
    return apps.get_model(app, name)


class ConcernQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.exclude(state="closed")

    def raised(self, user: "User") -> Self:
        """Their own. Whoever the person keeps away, too: these are their own words, and somebody may ask back."""
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
        blocked = Exists(
            _model("BlockedStaff", "people").objects.filter(person=OuterRef("person"), user=user)
        )
        had = Exists(_model("ConcernStep").objects.filter(concern=OuterRef("pk"), by=user, kind="taken"))
        mine = Q(state__in=WAITING) & asked | Q(acknowledged_by=user) | Q(stands_with=user) | had
        theirs = self.filter(mine, ~blocked, agency_id=user.agency_id)
        return theirs.exclude(raised_by=user).exclude(person__also_staff=user)

    def read_by(self, user: "User") -> Self:
        """Who raised it and who has it. Closed ones until the day that was set when they were closed, then nobody."""
        ours = Q(pk__in=self.model.objects.raised(user).values("pk"))
        ours |= Q(pk__in=self.model.objects.addressed_to(user).values("pk"))
        return self.filter(ours).filter(Q(closed_at=None) | Q(readable_until__gt=clock.now()))

    def asking_for_a_ground(self, user: "User") -> Self:
        """Open ones in programs under 42 CFR Part 2 where this clinical supervisor says on which ground."""
        if Role.CLINICAL_SUPERVISOR not in user.roles:
            return self.none()
        links = _model("SupervisionLink", "people").objects.held_by(user).filter(kind="clinical")
        blocked = Exists(
            _model("BlockedStaff", "people").objects.filter(person=OuterRef("person"), user=user)
        )
        linked = Q(raised_by__in=links.values("peer__user")) | Q(
            pk__in=self.model.objects.addressed_to(user).values("pk")
        )
        part2 = self.open().filter(linked, ~blocked, kind="concern", program__part2=True)
        return part2.filter(agency_id=user.agency_id).exclude(limit="").exclude(raised_by=user)

    def telling_asked_of(self, user: "User") -> Self:
        """Open ones where this user may say that the person is told later: who reads them, who looks after the peer.

        Two others are needed to renew it, so more than the two who have it must be able to. Never whom the person
        keeps away.
        """
        links = _model("SupervisionLink", "people").objects.held_by(user)
        blocked = Exists(
            _model("BlockedStaff", "people").objects.filter(person=OuterRef("person"), user=user)
        )
        may = Q(raised_by__in=links.values("peer__user")) | Q(
            pk__in=self.model.objects.read_by(user).values("pk")
        )
        theirs = self.open().filter(may, ~blocked, agency_id=user.agency_id, kind="concern")
        return theirs.exclude(person__also_staff=user)

    def overdue(self, now: datetime) -> Self:
        """Those whose minutes are over, those nobody could be asked about yet, and those nobody is left for.

        One that stands further away than its minutes ever put it has met a clock that was set back.
        """
        waiting = self.filter(state__in=WAITING)
        put_back = Q(moves_at__gt=now + timedelta(minutes=1) + ITS_MINUTES)
        return waiting.filter(Q(moves_at__lte=now) | Q(moves_at=None) | put_back).order_by("moves_at", "pk")

    def went_out(self) -> Self:
        """Written down, and a message about it has left the house since: it can be called sent."""
        left = _model("Message", "notifications").objects.filter(about_id=OuterRef("pk"), state="sent")
        return self.filter(Exists(left.exclude(route__channel="inbox")), state="recorded")

    def stranded(self) -> Self:
        """Open ones whose holder can't open them any more: kept away by the person since, or not at work here."""
        blocked = _model("BlockedStaff", "people").objects.filter(person=OuterRef("person"))
        kept_away = Exists(blocked.filter(user=OuterRef("acknowledged_by")))
        had = self.filter(state__in=("acknowledged", "acting"))
        return had.filter(kept_away | Q(acknowledged_by__is_active=False)).order_by("pk")

    def not_entered(self) -> Self:
        return self.filter(steps_entered__lt=F("steps_count")).order_by("created_at", "pk")

    def without_anybody(self) -> Self:
        """At the end of its line: everybody was asked and nobody has it."""
        return self.filter(state__in=WAITING, alarm_at__isnull=False)

    def alarms(self, user: "User") -> Self:
        """What nobody has and nobody is left to ask about: counted for the office and for whoever is on call now."""
        on_call = _model("OnCallShift").objects.in_force(clock.now()).filter(user=user)
        if not (user.may(Permission.RUN_HOUSE) or on_call.exists()):
            return self.none()
        return self.without_anybody().filter(agency_id=user.agency_id)

    def known_to_person(self, user: "User") -> Self:
        """Those the person themselves can follow now: told, or no two people delay it.

        Where somebody else has the phone, too, it waits until it was told face to face.
        """
        mine = self.filter(person__user=user, person__died_on=None, kind="concern")
        delayed = Exists(_model("TellingDelay").objects.in_force(clock.now()).filter(concern=OuterRef("pk")))
        face = Exists(_model("Telling").objects.filter(concern=OuterRef("pk"), how__in=("face", "phone")))
        return mine.filter(~delayed).filter(face | ~Q(person__contact__phone_is_shared=True))


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
