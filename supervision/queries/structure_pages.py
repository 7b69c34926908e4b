"""One peer's structure for the office and for the peer, exceptions of the house, and who is away."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from peersupport.accounts.models import Membership, User
from peersupport.accounts.roles import Role
from peersupport.people.models import LinkException, PeerSpecialist, SupervisionLink, SupervisorLeave
from peersupport.people.supervising import (
    Standing,
    deciders_of,
    exceptions_of,
    pay_exception_of,
    standings,
)


@dataclass(frozen=True)
class Entry:
    """A line of which something can be ended in one tap."""

    title: str
    text: str
    end_url: str = ""


@dataclass(frozen=True)
class PeerPage:
    standing: Standing
    links: list[Entry]
    exceptions: list[Entry]
    deciders: list[Entry]
    pay: str | None


def peer_page(peer: PeerSpecialist) -> PeerPage:
    """The same for the office and for the peer: nothing is written about a peer that they don't read."""
    return PeerPage(
        standing=standings(peer.agency, [peer])[peer.pk],
        links=[_link(link) for link in _links(peer)],
        exceptions=[_exception(one) for one in exceptions_of(peer)],
        deciders=[
            Entry(
                title=one.user.name,
                text=_days(one),
                end_url=reverse("supervision:decides_end", args=[one.pk]),
            )
            for one in deciders_of(peer)
        ],
        pay=pay_exception_of(peer.user),
    )


def exceptions_of_house(user: User) -> list[Entry]:
    rows = LinkException.objects.of_house(user.agency_id).not_over(user.agency.today())
    found = rows.select_related("peer__user", "supervisor", "made_by").order_by("ends_on", "pk")
    return [_exception(one, named=True) for one in found]


def leaves_of_house(user: User) -> list[Entry]:
    """Those that hold and those to come. It says that somebody is away, and nothing of why."""
    rows = SupervisorLeave.objects.of_house(user.agency_id).not_over(user.agency.today())
    return [
        Entry(
            title=_("%(name)s is away, %(other)s stands in")
            % {"name": leave.supervisor.name, "other": leave.stands_in.name},
            text=f"{leave.get_kind_display()} · {_days(leave)}",
            end_url=reverse("supervision:leave_end", args=[leave.pk]),
        )
        for leave in rows.select_related("supervisor", "stands_in").order_by("starts_on", "pk")
    ]


def colleagues(user: User, *, roles: tuple[str, ...] = (), without: Any = None) -> list[User]:
    """Who works here today, by name; with one of these roles, where some are given."""
    held = Membership.objects.in_force(user.agency.today()).filter(agency_id=user.agency_id)
    if roles:
        held = held.filter(role__in=roles)
    found = User.objects.filter(pk__in=held.values("user"), agency_id=user.agency_id, is_active=True)
    return list(found.exclude(pk=without).order_by("name", "pk"))


def supervisors_with_peers(user: User) -> list[tuple[User, str]]:
    """(supervisor, kind) for everybody who looks after a peer today in their own right."""
    links = SupervisionLink.objects.in_force(user.agency.today()).filter(
        agency_id=user.agency_id, covers_for=None
    )
    found = {
        (link.supervisor_id, link.kind): (link.supervisor, str(link.kind))
        for link in links.select_related("supervisor").order_by("supervisor__name", "kind", "pk")
    }
    return list(found.values())


SUPERVISORS = (Role.CLINICAL_SUPERVISOR, Role.SENIOR_PEER_SUPERVISOR)


def _links(peer: PeerSpecialist) -> Any:
    links = SupervisionLink.objects.filter(peer=peer, ended_at=None)
    return (
        links.exclude(ends_on__lt=peer.agency.today())
        .select_related("supervisor", "covers_for")
        .order_by("kind", "starts_on", "pk")
    )


def _link(link: SupervisionLink) -> Entry:
    words = [str(link.get_kind_display())]
    if link.covers_for:
        words.append(_("stands in for %(name)s") % {"name": link.covers_for.name})
    if link.ends_on or link.starts_on > link.agency.today():
        words.append(_days(link))
    return Entry(title=link.supervisor.name, text=" · ".join(words))


def _exception(one: LinkException, *, named: bool = False) -> Entry:
    what = str(one.get_kind_display())
    if one.supervisor is not None:
        what = f"{what}: {one.supervisor.name}"
    by = _("written by %(name)s") % {"name": one.made_by.name}
    return Entry(
        title=f"{one.peer.user.name}: {what}" if named else what,
        text=f"{one.reason} · {_days(one)} · {by}",
        end_url=reverse("supervision:exception_end", args=[one.pk]),
    )


def _days(row: Any) -> str:
    said = {"first": date_format(row.starts_on, "DATE_FORMAT")}
    if row.ends_on is None:
        return _("from %(first)s") % said
    return _("%(first)s to %(last)s") % {**said, "last": date_format(row.ends_on, "DATE_FORMAT")}
