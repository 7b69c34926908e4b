"""Whose eyes a difference meets: the peer's, and those of both supervisors in force. Never the office's."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from peersupport.accounts.roles import Role
from peersupport.people.models import SupervisionLink

if TYPE_CHECKING:
    from peersupport.accounts.models import User


class DifferenceQuerySet(models.QuerySet[Any]):
    def shown_to(self, user: "User") -> Self:
        relation = Q(peer__in=SupervisionLink.objects.held_by(user).values("peer"))
        if Role.PEER in user.roles:
            relation |= Q(peer__user=user)
        return self.filter(relation, agency_id=user.agency_id)
