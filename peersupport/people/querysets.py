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

    def at_work_in(self, agency: Any) -> Self:
        """Everybody who is a peer there today."""
        roles = apps.get_model("accounts", "Membership").objects.in_force(agency.today())
        peers = roles.filter(role=Role.PEER)
        return self.filter(agency_id=agency.pk, user__in=peers.values("user"), user__is_active=True)

    def available_for(self, person: Any) -> Self:
        """Peers who could walk with this person: in the role today, with nothing open or kept away between them."""
        open_already = _model("Pairing").objects.filter(person=person, state__in=("offered", *WALKING))
        blocked = _model("BlockedStaff").objects.filter(person=person)
        return (
            self.at_work_in(person.agency)
            .exclude(user=person.also_staff_id)
            .exclude(pk__in=open_already.values("peer"))
            .exclude(user__in=blocked.values("user"))
        )

    def askable_for(self, person: Any) -> Self:
        """Whom the office may ask for this person. Many reasons end here, so that none shows (decision 0010)."""
        resting = _model("Pairing").objects.filter(person=person, rests_until__gt=person.agency.today())
        return self.available_for(person).filter(has_room=True).exclude(pk__in=resting.values("peer"))

    def with_whether_askable(self, person: Any) -> Self:
        """`is_askable`: the office may ask them for this person."""
        askable = self.model.objects.askable_for(person).filter(pk=OuterRef("pk"))
        return self.annotate(is_askable=Exists(askable))

    def with_room_for(self, person: Any, *, colleagues: bool = False) -> Self:
        """Peers who have room, for a person to choose from; not those they walk with or said goodbye to.

        For a person who also works here everybody is a colleague: nobody, unless they ask for colleagues.
        """
        if person.also_staff_id is not None and not colleagues:
            return self.none()
        goodbye = _model("Pairing").objects.filter(person=person, state="ended", end_reason="goodbye")
        goodbye = goodbye.filter(covers_for=None)
        return self.available_for(person).filter(has_room=True).exclude(pk__in=goodbye.values("peer"))

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

    def with_only_name(self, user: "User") -> Self:
        """`.only_name`: this reader walked with them once and nothing else leads here, so the name is all there is."""
        if user.kind == user.Kind.PERSON or Role.ADMIN in user.roles:
            return self.annotate(only_name=models.Value(False))
        pairings = _model("Pairing").objects
        walks = pairings.walking_with(user).filter(person=OuterRef("pk"))
        under = pairings.under(user).filter(person=OuterRef("pk"))
        granted = _model("PersonGrant").objects.held_by(user).filter(content_object=OuterRef("pk"))
        return self.annotate(only_name=~Exists(walks) & ~Exists(under) & ~Exists(granted))

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
        """Questions open to this peer, oldest first: offers, wishes, and who would like to come back.

        Without those of people who keep them away.
        """
        question = Q(state="offered") | Q(state="ended", back_asked_at__isnull=False)
        return self.handled_by(user).filter(question, peer__user=user).order_by("offered_at", "id")

    def goodbyes_of(self, person: Any) -> Self:
        """Walks that ended with a goodbye, and whose peer could be asked again today; the newest first."""
        roles = apps.get_model("accounts", "Membership").objects.in_force(person.agency.today())
        blocked = _model("BlockedStaff").objects.filter(person=person)
        return (
            self.filter(person=person, state="ended", end_reason="goodbye", covers_for=None)
            .filter(peer__user__in=roles.filter(role=Role.PEER).values("user"), peer__user__is_active=True)
            .exclude(peer__user__in=blocked.values("user"))
            .order_by("-ended_at", "id")
        )

    def to_confirm(self, user: "User") -> Self:
        """Walks that a peer took up again on the person's word, and that the office has not looked at."""
        return self.handled_by(user).filter(confirm_by__isnull=False).order_by("confirm_by", "id")

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
        """Pairings a list may speak of to this user: their own, those of the office, those under them.

        Not those of a colleague who is supported here: they are kept from supervisors as from the office.
        """
        under = Q(pk__in=self.model.objects.under(user).values("pk"), state__in=STARTED)
        relevant = Q(pk__in=self.model.objects.handled_by(user).values("pk"))
        relevant |= under & Q(person__also_staff=None)
        blocked = Exists(_model("BlockedStaff").objects.filter(person=OuterRef("person"), user=user))
        return self.filter(relevant, ~blocked, agency_id=user.agency_id).exclude(person__also_staff=user)

    def once_with(self, user: "User") -> Self:
        """Pairings of this peer that once started, whatever became of them."""
        return self.filter(Q(state__in=STARTED) | Q(walked_until__isnull=False), peer__user=user)

    def under(self, user: "User") -> Self:
        """Pairings of the peers this user supervises today, with all whom those peers walked with before."""
        return self.filter(
            Q(state__in=STARTED) | Q(walked_until__isnull=False),
            peer__in=_model("SupervisionLink").objects.held_by(user).values("peer"),
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


class ProposedLinkQuerySet(models.QuerySet[Any]):
    def open_in(self, agency_id: Any) -> Self:
        """Links of this house that wait for a second colleague."""
        return self.filter(agency_id=agency_id, answered_at=None)


class PersonGrantQuerySet(models.QuerySet[Any]):
    def held_by(self, user: "User") -> Self:
        """Grants in force of somebody who works here today."""
        return self.in_force().filter(user=user) if user.roles else self.none()

    def in_force(self) -> Self:
        """Grants that open something now. guardian's own shortcuts ignore the end: never use them."""
        now = clock.now()
        return self.filter(revoked_at=None, starts_at__lte=now, ends_at__gt=now)


class NewsQuerySet(models.QuerySet[Any]):
    def of(self, person: Any) -> Self:
        """What is new for this person, the newest first."""
        return self.filter(person=person).select_related("about").order_by("-at", "-id")

    def unseen(self) -> Self:
        return self.filter(seen_at=None)
