"""The pulses: of the peer, of the people, of the senior peer supervisor, and of the workplace."""

from datetime import date
from typing import Any

from peersupport.core import clock
from supervision.models import (
    PeoplesAnswer,
    PeoplesNote,
    PulseAnswer,
    PulseNote,
    PulseTurn,
    WorkplaceAnswer,
    WorkplaceReply,
    WorkplaceTurn,
)
from supervision.pulse_items import (
    domains,
    half_of,
    items_of_month,
    items_of_quarter,
    later,
    month_of,
    quarter_of,
    workplace_items,
)
from supervision.queries.workplace import last_closed
from tests import factories

TABLE = """
# --- how the house treats its peers: said by peers, seen by all who work here, answered by the office ----------------
supervision:fidelity                GET   200 staff
supervision:workplace               GET   200 peers
supervision:workplace               POST  422 peers
supervision:workplace_reply         GET   200 admin blocked_admin
supervision:workplace_reply         POST  422 admin blocked_admin

# --- how peer support goes: the peer, and who is their senior peer supervisor today ----------------------------------
supervision:pulse                   GET   200 peers
supervision:pulse                   POST  go peers
supervision:pulse_long              GET   200 peers
supervision:pulse_long              POST  go peers
supervision:pulse_of                GET   200 senior
supervision:pulse_of                POST  go senior
supervision:pulse_of_long           GET   200 senior
supervision:pulse_of_long           POST  go senior
supervision:pulse_forget            POST  go author
supervision:voices                  GET   200 peers
supervision:voices_of               GET   200 senior

# --- what people say: on their phone, or on a sheet that the peer concerned never enters -----------------------------
supervision:sheets                  GET   200 offices senior senior_far
supervision:sheet_print             GET   200 admin blocked_admin senior
supervision:sheet_enter             GET   200 admin blocked_admin senior
supervision:sheet_enter             POST  422 admin blocked_admin senior
my_record:pulses                    GET   200 person | go another
my_record:pulse                     GET   200 person
my_record:pulse                     POST  go person
"""
FORMS: dict[str, dict[str, Any]] = {
    "supervision:workplace": {"pay-v1": "9"},
    "supervision:workplace_reply": {"text": " "},
    "supervision:sheet_enter": {},
}
PLANTED = {
    "pulse_words": ["canary-pulse-of-peer", "canary-pulse-of-senior"],
    "peoples_words": ["canary-words-of-people"],
    "house_answer": ["canary-house-answer"],
}
CANARIES = {
    "pulse_words": "author senior",
    "peoples_words": "senior",
    "house_answer": "author paired former offered other cover blocked clinical clinical_far senior senior_far grant "
    "admin blocked_admin",
}
PAGES = {
    "peer": ["supervision:fidelity", "supervision:workplace", "supervision:pulse", "supervision:pulse_long",
             "supervision:voices"],
    "new peer": ["supervision:fidelity", "supervision:voices"],
    "senior": ["supervision:fidelity", "supervision:pulse_of pulse_peer", "supervision:pulse_of_long pulse_peer",
               "supervision:voices_of pulse_peer",
               "supervision:sheets", "supervision:sheet_print pulse_peer", "supervision:sheet_enter pulse_peer"],
    "admin": ["supervision:fidelity", "supervision:sheets", "supervision:workplace_reply pulse_round"],
    "person": ["my_record:pulse pulse_peer"],
    "new person": ["my_record:pulses"],
}  # fmt: skip
ELSEWHERE = {"supervision:pulse_forget"}
COUNTED = [
    ("senior", "GET", "supervision:fidelity", 8),
    ("senior", "GET", "supervision:sheets", 8),
    ("senior", "GET", "supervision:voices_of", 8),
    ("office", "GET", "supervision:sheets", 8),
    ("peer", "GET", "supervision:voices", 8),
]
UNCHANGING = {"supervision_workplacereply"}
CHANGED = {
    "a_pulse_answers_in_four_words_for_a_month": "UPDATE supervision_pulseanswer SET answer = 4",
    "a_pulse_note_is_of_a_month": "UPDATE supervision_pulsenote SET month = month + 1",
    "people_answer_in_four_words_for_a_quarter": "UPDATE supervision_peoplesanswer SET quarter = quarter + 1",
    "peoples_words_are_of_a_month": "UPDATE supervision_peoplesnote SET month = month + 1",
    "peers_answer_in_four_words_for_a_round": "UPDATE supervision_workplaceanswer SET answer = 4",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_pulse_answer_a_month": ("supervision_pulseanswer", "true", {}),
    "one_pulse_note_a_month": ("supervision_pulsenote", "true", {}),
    "one_pulse_turn_a_quarter": ("supervision_pulseturn", "true", {}),
    "one_workplace_turn_a_round": ("supervision_workplaceturn", "true", {}),
    "a_reply_is_to_a_round": ("supervision_workplacereply", "true", {"round": "round + 1"}),
}


def today_of(peer: Any) -> date:
    return peer.agency.today()


def a_month(peer: Any, month: date, *, peer_words: str, senior_words: str) -> None:
    """Both voices in one month, each with words."""
    for voice, text in (("peer", peer_words), ("senior", senior_words)):
        whose = {"agency_id": peer.agency_id, "peer": peer, "voice": voice, "month": month}
        for item in items_of_month(month):
            PulseAnswer.objects.create(item=item.id, answer=2, **whose)
        PulseNote.objects.create(text=text, **whose)


def a_quarter(peer: Any, quarter: date, people: int) -> None:
    PeoplesAnswer.objects.bulk_create(
        PeoplesAnswer(agency_id=peer.agency_id, peer=peer, quarter=quarter, item=item.id, answer=number % 4)
        for item in items_of_quarter(quarter)
        for number in range(people)
    )


def a_round(peer: Any, begins: date, people: int) -> None:
    WorkplaceAnswer.objects.bulk_create(
        WorkplaceAnswer(agency_id=peer.agency_id, round=begins, item=item.id, answer=number % 4)
        for item in workplace_items()
        for number in range(people)
    )


def full(peer: Any, office: Any, *, words: tuple[str, str, str, str]) -> None:
    """A last month of both voices, five people two quarters ago with words of one, and an answered round."""
    today = today_of(peer)
    last = later(month_of(today), -1)
    common = {"agency_id": peer.agency_id}
    a_month(peer, last, peer_words=words[0], senior_words=words[1])
    a_quarter(peer, later(quarter_of(today), -6), 5)
    PeoplesNote.objects.create(peer=peer, month=last, text=words[2], **common)
    a_round(peer, last_closed(today), 5)
    WorkplaceReply.objects.create(round=last_closed(today), by=office, text=words[3], **common)


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    author = house.readers["author"].peer
    full(
        author,
        house.readers["admin"],
        words=(*PLANTED["pulse_words"], *PLANTED["peoples_words"], "canary-house-answer"),
    )
    today = today_of(author)
    return {
        "supervision:workplace_reply": {"half": last_closed(today).isoformat()},
        "supervision:pulse_of": {"pk": author.pk},
        "supervision:pulse_of_long": {"pk": author.pk},
        "supervision:pulse_forget": {"month": f"{later(month_of(today), -1):%Y-%m}"},
        "supervision:voices_of": {"pk": author.pk},
        "supervision:sheet_print": {"pk": author.pk},
        "supervision:sheet_enter": {"pk": author.pk},
        "my_record:pulse": {"pk": author.pk},
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    peer = world["users"]["peer"].peer
    words = ("We laughed a lot.", "There was time.", "I like Tuesdays.", "The pay range is on the wall.")
    full(peer, world["users"]["admin"], words=words)
    return {"pulse_peer": peer.pk, "pulse_round": last_closed(today_of(peer)).isoformat()}


def crowd(crowd: Any) -> None:
    """As many peers to look after as there are people, and as many people who spoke and wrote."""
    senior, today = crowd.readers["senior"], today_of(crowd.peer)
    last = later(month_of(today), -1)
    for _person in crowd.people:
        peer = factories.make_peer(agency=crowd.agency)
        factories.make_link(peer=peer, kind="senior", supervisor=senior, made_by=crowd.office)
        PeoplesNote.objects.create(agency_id=crowd.agency.pk, peer=crowd.peer, month=last, text="x")
    a_month(crowd.peer, last, peer_words="x", senior_words="x")
    a_quarter(crowd.peer, later(quarter_of(today), -6), len(crowd.people))
    crowd.arguments["supervision:voices_of"] = [crowd.peer.pk]


def scene(person: Any, peer: Any) -> None:
    today = clock.now().date()
    common = {"agency_id": person.agency_id}
    for voice in ("peer", "senior"):
        whose = {"peer": peer, "voice": voice, "month": month_of(today)}
        PulseAnswer.objects.create(item=domains()[0].items[0].id, answer=1, **whose, **common)
        PulseNote.objects.create(text="x", **whose, **common)
    a_quarter(peer, quarter_of(today), 1)
    PeoplesNote.objects.create(peer=peer, month=month_of(today), text="x", **common)
    PulseTurn.objects.create(person=person, peer=peer, quarter=quarter_of(today), **common)
    a_round(peer, half_of(today), 1)
    WorkplaceTurn.objects.create(peer=peer, round=half_of(today), **common)
    WorkplaceReply.objects.create(round=half_of(today), by=peer.user, text="x", **common)
