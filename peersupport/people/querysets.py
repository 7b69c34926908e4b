"""Who stands in which relation to whom, read live. What may be read by relation stands in consent/sql/access.sql."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.dates import DatedQuerySet

if TYPE_CHECKING:
    from peersupport.accounts.models import User

WALKING = ("active", "paused")
STARTED = ("active", "paused", "ended")


class LocalDay(models.Func):
    """The calendar day of an instant in a zone: LocalDay(instant, zone)."""

    template = "(%(expressions)s)::date"
    arg_joiner = " AT TIME ZONE "
    output_field = models.DateField()


def _model(name: str) -> Any:
    return apps.get_model("people", name)


class PeerQuerySet(models.QuerySet[Any]):
    def in_agency_of(self, user: "User") -> Self:
        return self.filter(agency_id=user.agency_id)

    def available_for(self, person: Any) -> Self:
        """Peers who could be offered to this person now: in the role today, nothing open or said no to between them.

        Whom the person keeps away is missing without a word, like everybody else who is not there.
        """
        roles = apps.get_model("accounts", "Membership").objects.in_force(person.agency.today())
        open_already = _model("Pairing").objects.filter(person=person, state__in=("offered", *WALKING))
        blocked = _model("BlockedStaff").objects.filter(person=person)
        return (
            self.filter(agency_id=person.agency_id, user__in=roles.filter(role=Role.PEER).values("user"))
            .filter(user__is_active=True)
            .exclude(user=person.also_staff_id)
            .exclude(pk__in=open_already.values("peer"))
            .exclude(user__in=blocked.values("user"))
        )

    def walking_with(self, person: Any) -> Self:
        """Peers who walk with this person today, not counting who stands in."""
        pairings = _model("Pairing").objects.walking().filter(person=person, covers_for=None)
        return self.filter(pk__in=pairings.values("peer"))

    def supervised_by(self, user: "User", kind: str | None = None) -> Self:
        """Peers this user looks after today, by one kind of link or either."""
        from_links = _model("SupervisionLink").objects.held_by(user)
        if kind:
            from_links = from_links.filter(kind=kind)
        return self.filter(pk__in=from_links.values("peer"))


class PersonQuerySet(models.QuerySet[Any]):
    def in_agency_of(self, user: "User") -> Self:
        return self.filter(agency_id=user.agency_id)

    def paired_with(self, user: "User") -> Self:
        """People walking with this peer today, breaks and covers included."""
        return self.filter(pk__in=_model("Pairing").objects.walking_with(user).values("person"))

    def talking_with(self, user: "User") -> Self:
        """People this peer walks with today, or was offered to: those they hold the conversation with."""
        offered = _model("Pairing").objects.filter(peer__user=user, state="offered")
        relations = Q(pk__in=_model("Pairing").objects.walking_with(user).values("person"))
        if Role.PEER in user.roles:
            relations |= Q(pk__in=offered.values("person"))
        blocked = Q(Exists(_model("BlockedStaff").objects.filter(person=OuterRef("pk"), user=user)))
        return self.filter(relations, ~blocked, agency_id=user.agency_id).exclude(also_staff=user)

    def reached_by(self, user: "User") -> Self:
        """People whose chosen name this member of staff may see today, or the person's own row.

        The union of all relations: walking or having walked with them, supervising a peer who does or
        did, an explicit grant, the office. A block ends all of them.
        """
        if user.kind == user.Kind.PERSON:
            return self.filter(user=user)
        if not user.roles:
            return self.none()
        pairings = _model("Pairing").objects
        blocked = Exists(_model("BlockedStaff").objects.filter(person=OuterRef("pk"), user=user))
        relations = Q(pk__in=pairings.walking_with(user).values("person"))
        relations |= Q(pk__in=pairings.once_with(user).values("person"))  # whatever role they have now
        supervised = Q(pk__in=pairings.under(user).values("person"))
        granted = Q(pk__in=_model("PersonGrant").objects.held_by(user).values("content_object"))
        relations |= (supervised | granted) & Q(also_staff=None)
        if Role.ADMIN in user.roles:
            relations |= Q(also_staff=None)
        return self.filter(relations, ~blocked, agency_id=user.agency_id).exclude(also_staff=user)

    def changed_by(self, user: "User") -> Self:
        """People whose things this user may change today: their own, those they walk with, the office's.

        It is also who may open contact details. Never a blocked one, never a colleague's other life.
        """
        if user.kind == user.Kind.PERSON:
            return self.filter(user=user)
        relations = Q(pk__in=_model("Pairing").objects.walking_with(user).values("person"))
        if Role.ADMIN in user.roles:
            relations |= Q(also_staff=None)
        blocked = Q(Exists(_model("BlockedStaff").objects.filter(person=OuterRef("pk"), user=user)))
        return self.filter(relations, ~blocked, agency_id=user.agency_id).exclude(also_staff=user)

    def chosen(self, user: "User", *, who: str, program: str) -> Self:
        """The part of the list that the filters name: "me", "office" or everybody; one program or all."""
        people = self.filter(program=program) if program else self
        if who == "me":
            return people.filter(pk__in=self.model.objects.paired_with(user).values("pk"))
        return people.filter(confirmed_at=None) if who == "office" else people

    def listed(self) -> Self:
        """Without those who died: they stand in no list, search or choice."""
        return self.filter(died_on=None)

    def by_name(self) -> Self:
        return self.order_by("name_key", "id")

    def named_like(self, key: str) -> Self:
        """People whose name starts with, or has a word that starts with, this name_key."""
        return self.filter(Q(name_key__startswith=key) | Q(name_key__contains=" " + key))


class PairingQuerySet(DatedQuerySet):
    def walking(self) -> Self:
        """Pairings in force on the day it is now in each one's own program, breaks included."""
        day = LocalDay(models.Value(clock.now()), F("person__program__time_zone"))
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, ended_at=None, state__in=WALKING
        )

    def asking(self, user: "User") -> Self:
        """Offers open to this peer, oldest first, without those of people who keep them away."""
        return self.handled_by(user).filter(peer__user=user, state="offered").order_by("offered_at", "id")

    def way_of(self, user: "User", person: Any) -> str:
        """By which relation this member of staff opens what hangs on the person alone; it stands in the trace."""
        walking = self.walking_with(user).filter(person=person).first()
        if walking is None:
            return "admin"
        return "cover" if walking.covers_for_id else "paired"

    def past_their_last_day(self) -> Self:
        """Still open, although the last day of standing in is over in the program's own zone."""
        day = LocalDay(models.Value(clock.now()), F("person__program__time_zone"))
        return self.filter(ends_on__lt=day, ended_at=None, state__in=WALKING)

    def walking_with(self, user: "User") -> Self:
        """Pairings of this peer in force today; nothing without the role."""
        if Role.PEER not in user.roles:
            return self.none()
        return self.walking().filter(peer__user=user)

    def handled_by(self, user: "User") -> Self:
        """Pairings this user may answer or change: those of two that they are one of, and the office's."""
        if user.kind == user.Kind.PERSON:
            return self.filter(person__user=user)
        relations = Q(pk__in=[])
        if Role.PEER in user.roles:
            relations |= Q(peer__user=user)
        if Role.ADMIN in user.roles:
            relations |= Q(person__also_staff=None)
        blocked = Exists(_model("BlockedStaff").objects.filter(person=OuterRef("person"), user=user))
        return self.filter(relations, ~blocked, agency_id=user.agency_id).exclude(person__also_staff=user)

    def shown_to(self, user: "User") -> Self:
        """Pairings a list may speak of to this user: their own, those of the office, those under them."""
        relevant = Q(pk__in=self.model.objects.handled_by(user).values("pk"))
        relevant |= Q(pk__in=self.model.objects.under(user).values("pk"))
        return self.filter(relevant, agency_id=user.agency_id).exclude(person__also_staff=user)

    def once_with(self, user: "User") -> Self:
        """Pairings of this peer that once started, whatever became of them."""
        return self.filter(peer__user=user, state__in=STARTED)

    def under(self, user: "User") -> Self:
        """Pairings of the peers this user supervises today, with all whom those peers walked with before."""
        return self.filter(
            peer__in=_model("SupervisionLink").objects.held_by(user).values("peer"), state__in=STARTED
        )


class SupervisionLinkQuerySet(DatedQuerySet):
    def held_by(self, user: "User") -> Self:
        """Links this user holds today, of those kinds whose role is in force."""
        kinds = [
            kind
            for kind, role in (
                ("clinical", Role.CLINICAL_SUPERVISOR),
                ("senior", Role.SENIOR_PEER_SUPERVISOR),
            )
            if role in user.roles
        ]
        return self.in_force(user.agency.today()).filter(supervisor=user, kind__in=kinds)


class PersonGrantQuerySet(models.QuerySet[Any]):
    def held_by(self, user: "User") -> Self:
        """Grants in force of somebody who works here today."""
        return self.in_force().filter(user=user) if user.roles else self.none()

    def in_force(self) -> Self:
        """Grants that open something now. guardian's own shortcuts ignore the end: never use them."""
        now = clock.now()
        return self.filter(revoked_at=None, starts_at__lte=now, ends_at__gt=now)
