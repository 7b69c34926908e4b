"""When a peer works here no more: what they had planned is called off. What they wrote stays, signed by them."""

from django.db import transaction

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import record
from peersupport.core import clock
from peersupport.core.errors import NotAllowed
from peersupport.people.models import PeerSpecialist
from sessions_app.models import SessionSeries, SupportSession


@transaction.atomic
def call_off_all_of(*, peer: PeerSpecialist, by: User) -> int:
    """Meetings to come and the series they come from; how many meetings it was. By the office alone."""
    if not by.may(Permission.RUN_HOUSE) or peer.agency_id != by.agency_id:
        raise NotAllowed("")
    now = clock.now()
    SessionSeries.objects.filter(peer=peer, ended_at=None).update(ended_at=now)
    coming = SupportSession.objects.filter(
        peer=peer, state=SupportSession.State.PLANNED, starts_at__gte=now
    ).order_by("pk")
    keys = [session.pk for session in coming.select_for_update(of=("self",), no_key=True)]
    SupportSession.objects.filter(pk__in=keys).update(state=SupportSession.State.CANCELLED, closed_at=now)
    record("sessions.called_off", target=peer, by=by)
    return len(keys)
