"""What a peer has of their own to see to in a week: certificates, what there is to learn for them, the five taps."""

import uuid
from datetime import date

from peersupport.accounts.models import Agency, User
from peersupport.people.models import Credential, PeerSpecialist, SupervisionLink
from supervision.models import EducationHours
from supervision.pulse_items import month_of

from .credentials import certificate_of
from .pulses import peers_who_answered

# Whole weeks before a certificate ends in which it is pointed out; what there is to learn earlier, while there is time.
RENEW_WEEKS = (8, 2)
LEARN_WEEKS = (13, 4)


def peers_with_own_work(agency: Agency, monday: date) -> list[User]:
    """Who has something of this in the week that begins then. Of nobody does it say what."""
    peers = {
        peer.pk: peer.user
        for peer in PeerSpecialist.objects.at_work_in(agency).select_related("user__agency")
    }
    some = _with_certificates(agency, monday) | _with_taps(agency, monday)
    return [peers[pk] for pk in sorted(some & peers.keys())]


def _with_certificates(agency: Agency, monday: date) -> set[uuid.UUID]:
    rows = list(Credential.objects.filter(agency=agency, valid_until__gte=monday))
    due = {row.peer_id for row in rows if _weeks_left(row, monday) in RENEW_WEEKS}
    to_learn = [row for row in rows if row.renew_hours and _weeks_left(row, monday) in LEARN_WEEKS]
    education: dict[uuid.UUID, list[EducationHours]] = {row.peer_id: [] for row in to_learn}
    for hours in EducationHours.objects.filter(peer__in=education):
        education[hours.peer_id].append(hours)
    return due | {
        row.peer_id for row in to_learn if certificate_of(row, education[row.peer_id], monday).is_short
    }


def _weeks_left(row: Credential, monday: date) -> int:
    assert row.valid_until is not None
    return (row.valid_until - monday).days // 7


def _with_taps(agency: Agency, monday: date) -> set[uuid.UUID]:
    """In the first whole week of a month, of those with somebody to read it, who did not answer yet."""
    if monday.day > 7:
        return set()
    read = SupervisionLink.objects.in_force(monday).filter(agency=agency, kind=SupervisionLink.Kind.SENIOR)
    return set(read.values_list("peer", flat=True)) - peers_who_answered(agency, month_of(monday))
