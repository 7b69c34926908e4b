"""The keys of both rooms of a peer who left: destroyed by the office, for good, and only after a month."""

from django.db import transaction
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import enter, record
from peersupport.core.errors import NotAllowed, WrongState
from peersupport.core.models import DataKey
from peersupport.people.models import PeerSpecialist
from supervision.queries.room_keys import ROOM_KEYS, keys_go_from, keys_gone_at


@transaction.atomic
def destroy_room_keys(*, peer: PeerSpecialist, by: User) -> None:
    """By the office, thirty days after a peer left: what is written about them in both rooms never opens again.

    Days and lengths stay. Should they come back, they meet as before and write nothing down. Raises NotAllowed,
    PeerSpecialist.DoesNotExist, WrongState while they work here or left a short time ago, and the second time.
    """
    if not by.may(Permission.RUN_HOUSE):
        raise NotAllowed(_("This is not yours to do here."))
    peers = PeerSpecialist.objects.in_agency_of(by).select_for_update(of=("self",), no_key=True)
    peer = peers.get(pk=peer.pk)
    first = keys_go_from(peer)
    if first is None or by.agency.today() < first:
        raise WrongState(_("This is possible thirty days after somebody left."))
    if keys_gone_at(peer) is not None:
        raise WrongState(_("This was deleted for good already."))
    for kind in ROOM_KEYS:
        DataKey.objects.destroy(agency_id=peer.agency_id, kind=kind, owner_id=peer.pk)
    record("room_keys.destroyed", target=peer, by=by)
    enter("key.destroyed", target=peer, by=by)
