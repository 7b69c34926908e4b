"""Groups, open house and tallies."""

import uuid
from datetime import timedelta
from typing import Any

from consent.services import record_answer
from peersupport.accounts.models import Program
from peersupport.core import clock
from peersupport.core.principal import acting_as
from sessions_app import local_time
from sessions_app.gathering_entry import GatheringEntry
from sessions_app.models import Attendance, Gathering, Group, GroupRegular, SupportSession, Tally
from sessions_app.services import (
    Words,
    add_regular,
    complete_gathering,
    count_people,
    plan_gathering,
    start_group,
    write_group_note,
)
from tests import factories

TABLE = """
# --- groups of the house: for who keeps them; supervisors have no such page ------------------------------------------
sessions_app:group_list                 GET   200 peers offices
sessions_app:group_start                GET   200 peers offices
sessions_app:group_start                POST  422 peers offices
sessions_app:group_detail               GET   200 peers offices | 404 elsewhere
sessions_app:group_change               GET   200 peers offices | 404 elsewhere
sessions_app:group_change               POST  422 peers offices | 404 elsewhere
sessions_app:group_close                POST  go peers offices | 404 elsewhere
sessions_app:group_open                 POST  go peers offices | 404 elsewhere
sessions_app:group_plan                 GET   200 author | 403 paired former offered other cover blocked | 404 elsewhere
sessions_app:group_plan                 POST  422 author | 403 paired former offered other cover blocked | 404 elsewhere
sessions_app:group_met                  GET   200 author | 403 paired former offered other cover blocked | 404 elsewhere
sessions_app:group_met                  POST  422 author | 403 paired former offered other cover blocked | 404 elsewhere
sessions_app:group_met@planned          GET   200 author
sessions_app:group_met@planned          POST  422 author
sessions_app:group_regulars             GET   200 peers offices | 404 elsewhere
sessions_app:group_regulars             POST  200 peers | 422 offices | 404 elsewhere
sessions_app:regular_add                POST  go walking admin
sessions_app:regular_remove             POST  go walking admin
sessions_app:regular_remove@fellow      POST  go author admin blocked_admin

# --- a meeting of a group: whole for who led it and their supervisors; to others it is the person's presence ----------
sessions_app:session_detail@group       GET   200 walking clinical senior grant
sessions_app:session_read@group         GET   200 author | go paired cover clinical senior grant
sessions_app:session_read@group         POST  200 author | 200/404 paired cover clinical senior grant
sessions_app:addendum_add@group         POST  go/422 author | 403 paired cover clinical senior grant
sessions_app:group_note                 GET   go author | 403 paired cover
sessions_app:group_note                 POST  422/409 author | 403 paired cover
sessions_app:session_met@group          GET   go author
sessions_app:session_met@group          POST  go author
sessions_app:session_cancel@group       POST  go author
sessions_app:session_reopen@group       POST  go author
my_record:meeting_detail@group          GET   200 person

# --- a number without persons --------------------------------------------------------------------------------------
sessions_app:tally                      GET   200 peers offices
sessions_app:tally                      POST  422 peers
sessions_app:tally_take_back            POST  go author

# --- the person's own lists ------------------------------------------------------------------------------------------
my_record:groups                        GET   200 people
my_record:group_join                    POST  go people
my_record:group_leave                   POST  go people
"""
FORMS: dict[str, dict[str, Any]] = {
    "sessions_app:addendum_add@group": {"text": "one more thing", "key": str(uuid.uuid4())},
    "sessions_app:session_read@group": {"why": "documentation"},
}
PLANTED = {
    "group_text": ["canary-group-text"],
    "group_number": ["<dd>487</dd>", "487 came"],
    "group_note": ["canary-group-note", "canary-group-own"],
    "fellow_note": ["canary-fellow-note"],
    "fellow_name": ["Fellow Quince"],
}
CANARIES = {
    "group_text": "author clinical senior",
    "group_number": "author clinical senior",
    "group_note": "author person | paired cover clinical senior grant",
    "fellow_note": "author",
    "fellow_name": "author clinical senior admin blocked_admin",
}


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    author, person = house.readers["author"], house.person
    fellow = _fellow(house)
    group, numbers = _group(person.program, author), _numbers(person.program, author)
    with acting_as(author.pk):
        add_regular(group=group, person_id=fellow.pk, by=author)
        met = _met(group, [person.pk, fellow.pk], author, count=487, text="canary-group-text")
        common = {"kinds": ("emotional",), "read_together": True}
        said = {"text": "canary-group-note", "own_words": "canary-group-own"} | common
        note = write_group_note(session=met, person_id=person.pk, words=Words(**said), by=author)
        other = Words(text="canary-fellow-note", **common)
        write_group_note(session=met, person_id=fellow.pk, words=other, by=author)
        planned = plan_gathering(
            key=uuid.uuid4(), group=group, local_start=_at(group, hours=20), minutes=60, by=author
        )
    of_group, of_met = {"pk": group.pk}, {"pk": met.pk}
    routes = ["detail", "change", "close", "open", "plan", "met", "regulars"]
    alone = {f"sessions_app:{name}": {} for name in ("group_list", "group_start", "tally")}
    return (
        alone
        | {f"sessions_app:group_{name}": of_group for name in routes}
        | {
            "sessions_app:group_met@planned": of_group | {"?": f"plan={planned.pk}"},
            "sessions_app:regular_add": of_group | {"person": person.pk},
            "sessions_app:regular_remove": of_group | {"person": person.pk},
            "sessions_app:regular_remove@fellow": of_group | {"person": fellow.pk},
            "sessions_app:session_detail@group": of_met,
            "sessions_app:session_read@group": of_met | {"?": f"note={note.pk}"},
            "sessions_app:addendum_add@group": of_met | {"?": f"note={note.pk}"},
            "sessions_app:group_note": of_met | {"person": person.pk},
            "sessions_app:session_met@group": {"pk": planned.pk},
            "sessions_app:session_cancel@group": {"pk": planned.pk},
            "sessions_app:session_reopen@group": {"pk": planned.pk},
            "my_record:meeting_detail@group": of_met,
            "sessions_app:tally_take_back": {"pk": numbers.pk},
            "my_record:group_join": of_group,
            "my_record:group_leave": of_group,
        }
    )


def _fellow(house: Any) -> Any:
    """Somebody else who was there, whom only the author walks with."""
    author = house.readers["author"]
    fellow = factories.make_person(
        program=house.person.program, name="Fellow Quince", added_by=house.readers["admin"]
    )
    factories.make_pairing(person=fellow, peer=author.peer)
    record_answer(person=fellow, answer="yes", language="en", way="typed", signature="x", by=author)
    return fellow


def _group(program: Any, lead: Any) -> Group:
    return start_group(
        key=uuid.uuid4(), name="Voices circle", program=program, led_by="peer", lead=lead.peer, by=lead
    )


def _numbers(program: Any, peer: Any) -> Tally:
    porch = factories.make_program(agency=program.agency, level=Program.Level.NONE)
    return count_people(key=uuid.uuid4(), program=porch, minutes=15, way="phone", by=peer)


def _at(group: Group, **ahead: float) -> Any:
    local = local_time.to_local(clock.now() + timedelta(**ahead), group.program.time_zone)
    return local.replace(second=0, microsecond=0, fold=0)


def _met(group: Group, people: list[Any], by: Any, *, count: int, text: str = "") -> SupportSession:
    entry = GatheringEntry(
        local_start=_at(group, hours=-26),
        minutes=90,
        count=count,
        people=tuple(people),
        kinds=("companionship",),
        agreement_read=True,
        text=text,
    )
    return complete_gathering(key=uuid.uuid4(), group=group, entry=entry, by=by)


PAGES = {
    "peer": [
        "sessions_app:group_list", "sessions_app:group_start", "sessions_app:group_detail group",
        "sessions_app:group_change group", "sessions_app:group_plan group", "sessions_app:group_met group",
        "sessions_app:group_met number_group", "sessions_app:group_regulars group",
        "sessions_app:session_detail group_met", "sessions_app:group_note group_note", "sessions_app:tally",
    ],
    "clinical": ["sessions_app:session_detail group_met"],
    "admin": ["sessions_app:group_list", "sessions_app:group_detail group", "sessions_app:group_regulars group",
              "sessions_app:tally"],
    "person": ["my_record:groups", "my_record:meeting_detail group_met"],
    "new peer": ["sessions_app:group_list", "sessions_app:group_detail closed_group",
                 "sessions_app:group_regulars group", "sessions_app:tally"],
    "new person": ["my_record:groups"],
}  # fmt: skip
ELSEWHERE = {
    "sessions_app:group_close", "sessions_app:group_open", "sessions_app:regular_add", "sessions_app:regular_remove",
    "sessions_app:tally_take_back", "my_record:group_join", "my_record:group_leave",
}  # fmt: skip


def show(world: dict[str, Any]) -> dict[str, Any]:
    peer, person = world["users"]["peer"], world["users"]["person"].person
    program = person.program
    with acting_as(peer.pk):
        group = _group(program, peer)
        add_regular(group=group, person_id=person.pk, by=peer)
        met = _met(group, [person.pk], peer, count=9, text="We cooked soup. One pot burned, everyone ate.")
        plan_gathering(key=uuid.uuid4(), group=group, local_start=_at(group, hours=1), minutes=90, by=peer)
        closed = start_group(key=uuid.uuid4(), name="Sunday walk", program=program, led_by="nobody", by=peer)
        Group.objects.filter(pk=closed.pk).update(closed_at=clock.now())
        porch = _numbers(program, peer).program
        nameless = start_group(
            key=uuid.uuid4(), name="Night porch", program=porch, shape="open_house", led_by="nobody", by=peer
        )
    return {
        "group": group.pk, "group_met": met.pk, "group_note": (met.pk, person.pk), "closed_group": closed.pk,
        "number_group": nameless.pk,
    }  # fmt: skip


COUNTED = [
    ("peer", "GET", "sessions_app:group_list", 8),
    ("office", "GET", "sessions_app:group_list", 8),
    ("peer", "GET", "sessions_app:group_detail", 10),
    ("peer", "GET", "sessions_app:group_met", 10),
    ("peer", "GET", "sessions_app:group_regulars", 8),
    ("peer", "GET", "sessions_app:tally", 8),
    ("office", "GET", "sessions_app:tally", 8),
    ("person", "GET", "my_record:groups", 8),
]


def crowd(crowd: Any) -> None:
    """As many groups, meetings and regulars as there are people."""
    common = {"agency": crowd.agency, "program": crowd.program}
    at = clock.now() - timedelta(hours=30)
    group = None
    for number in range(len(crowd.people)):
        group = Group.objects.create(
            name=f"Circle {number}", led_by="peer", lead=crowd.peer, started_by=crowd.peer.user, **common
        )
        Tally.objects.create(
            peer=crowd.peer, day=at.date() - timedelta(days=number), people=7, minutes=15, **common
        )
    for person in crowd.people:
        session = SupportSession.objects.create(
            id=uuid.uuid4(), group=group, peer=crowd.peer, level="attendance", state="completed", minutes=30,
            local_start=f"{at:%Y-%m-%dT%H:%M}", time_zone="UTC", starts_at=at, closed_at=at, **common,
        )  # fmt: skip
        Gathering.objects.create(agency=crowd.agency, session=session, headcount=9)
        GroupRegular.objects.create(agency=crowd.agency, group=group, person=person, added_by=crowd.peer.user)
        Attendance.objects.create(
            agency=crowd.agency, session=session, person=person, peer=crowd.peer, starts_at=at
        )
    for name in ("detail", "met", "regulars"):
        crowd.arguments[f"sessions_app:group_{name}"] = [group.pk] if group else []


CHANGED = {
    "a_lead_iff_a_peer_leads": "UPDATE sessions_app_group SET led_by = 'nobody'",
    "a_group_has_a_name": "UPDATE sessions_app_group SET name = ''",
    "a_tally_counts_somebody": "UPDATE sessions_app_tally SET people = 0",
    "a_tally_lasts_at_most_a_day": "UPDATE sessions_app_tally SET minutes = 1441",
    "a_gathering_is_of_somebody": "UPDATE sessions_app_gathering SET headcount = 501",
    "group_text_after_the_agreement": "UPDATE sessions_app_gathering SET agreement_read = false, text = 'x'::bytea",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_regular_a_group": ("sessions_app_groupregular", "true", {}),
}


def scene(person: Any, peer: Any) -> None:
    common = {"agency_id": person.agency_id}
    group = Group.objects.create(
        program=person.program, name="Circle", lead=peer, started_by=peer.user, **common
    )
    GroupRegular.objects.create(group=group, person=person, added_by=peer.user, **common)
    Tally.objects.create(
        program=person.program, peer=peer, day=clock.now().date(), people=1, minutes=5, **common
    )
    at = clock.now()
    session = SupportSession.objects.create(
        id=uuid.uuid4(), group=group, peer=peer, program=person.program, level="attendance", state="completed",
        minutes=30, local_start=f"{at:%Y-%m-%dT%H:%M}", time_zone="UTC", starts_at=at, closed_at=at, **common,
    )  # fmt: skip
    Gathering.objects.create(session=session, headcount=3, **common)
