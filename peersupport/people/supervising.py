"""How it stands with a peer's two links, in words. Only the hybrid model ever speaks of one who is not there (K9).

A state is said, and never holds anybody up: support goes on whoever is still to be found.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peersupport.accounts.models import Agency, Membership, Program, User
from peersupport.accounts.roles import Role
from peersupport.people.models import DecidesOn, LinkException, PeerSpecialist, SupervisionLink


@dataclass(frozen=True)
class Standing:
    """Which links a peer has today, and whether one of the two is to be found.

    `one_until`: the last day of an exception by which one link is enough.
    """

    needs_both: bool = False
    kinds: frozenset[str] = frozenset()
    one_until: date | None = None

    @property
    def missing(self) -> list[str]:
        """The kinds that are to be found; none where the model asks for none."""
        wanted = [str(kind) for kind in SupervisionLink.Kind] if self.needs_both else []
        missing = [kind for kind in wanted if kind not in self.kinds]
        return [] if self.one_until and len(missing) == 1 else missing

    @property
    def words(self) -> str:
        """For a tag; empty where the model of the program has nothing to say about it."""
        if not self.needs_both:
            return ""
        if len(self.missing) == len(SupervisionLink.Kind):
            return _("both supervisors to find")
        if self.missing == [SupervisionLink.Kind.CLINICAL]:
            return _("clinical supervisor to find")
        if self.missing:
            return _("senior peer supervisor to find")
        if self.one_until and len(self.kinds) < len(SupervisionLink.Kind):
            return _("one is enough until %(day)s") % {"day": date_format(self.one_until, "DATE_FORMAT")}
        return _("both supervisors are there")

    @property
    def sentence(self) -> str:
        """For the peer and for who asks them to walk with somebody; empty where nothing is to be found."""
        if not self.missing:
            return ""
        if len(self.missing) == len(SupervisionLink.Kind):
            return _("Both supervisors are still to be found. Support goes on.")
        if self.missing == [SupervisionLink.Kind.CLINICAL]:
            return _("A clinical supervisor is still to be found. Support goes on.")
        return _("A senior peer supervisor is still to be found. Support goes on.")


def with_two_supervisors(agency: Agency) -> set[uuid.UUID]:
    """Peers who work in an open program of the hybrid model, and so have two supervisors with different tasks."""
    hybrid = Program.objects.filter(
        agency_id=agency.pk, closed_on=None, supervision_model=Program.SupervisionModel.HYBRID
    )
    roles = Membership.objects.in_force(agency.today()).filter(agency_id=agency.pk, role=Role.PEER)
    working = roles.filter(Q(program__in=hybrid) | Q(Exists(hybrid), program=None))
    return set(PeerSpecialist.objects.filter(user__in=working.values("user")).values_list("pk", flat=True))


def standings(agency: Agency, peers: Collection[PeerSpecialist]) -> dict[uuid.UUID, Standing]:
    """How it stands with each of these peers of one house, in a fixed number of queries."""
    today, needs = agency.today(), with_two_supervisors(agency)
    kinds: dict[uuid.UUID, set[str]] = defaultdict(set)
    links = SupervisionLink.objects.in_force(today).filter(agency_id=agency.pk, peer__in=peers)
    for peer_id, kind in links.values_list("peer", "kind"):
        kinds[peer_id].add(kind)
    enough = dict(
        LinkException.objects.in_force(today)
        .filter(agency_id=agency.pk, kind=LinkException.Kind.ONE_LINK)
        .values_list("peer", "ends_on")
    )
    return {
        peer.pk: Standing(peer.pk in needs, frozenset(kinds[peer.pk]), enough.get(peer.pk)) for peer in peers
    }


def links_that_pay(user: User) -> Any:
    """Links of this peer to a senior peer supervisor who also decides on their pay."""
    today = user.agency.today()
    decides = DecidesOn.objects.in_force(today).filter(peer__user=user)
    return SupervisionLink.objects.in_force(today).filter(
        peer__user=user, kind=SupervisionLink.Kind.SENIOR, supervisor__in=decides.values("user")
    )


def pay_exception_of(user: User) -> str | None:
    """A sentence for a peer, beside every signal and pulse: who supervises them and also decides on their pay."""
    today, links = user.agency.today(), links_that_pay(user)
    link = links.select_related("supervisor").order_by("starts_on", "pk").first()
    if link is None:
        return None
    exception = LinkException.objects.in_force(today).filter(
        peer__user=user, kind=LinkException.Kind.DECIDES, supervisor=link.supervisor_id
    )
    until = exception.values_list("ends_on", flat=True).order_by("-ends_on").first()
    said = {"name": link.supervisor.name, "day": date_format(until, "DATE_FORMAT") if until else ""}
    if until is None:
        return _("%(name)s, your senior peer supervisor, also decides about your pay.") % said
    return (
        _(
            "%(name)s, your senior peer supervisor, also decides about your pay: an exception until %(day)s. "
            "You can leave anything out."
        )
        % said
    )


def exceptions_of(peer: PeerSpecialist) -> Any:
    """Those that hold and those to come, for the peer and the office."""
    rows = LinkException.objects.not_over(peer.agency.today()).filter(peer=peer)
    return rows.select_related("supervisor", "made_by").order_by("starts_on", "pk")


def deciders_of(peer: PeerSpecialist) -> Any:
    rows = DecidesOn.objects.not_over(peer.agency.today()).filter(peer=peer)
    return rows.select_related("user").order_by("starts_on", "pk")
