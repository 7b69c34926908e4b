"""Who reads which signal. Kept away from the clinical line and the office in the query itself."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from peersupport.accounts.roles import Permission, Role
from peersupport.core import clock

if TYPE_CHECKING:
    from peersupport.accounts.models import User


def _model(label: str) -> Any:
    return apps.get_model(label)


def accepted_in(agency_id: uuid.UUID) -> models.QuerySet[Any]:
    """The promise of a house that put in writing that no signal is a ground for discipline."""
    promises: models.QuerySet[Any] = _model("rules.HousePromise").objects.all()
    return promises.filter(agency=agency_id, signals_accepted_at__isnull=False)


class WeeklyCountQuerySet(models.QuerySet[Any]):
    def before(self, week: date) -> Self:
        """Weeks that are over."""
        return self.filter(week__lt=week)


class DriftSignalQuerySet(models.QuerySet[Any]):
    def kept(self) -> Self:
        """Not older than they are kept, of houses that promised; the sweep deletes the others."""
        promised = accepted_in(models.OuterRef("agency"))  # type: ignore[arg-type]
        return self.filter(models.Exists(promised), week__gt=clock.now().date() - self.model.KEPT)

    def own(self, user: "User") -> Self:
        """Of the peer themselves, who sees them first."""
        if Role.PEER not in user.roles:
            return self.none()
        return self.kept().filter(peer__user=user, agency=user.agency_id)

    def next_for(self, user: "User") -> Self:
        """Of peers this user is the senior peer supervisor of, once it is their turn."""
        links = _model("people.SupervisionLink").objects.held_by(user).filter(kind="senior")
        first = clock.now() - self.model.FIRST_FOR_THE_PEER
        turn = Q(opened_at__isnull=False) | Q(created_at__lte=first)
        return (
            self.kept()
            .filter(turn, agency=user.agency_id, peer__in=links.values("peer"))
            .exclude(peer__user=user)
        )

    def read_by(self, user: "User") -> Self:
        return self.own(user) | self.next_for(user)


class MovementQuerySet(models.QuerySet[Any]):
    def read_by(self, user: "User") -> Self:
        """By every peer, senior peer supervisor and the office of the house that promised."""
        readers = {Role.PEER, Role.SENIOR_PEER_SUPERVISOR, Role.ADMIN}
        if not readers & set(user.roles):
            return self.none()
        return self.filter(models.Exists(accepted_in(user.agency_id)), agency=user.agency_id)

    def to_answer(self, user: "User") -> Self:
        found = self.read_by(user).filter(answered_at=None)
        return found if user.may(Permission.RUN_HOUSE) else self.none()
