"""Saying yes to the role agreement of the house."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from peersupport.accounts.models import User
from peersupport.accounts.roles import Role
from peersupport.audit.services import record
from peersupport.core.errors import NotAllowed, WrongState
from peersupport.people.models import PeerSpecialist, SupervisionLink
from peersupport.rules.models import RoleVersion
from supervision.models import RoleAcceptance


@transaction.atomic
def accept_role(*, version: RoleVersion, peer: PeerSpecialist, by: User) -> list[RoleAcceptance]:
    """Say yes for this peer, as whatever one is to them: the peer, or one who looks after them. Twice is once.

    Raises NotAllowed for anybody else, WrongState when another version holds by now.
    """
    peers = PeerSpecialist.objects.in_agency_of(by).select_for_update(of=("self",), no_key=True)
    peer = peers.get(pk=peer.pk)
    newest = RoleVersion.objects.published(by.agency_id).first()
    if newest is None or newest.pk != version.pk:
        raise WrongState(_("There is a new version by now. Please read it first."))
    ways = signs_as(by, peer)
    if not ways:
        raise NotAllowed(_("Only the peer and who looks after them say yes here."))
    rows = [
        RoleAcceptance(agency_id=peer.agency_id, version=newest, peer=peer, user=by, signs_as=way)
        for way in ways
    ]
    before = set(_given(newest, peer, by).values_list("signs_as", flat=True))
    RoleAcceptance.objects.bulk_create([row for row in rows if row.signs_as not in before])
    if set(ways) - before:
        record("role_agreement.accepted", target=peer, by=by)
    return list(_given(newest, peer, by))


def signs_as(user: User, peer: PeerSpecialist) -> list[str]:
    """What this user is to the peer today: themselves, a supervisor of one kind or, by exception, of both."""
    ways = ["peer"] if peer.user_id == user.pk and Role.PEER in user.roles else []
    links = SupervisionLink.objects.held_by(user).filter(peer=peer).order_by("kind")
    return [*ways, *dict.fromkeys(links.values_list("kind", flat=True))]


def _given(version: RoleVersion, peer: PeerSpecialist, by: User) -> QuerySet[RoleAcceptance]:
    return RoleAcceptance.objects.filter(version=version, peer=peer, user=by)
