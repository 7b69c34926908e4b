"""Relations between two, read live: who walks with whom, who looks after whom, who was let in and until when."""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.dates import DatedQuerySet, LocalDay
from peersupport.core.rows import instances

if TYPE_CHECKING:
    from peersupport.accounts.models import User

WALKING = ("active", "paused")
STARTED = ("active", "paused", "ended")
REST = timedelta(days=30)  # after a "not now" or a no, nobody asks again so soon
WAIT_DAYS = 3  # a new reader in people's news, where no policy says otherwise
# walking_with() of one person, written out: every save of a meeting begins with it.
LOCKED_WALK = (
    "FROM people_pairing a JOIN people_peerspecialist s ON s.id = a.peer_id "
    "JOIN people_supportedperson p ON p.id = a.person_id JOIN accounts_program g ON g.id = p.program_id "
    "CROSS JOIN LATERAL (SELECT (%s AT TIME ZONE g.time_zone)::date AS today) d "
    "WHERE a.person_id = %s AND s.user_id = %s AND p.also_staff_id IS DISTINCT FROM %s "
    "AND a.state IN ('active', 'paused') AND a.ended_at IS NULL AND a.starts_on <= d.today "
    "AND (a.ends_on IS NULL OR a.ends_on >= d.today) FOR NO KEY UPDATE OF a"
)


def _model(name: str) -> Any:
    return apps.get_model("people", name)


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

    def settled(self) -> Self:
        """Without returns on a peer's word that the office has not confirmed (docs/decisions/0009)."""
        return self.filter(confirm_by=None)

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

    def locked_walk(self, user: "User", person_id: uuid.UUID) -> Any:
        """walking_with() of one person, locked, with peer, person and program. Raises Pairing.DoesNotExist."""
        if Role.PEER not in user.roles:
            raise self.model.DoesNotExist
        tables = {
            "a": self.model,
            "s": _model("PeerSpecialist"),
            "p": _model("SupportedPerson"),
            "g": apps.get_model("accounts", "Program"),
        }
        found = instances(tables, LOCKED_WALK, [clock.now(), person_id, user.pk, user.pk])
        if not found:
            raise self.model.DoesNotExist
        ((pairing, peer, person, program),) = found
        pairing.peer, pairing.person = peer, person
        peer.user, person.program = user, program
        return pairing

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

    def started(self) -> Self:
        """Those that once started, whatever became of them."""
        return self.filter(Q(state__in=STARTED) | Q(walked_until__isnull=False))

    def once_with(self, user: "User") -> Self:
        """Pairings of this peer that once started."""
        return self.started().filter(peer__user=user)

    def under(self, user: "User") -> Self:
        """Pairings of the peers this user supervises today, with all whom those peers walked with before."""
        return self.started().filter(peer__in=_model("SupervisionLink").objects.held_by(user).values("peer"))


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


class AskedGrantQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        return self.filter(answered_at=None)

    def known_to(self, user: "User") -> Self:
        """Of people whose things this user may change: the person, who walks with them, the office."""
        return self.filter(person__in=_model("SupportedPerson").objects.changed_by(user).values("pk"))

    def answered_lately(self) -> Self:
        """Not agreed to within the last days: for them the question rests, whoever of them all said so."""
        return self.filter(grant=None, answered_at__gt=clock.now() - REST)


class PersonGrantQuerySet(models.QuerySet[Any]):
    def known_to(self, user: "User") -> Self:
        """Of people whose things this user may change: the person, who walks with them, the office."""
        return self.filter(content_object__in=_model("SupportedPerson").objects.changed_by(user).values("pk"))

    def not_over(self) -> Self:
        """Those in force and those that begin later."""
        return self.filter(revoked_at=None, ends_at__gt=clock.now())

    def ended_lately(self) -> Self:
        """Ended before their time within the last days, by whomever."""
        return self.filter(revoked_at__gt=clock.now() - REST, revoked_at__lt=F("ends_at"))

    def held_by(self, user: "User") -> Self:
        """Grants in force of somebody who works here today."""
        return self.in_force().filter(user=user) if user.roles else self.none()

    def in_force(self) -> Self:
        """Grants that open something now. guardian's own shortcuts ignore the end: never use them."""
        now = clock.now()
        return self.filter(revoked_at=None, starts_at__lte=now, ends_at__gt=now)


class ErasureQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Asked for, neither done nor taken back."""
        return self.filter(erased_at=None, taken_back_at=None)

    def open_in(self, agency_id: Any) -> Self:
        return self.waiting().filter(agency=agency_id).select_related("person", "prepared_by")


class LegalHoldQuerySet(models.QuerySet[Any]):
    def of(self, person: Any) -> Self:
        """Those not lifted, whose day is still to come; ask each one whether it holds."""
        return self.filter(person=person, lifted_at=None, until__gte=person.program.today()).order_by("until")
