"""Who reads which signal. Kept away from the clinical line and the office in the query itself."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from peersupport.accounts.roles import Permission, Role
from peersupport.core import clock
from supervision.few import FEW

if TYPE_CHECKING:
    from peersupport.accounts.models import User

SHARING = "purposeful_self_disclosure"


def _model(label: str) -> Any:
    return apps.get_model(label)


def accepted_in(agency_id: uuid.UUID) -> models.QuerySet[Any]:
    """The promise of a house that put in writing that no signal is a ground for discipline."""
    promises: models.QuerySet[Any] = _model("rules.HousePromise").objects.all()
    return promises.filter(agency=agency_id, signals_accepted_at__isnull=False)


def has_enough_peers(agency: Any) -> models.Exists:
    """At least as many peers work in this house as keep anybody from telling whose weeks a number is made of."""
    at_work = _model("people.PeerSpecialist").objects.at_work_in(agency).order_by("pk").values("pk")
    return models.Exists(at_work[FEW - 1 : FEW])


class WeeklyCountQuerySet(models.QuerySet[Any]):
    def before(self, week: date) -> Self:
        """Weeks that are over."""
        return self.filter(week__lt=week)


class DriftSignalQuerySet(models.QuerySet[Any]):
    def kept(self) -> Self:
        """Not older than they are kept, of houses that promised, and nothing that its peer switched off."""
        promised = accepted_in(models.OuterRef("agency"))  # type: ignore[arg-type]
        switched_off = _model("supervision.WithoutSharing").objects.filter(peer=models.OuterRef("peer"))
        found = self.filter(models.Exists(promised), week__gt=clock.now().date() - self.model.KEPT)
        return found.exclude(models.Exists(switched_off), signal=SHARING)

    def past_the_peer(self) -> Self:
        """The peer looked at it, or had their days: from then on it may be heard of by those it is shown to."""
        first = clock.now() - self.model.FIRST_FOR_THE_PEER
        return self.filter(Q(opened_at__isnull=False) | Q(created_at__lte=first))

    def own(self, user: "User") -> Self:
        """Of the peer themselves, who sees them first."""
        if Role.PEER not in user.roles:
            return self.none()
        return self.kept().filter(peer__user=user, agency=user.agency_id)

    def next_for(self, user: "User") -> Self:
        """Of peers this user is the senior peer supervisor of, once it is their turn."""
        links = _model("people.SupervisionLink").objects.held_by(user).filter(kind="senior")
        turn = self.kept().past_the_peer()
        return turn.filter(agency=user.agency_id, peer__in=links.values("peer")).exclude(peer__user=user)

    def read_by(self, user: "User") -> Self:
        return self.own(user) | self.next_for(user)


class MovementQuerySet(models.QuerySet[Any]):
    def read_by(self, user: "User") -> Self:
        """By every peer, senior peer supervisor and the office of the house that promised; nobody among few peers."""
        readers = {Role.PEER, Role.SENIOR_PEER_SUPERVISOR, Role.ADMIN}
        if not readers & set(user.roles):
            return self.none()
        promised, enough = models.Exists(accepted_in(user.agency_id)), has_enough_peers(user.agency)
        return self.filter(promised, enough, agency=user.agency_id)

    def to_answer(self, user: "User") -> Self:
        found = self.read_by(user).filter(answered_at=None)
        return found if user.may(Permission.RUN_HOUSE) else self.none()
