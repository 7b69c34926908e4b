"""Lists for whoever arranges supervision: who has no second supervisor, whose meeting is overdue, who has too many.

Ranges and sentences, never a score. Without a rule there is no list, and the two other models miss nobody (K9).
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from peersupport.people.models import PeerSpecialist, SupervisionLink
from peersupport.people.supervising import standings
from supervision.lines import Line, Lines

from .structure_facts import Met, Rule, Worker, last_meetings, links_today, rules_of_house, workers


@dataclass(frozen=True)
class StructureList:
    """One of the lists. `has_rules`: whether any program follows rules that ask for it."""

    lines: list[Line]
    has_rules: bool = True


def arranges(user: User) -> bool:
    return user.may(Permission.ARRANGE_SUPERVISION)


def sees_house(user: User) -> bool:
    """The office, and who looks after peers: for their own."""
    return arranges(user) or bool(user.roles & {Role.CLINICAL_SUPERVISOR, Role.SENIOR_PEER_SUPERVISOR})


def without_second(user: User) -> StructureList:
    """Peers of the hybrid model for whom one of the two, or both, are to be found."""
    keys = [worker.id for worker in workers(user)]
    peers = list(
        PeerSpecialist.objects.filter(pk__in=keys, agency_id=user.agency_id)
        .select_related("user")
        .order_by("user__name", "pk")
    )
    found = standings(user.agency, peers)
    return StructureList(
        [
            Line(
                title=peer.user.name, url=_peer_url(user, peer.pk), text="", tag=found[peer.pk].words,
                tone="look",
            )
            for peer in peers
            if found[peer.pk].missing
        ]
    )  # fmt: skip


def overdue(user: User) -> StructureList:
    """Peers whose last meeting that counts is longer ago than the rules of their program say.

    A supervisor reads about their own room alone; the office about the peer room no more than that the time is over.
    """
    rules = [rule for rule in rules_of_house(user) if rule.interval_days]
    lines = [
        Line(title=peer.name, url=_peer_url(user, peer.id), text=words) for peer, words in _late(user, rules)
    ]
    return StructureList(lines, has_rules=bool(rules))


def peers_overdue(user: User) -> set[uuid.UUID]:
    """Of the peers on that list who they are, for telling them the same."""
    rules = [rule for rule in rules_of_house(user) if rule.interval_days]
    return {peer.id for peer, _words in _late(user, rules)}


def _late(user: User, rules: list[Rule]) -> Iterator[tuple[Worker, str]]:
    peers = workers(user)
    links, met = links_today(user, peers), last_meetings(user, peers)
    mine = None if arranges(user) else user
    for peer in peers:
        held = links.get(peer.id, [])
        seen = {link.kind for link in held if mine is None or link.supervisor_id == mine.pk}
        for rule in _strictest(peer.rules(rules)):
            rooms = set(rule.kinds) if mine is None else seen & set(rule.kinds)
            if not seen & rooms:
                continue
            words = _overdue_words(rule, rooms, held, met, peer, today=user.agency.today())
            if words and mine is None and SupervisionLink.Kind.SENIOR in rooms:
                words = _("%(kind)s: longer ago than the rules say, or not written down.") % {
                    "kind": _with_whom(rule.kind)
                }
            if words:
                yield peer, words


def over_ratio(user: User) -> StructureList:
    """Supervisors who look after more peers than the rules of these peers' programs say."""
    peers = workers(user)
    rules = [rule for rule in rules_of_house(user) if rule.most_peers]
    links = links_today(user, peers)
    counted: dict[tuple[str, uuid.UUID, str], set[uuid.UUID]] = {}
    most: dict[tuple[str, uuid.UUID, str], int] = {}
    for peer in peers:
        own = peer.rules(rules)
        for link in links.get(peer.id, []):
            place = (link.supervisor.name, link.supervisor_id, str(link.get_kind_display()))
            counted.setdefault(place, set()).add(peer.id)
            for rule in own:
                if link.kind in rule.kinds and rule.most_peers:
                    most[place] = min(most.get(place, rule.most_peers), rule.most_peers)
    lines = [
        Line(title=place[0], url="", text=_ratio_words(place[2], most[place]))
        for place in sorted(counted)
        if place in most and len(counted[place]) > most[place] and (arranges(user) or place[1] == user.pk)
    ]
    return StructureList(lines, has_rules=bool(rules))


def _strictest(rules: list[Rule]) -> list[Rule]:
    """One line a kind: the shortest time of all programs somebody works in."""
    best: dict[str, Rule] = {}
    for rule in rules:
        there = best.get(rule.kind)
        if there is None or (rule.interval_days or 0) < (there.interval_days or 0):
            best[rule.kind] = rule
    return [best[kind] for kind in sorted(best)]


def _overdue_words(
    rule: Rule,
    rooms: set[str],
    links: list[SupervisionLink],
    met: dict[tuple[uuid.UUID, str], list[Met]],
    peer: Worker,
    *,
    today: date,
) -> str:
    """What is said of the meetings in these rooms; empty while it is in time.

    Who was linked only lately has the same time from that day.
    """
    there = [one for room in sorted(rooms) for one in met.get((peer.id, room), [])]
    counts = [one.on for one in there if one.form in rule.modes and one.minutes >= rule.minimum_minutes]
    begun = min(link.starts_on for link in links if link.kind in rooms)
    last, days = max(counts, default=None), rule.interval_days or 0
    if (today - max(last or begun, begun)).days <= days:
        return ""
    said = {"kind": _with_whom(rule.kind if len(rooms) > 1 else min(rooms)), "days": days}
    words = _what_is_missing(there, last, said, today=today)
    if rooms < set(rule.kinds):
        return _("%(words)s A meeting with the other supervisor counts as well.") % {"words": words}
    return words


def _what_is_missing(there: list[Met], last: date | None, said: dict[str, Any], *, today: date) -> str:
    if last is None and not there:
        return _("%(kind)s: no meeting is written down yet.") % said
    others = [one.on for one in there if last is None or one.on > last]
    if others and (today - max(others)).days <= said["days"]:
        return _("%(kind)s: the last one was shorter, or of another way, than the rules count.") % said
    return (
        ngettext(
            "%(kind)s: the last one is more than %(days)s day ago.",
            "%(kind)s: the last one is more than %(days)s days ago.",
            said["days"],
        )
        % said
    )


def _with_whom(kind: str) -> str:
    if kind == SupervisionLink.Kind.CLINICAL:
        return _("With the clinical supervisor")
    if kind == SupervisionLink.Kind.SENIOR:
        return _("With the senior peer supervisor")
    return _("With either supervisor")


def _ratio_words(kind: str, most: int) -> str:
    return ngettext(
        "As %(kind)s: more than the %(most)s peer that the rules name.",
        "As %(kind)s: more than the %(most)s peers that the rules name.",
        most,
    ) % {"kind": kind, "most": most}


def _peer_url(user: User, pk: uuid.UUID) -> str:
    return reverse("supervision:peer_structure", args=[pk]) if arranges(user) else ""


def structure_lines(user: User) -> Lines:
    """On the first page of supervision. Nothing is asked: the lists count when they are opened."""
    doors = []
    if Role.PEER in user.roles:
        doors.append(
            Line(
                title=_("Who looks after my work"),
                url=reverse("supervision:my_structure"),
                text=_("Your supervisors, who decides what, and any exception."),
            )
        )
    if user.roles & {Role.PEER, Role.CLINICAL_SUPERVISOR, Role.SENIOR_PEER_SUPERVISOR}:
        doors.append(
            Line(
                title=_("Who decides what"),
                url=reverse("supervision:remits"),
                text=_("Safety, and the role. What to do where your two supervisors differ."),
            )
        )
    if sees_house(user):
        doors.append(
            Line(
                title=_("How supervision stands"),
                url=reverse("supervision:without_second"),
                text=_("Who is to be found, whose meeting is overdue, who has many peers."),
            )
        )
    if arranges(user):
        doors.append(
            Line(
                title=_("Away, and who stands in"),
                url=reverse("supervision:leave_list"),
                text=_("A supervisor is away for some days: one step for all their peers."),
            )
        )
    return Lines(doors=doors)
