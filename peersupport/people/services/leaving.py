"""When a colleague leaves: what they stood in ends, what they chose to tell of themselves is gone. Their name stays."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission
from peersupport.audit.services import record, sign_history
from peersupport.core import clock
from peersupport.people.models import (
    AskedGrant,
    DecidesOn,
    LinkException,
    News,
    Pairing,
    PeerSpecialist,
    PersonGrant,
    ProposedLink,
    SharedExperience,
    SupervisionLink,
    SupervisorLeave,
)

from .leave import end_leave
from .news import tell
from .scope import require, require_same_agency
from .supervision import end_link


@dataclass(frozen=True)
class Ended:
    links: int
    grants: int
    offers: int
    experiences: int


@transaction.atomic
def end_relations_of(*, user: User, by: User) -> Ended:
    """Links in both directions, what stands around them, grants, open offers, and what a peer shared (S6).

    Pairings are talked over one by one. Whoever stands in for this colleague does so until the day that was agreed.

    Shared experiences are deleted, words and all: they are the health data of somebody who works here no more.
    """
    require(by, Permission.ARRANGE_SUPERVISION)
    require_same_agency(by, user)
    peer = PeerSpecialist.objects.select_for_update(of=("self",), no_key=True).filter(user=user).first()
    for leave in SupervisorLeave.objects.filter(stands_in=user, ended_at=None, agency_id=by.agency_id):
        end_leave(leave=leave, by=by)
    links = _open_links(user, peer)
    for link in links:
        end_link(link=link, by=by)
    now = clock.now()
    sign_history(by=by)
    grants = _revoke_grants(user, by=by)
    ProposedLink.objects.open_in(by.agency_id).filter(supervisor=user).update(answered_at=now, answered_by=by)
    AskedGrant.objects.waiting().filter(user=user).update(answered_at=now, answered_by=by)
    SupervisorLeave.objects.filter(supervisor=user, ended_at=None).update(ended_at=now)
    DecidesOn.objects.filter(Q(user=user) | Q(peer__user=user), ended_at=None).update(ended_at=now)
    LinkException.objects.filter(Q(supervisor=user) | Q(peer__user=user), ended_at=None).update(ended_at=now)
    offers = experiences = 0
    if peer is not None:
        ProposedLink.objects.open_in(by.agency_id).filter(peer=peer).update(answered_at=now, answered_by=by)
        offers = _close_offers(peer)
        experiences, _each = SharedExperience.objects.filter(user=user).delete()
        peer.has_room = False
        peer.save(update_fields=["has_room"])
    record("relations.ended", target=user, by=by)
    return Ended(links=len(links), grants=grants, offers=offers, experiences=experiences)


def _revoke_grants(user: User, *, by: User) -> int:
    open_grants = PersonGrant.objects.filter(user=user, revoked_at=None)
    people = list(open_grants.order_by().values_list("content_object", flat=True))
    open_grants.update(revoked_at=clock.now())
    tell(people, News.Kind.LET_OUT, about=user, by=by)
    return len(people)


def _close_offers(peer: PeerSpecialist) -> int:
    """Open questions get their "not now"; who had said yes, or asked to come back, reads it in their space."""
    asked = Pairing.objects.filter(peer=peer, state=Pairing.State.OFFERED)
    answered = asked.filter(person_yes_at__isnull=False).update(
        state=Pairing.State.NOT_NOW, not_now_at=clock.now()
    )
    back = Pairing.objects.filter(peer=peer, back_asked_at__isnull=False)
    answered += back.update(back_asked_at=None, not_now_at=clock.now())
    return answered + asked.update(state=Pairing.State.NOT_NOW)


def _open_links(user: User, peer: PeerSpecialist | None) -> list[SupervisionLink]:
    still_open = SupervisionLink.objects.filter(ended_at=None, agency_id=user.agency_id)
    held = still_open.filter(supervisor=user)
    return list(held | still_open.filter(peer=peer) if peer else held)
