"""The senior peer supervisor's room. Read by the peers of a meeting and by its supervisor while linked, nobody else.

No grant, no office and no link of the other kind is asked about here, so none of them can open it.
"""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from peersupport.accounts.roles import Role

from .room_querysets import NOBODY, RoomLineQuerySet, RoomMeetingQuerySet, peers_looked_after

if TYPE_CHECKING:
    from peersupport.accounts.models import User


class SeniorMeetingQuerySet(RoomMeetingQuerySet):
    kind = "senior"

    def read_by(self, user: "User") -> Self:
        return self.changed_by(user)


class SeniorLineQuerySet(RoomLineQuerySet):
    def read_by(self, user: "User") -> Self:
        """To its supervisor only what hangs on peers they are linked to today, also in a meeting of several."""
        meetings = self.model._meta.get_field("meeting").related_model.objects
        as_peer = Q(meeting__in=meetings.filter(meetings.all()._as_peer(user)).values("pk"))
        linked = Q(peer__in=peers_looked_after(user, "senior"), meeting__supervisor=user)
        return self.filter(as_peer | linked, agency_id=user.agency_id)

    def changed_by(self, user: "User") -> Self:
        return self.read_by(user)


class TalkWishQuerySet(models.QuerySet[Any]):
    def read_by(self, user: "User") -> Self:
        own = Q(peer__user=user) if Role.PEER in user.roles else NOBODY
        return self.filter(own | Q(peer__in=peers_looked_after(user, "senior")), agency_id=user.agency_id)
