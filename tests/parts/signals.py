"""What changes around a peer's work: the peer first, then their senior peer supervisor; what moved for all."""

from datetime import timedelta
from typing import Any

from peersupport.core.principal import acting_as
from peersupport.people.models import PeerSpecialist
from peersupport.rules.services import accept_signals
from supervision import services
from supervision.drift import Alarm, Found, Movement
from supervision.few import FEW
from supervision.models import CommonMovement, CountedUntil, DriftSignal, WeeklyCount, WithoutSharing
from supervision.signal_querysets import accepted_in
from supervision.weeks import monday_of
from tests import factories

TABLE = """
# --- what changes around a peer's work: the peer, then their senior peer supervisor; never the clinical line ------
supervision:signals                     GET   200 peers offices senior senior_far
supervision:signal                      GET   200 author senior
supervision:signal                      POST  go author
supervision:signal_open                 POST  go author
supervision:signal_know_why             POST  409 author
supervision:signal_take_back            POST  go author
supervision:signal_offer                POST  go senior
supervision:signal_offer_back           POST  409 senior
supervision:signal_sharing              POST  go peers
supervision:movement                    GET   200 peers offices senior senior_far | 404 elsewhere
supervision:movement                    POST  403 peers senior senior_far | go admin blocked_admin | 404 elsewhere
"""
FORMS: dict[str, dict[str, Any]] = {
    "supervision:signal": {"text": "canary-behind-it"},
    "supervision:signal_sharing": {"wanted": "1"},
    "supervision:movement": {"text": "The form loses its first page."},
}
PLANTED = {"behind_a_signal": ["canary-behind-it"]}
CANARIES = {"behind_a_signal": "author senior"}
PAGES = {
    "peer": ["supervision:signals", "supervision:signal signal", "supervision:movement movement"],
    "senior": ["supervision:signals", "supervision:signal signal", "supervision:movement movement"],
    "admin": ["supervision:signals", "supervision:movement movement"],
    "new office": ["supervision:signals"],
}
ELSEWHERE = {
    "supervision:signal_know_why", "supervision:signal_open", "supervision:signal_take_back",
    "supervision:signal_offer", "supervision:signal_offer_back", "supervision:signal_sharing",
}  # fmt: skip
COUNTED = [
    ("peer", "GET", "supervision:index", 8),
    ("senior", "GET", "supervision:index", 8),
    ("office", "GET", "supervision:index", 8),
    ("peer", "GET", "supervision:signals", 8),
    ("senior", "GET", "supervision:signals", 8),
    ("office", "GET", "supervision:signals", 8),
]
CHANGED = {
    "a_counted_week_begins_on_monday": "UPDATE supervision_weeklycount SET week = week + 1",
    "a_count_is_some_of_something": "UPDATE supervision_weeklycount SET numerator = denominator + 1",
    "a_signal_speaks_of_shares": "UPDATE supervision_driftsignal SET after = 1.1",
    "a_signal_is_answered_in_words_or_by_a_tap": "UPDATE supervision_driftsignal SET answered_at = now()",
    "a_talk_is_offered_by_somebody": "UPDATE supervision_driftsignal SET offered_at = now()",
    "a_movement_speaks_of_shares": "UPDATE supervision_commonmovement SET before = -0.1",
    "a_movement_is_answered_by_somebody": "UPDATE supervision_commonmovement SET answered_at = now()",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_count_a_week": ("supervision_weeklycount", "true", {}),
    "one_counted_until": ("supervision_counteduntil", "true", {}),
    "one_signal_a_week": ("supervision_driftsignal", "true", {}),
    "one_movement_a_week": ("supervision_commonmovement", "true", {}),
}


def promise(office: Any) -> None:
    """The house puts in writing that no signal is a ground for discipline, if it did not yet."""
    if not accepted_in(office.agency_id).exists():
        accept_signals(by=office)


def found(peer: PeerSpecialist, *, weeks_ago: int = 2) -> tuple[DriftSignal, CommonMovement]:
    """Something changed for the peer and, in another way, for all."""
    agency = peer.agency
    week = monday_of(agency.today()) - timedelta(weeks=weeks_ago)
    alarm = Alarm(str(peer.pk), "off_role_time", week, "rise", 0.05, 0.17)
    movement = Movement("co_created_agenda", week, "fall", 0.9, 0.6)
    services.keep_found(agency=agency, found=Found([alarm], [movement]))
    return DriftSignal.objects.filter(peer=peer).latest("week"), CommonMovement.objects.get(agency=agency)


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    author, admin = house.readers["author"], house.readers["admin"]
    promise(admin)
    signal, movement = found(author.peer)
    with acting_as(author.pk):
        services.answer_signal(signal=signal, text="canary-behind-it", by=author)
    of_signal = {"pk": signal.pk}
    routes = (
        "signal",
        "signal_open",
        "signal_know_why",
        "signal_take_back",
        "signal_offer",
        "signal_offer_back",
    )
    return {f"supervision:{name}": of_signal for name in routes} | {
        "supervision:movement": {"pk": movement.pk}
    }


def as_many_as_are_told(agency: Any) -> list[PeerSpecialist]:
    """Peers of a house in which something is said about all of them."""
    while PeerSpecialist.objects.at_work_in(agency).count() < FEW:
        factories.make_peer(agency=agency)
    return list(PeerSpecialist.objects.at_work_in(agency))


def show(world: dict[str, Any]) -> dict[str, Any]:
    users = world["users"]
    peer = users["peer"].peer
    promise(users["admin"])
    everybody = as_many_as_are_told(peer.agency)
    signal, movement = found(peer)
    last = monday_of(peer.agency.today())
    WeeklyCount.objects.bulk_create(
        WeeklyCount(
            agency_id=peer.agency_id, peer=one, signal=name, week=last - timedelta(weeks=back),
            numerator=3 if back < 5 else 1, denominator=14,
        )
        for one in everybody
        for name in ("off_role_time", "co_created_agenda")
        for back in range(1, 30) if back != 9
    )  # fmt: skip
    with acting_as(users["peer"].pk):
        services.answer_signal(signal=signal, text="Three Mondays at the desk.", by=users["peer"])
    return {"signal": signal.pk, "movement": movement.pk}


def crowd(crowd: Any) -> None:
    """A signal a week of the one peer, and a peer with one for every person; movements as many."""
    agency = crowd.agency
    promise(crowd.office)
    as_many_as_are_told(agency)
    senior = crowd.readers["senior"]
    last = monday_of(agency.today())
    for number, _person in enumerate(crowd.people):
        peer = factories.make_peer(agency=agency)
        factories.make_link(peer=peer, kind="senior", supervisor=senior, made_by=crowd.office)
        week = last - timedelta(weeks=number % 20 + 1)
        told = {"agency": agency, "week": week, "direction": "rise", "before": 0.1, "after": 0.3}
        DriftSignal.objects.create(peer=peer, signal="off_role_time", opened_at=agency.created_at, **told)
        DriftSignal.objects.get_or_create(
            peer=crowd.peer, signal="own_next_steps" if number % 40 < 20 else "balance_of_kinds", week=week,
            agency=agency, defaults={**told, "answer": "because", "answered_at": agency.created_at},
        )  # fmt: skip
        CommonMovement.objects.get_or_create(
            signal="own_next_steps", week=week, agency=agency, defaults={**told, "answer_by": agency.today()}
        )


def scene(person: Any, peer: Any) -> None:
    """One row of each, without the services."""
    common = {"agency_id": peer.agency_id}
    week = monday_of(peer.agency.today())
    said = {
        "signal": "off_role_time",
        "week": week,
        "direction": "rise",
        "before": 0.1,
        "after": 0.3,
        **common,
    }
    WeeklyCount.objects.create(
        peer=peer, week=week, signal="off_role_time", numerator=1, denominator=2, **common
    )
    CountedUntil.objects.create(at=peer.created_at, **common)
    DriftSignal.objects.create(peer=peer, **said)
    CommonMovement.objects.create(answer_by=week, **said)
    WithoutSharing.objects.create(peer=peer, **common)
