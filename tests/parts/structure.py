"""Structure of supervision: who is to be found, overdue or over, exceptions, who decides on whom, leaves and rules."""

from datetime import timedelta
from typing import Any

from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people.models import DecidesOn, LinkException, SupervisorLeave
from peersupport.rules.models import ProgramRules, SupervisionPack, SupervisionRule
from supervision.services import raise_difference, say_how_i_see_it
from tests import factories

TABLE = """
# --- structure: lists for the office and for who looks after peers, a peer's own page ---------------------------------
supervision:my_structure                GET   200 peers
supervision:without_second              GET   200 supervisors offices
supervision:overdue                     GET   200 supervisors offices
supervision:over_ratio                  GET   200 supervisors offices
supervision:exception_list              GET   200 offices
supervision:peer_structure              GET   200 admin blocked_admin
supervision:exception_add               GET   200 admin blocked_admin
supervision:exception_add               POST  422 admin blocked_admin
supervision:exception_end               POST  go admin blocked_admin
supervision:decides_add                 GET   200 admin blocked_admin
supervision:decides_add                 POST  422 admin blocked_admin
supervision:decides_end                 POST  go admin blocked_admin
supervision:leave_list                  GET   200 offices
supervision:leave_add                   GET   200 offices
supervision:leave_add                   POST  422 offices
supervision:leave_end                   POST  go admin blocked_admin

# --- who decides what, and where the two differ: the peer and both supervisors, never the office ----------------------
supervision:remits                      GET   200 peers supervisors
supervision:difference_add              GET   200 peers supervisors
supervision:difference_add              POST  422 peers supervisors
supervision:difference                  GET   200 author clinical senior
supervision:difference                  POST  422 author clinical senior

# --- rules of supervision: the office ---------------------------------------------------------------------------------
desk:rules                              GET   200 offices
desk:rules_edit                         GET   200 offices
desk:rules_edit                         POST  422 offices
desk:program_rules                      GET   200 admin blocked_admin
desk:program_rules                      POST  go admin blocked_admin
"""
PLANTED = {
    "exception_reason": ["canary-why-one-is-enough"],
    "difference": ["canary-question", "canary-how-i-see-it", "canary-how-the-peer-sees-it"],
}
CANARIES = {"exception_reason": "author admin blocked_admin", "difference": "author clinical senior"}
LISTS = ["supervision:without_second", "supervision:overdue", "supervision:over_ratio"]
PAGES = {
    "peer": ["supervision:my_structure", "supervision:remits", "supervision:difference_add"],
    "clinical": [*LISTS, "supervision:remits", "supervision:difference one_difference"],
    "senior": LISTS,
    "admin": [
        *LISTS,
        "supervision:exception_list",
        "supervision:peer_structure one_peer",
        "supervision:exception_add one_peer",
        "supervision:decides_add one_peer",
        "supervision:leave_list",
        "supervision:leave_add",
        "desk:rules",
        "desk:rules_edit pack",
        "desk:program_rules program_with_rules",
    ],
}
ELSEWHERE = {"supervision:exception_end", "supervision:decides_end", "supervision:leave_end"}
COUNTED = [
    *(("office", "GET", route, 8) for route in LISTS),
    *(("clinical", "GET", route, 8) for route in LISTS),
    ("clinical", "GET", "supervision:remits", 8),
    ("office", "GET", "supervision:exception_list", 8),
    ("office", "GET", "supervision:leave_list", 8),
    ("office", "GET", "desk:rules", 8),
]
CHANGED = {
    "exception_ends_after_it_starts": "UPDATE people_linkexception SET ends_on = starts_on - 1",
    "an_exception_ends_within_180_days": "UPDATE people_linkexception SET ends_on = starts_on + 181",
    "an_exception_is_for_somebody_where_it_names_two_tasks": "UPDATE people_linkexception SET kind = 'decides' "
    "WHERE supervisor_id IS NULL",
    "an_exception_has_a_reason": "UPDATE people_linkexception SET reason = ''",
    "nobody_makes_an_exception_for_themselves": "UPDATE people_linkexception SET made_by_id = supervisor_id "
    "WHERE supervisor_id IS NOT NULL",
    "deciding_ends_after_it_starts": "UPDATE people_decideson SET ends_on = starts_on - 1",
    "leave_ends_after_it_starts": "UPDATE people_supervisorleave SET ends_on = starts_on - 1",
    "leave_has_a_last_day": "UPDATE people_supervisorleave SET ends_on = NULL",
    "nobody_stands_in_for_themselves": "UPDATE people_supervisorleave SET stands_in_id = supervisor_id",
    "nobody_makes_themselves_stand_in": "UPDATE people_supervisorleave SET made_by_id = stands_in_id",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_open_deciding_for_two": ("people_decideson", "true", {}),
    "one_version_of_a_pack": ("rules_supervisionpack", "true", {}),
    "one_rule_for_a_stage_and_kind": ("rules_supervisionrule", "true", {}),
    "a_supervision_rule_has_numbers_people_can_keep": (
        "rules_supervisionrule", "true", {"interval_days": "0", "kind": "'senior'"},
    ),
    "a_supervision_rule_counts_some_way_of_meeting": (
        "rules_supervisionrule", "true", {"modes": "'{}'", "kind": "'senior'"},
    ),
    "one_pack_for_a_program": ("rules_programrules", "true", {}),
    "a_question_belongs_to_one_of_two_remits": ("supervision_difference", "true", {"remit": "'both'"}),
    "a_voice_is_sealed_as_whose_it_is": ("supervision_differencevoice", "voice = 'peer'", {"voice": "'senior'"}),
}  # fmt: skip
UNCHANGING = {
    "rules_supervisionpack", "rules_supervisionrule", "supervision_difference", "supervision_differencevoice",
}  # fmt: skip


def an_exception(peer: Any, by: Any, **values: Any) -> LinkException:
    today = peer.agency.today()
    said = {"kind": "one_link", "reason": "We are still looking.", "ends_on": today + timedelta(days=30)}
    return LinkException.objects.create(
        agency_id=peer.agency_id, peer=peer, starts_on=today, made_by=by, **{**said, **values}
    )


def a_leave(supervisor: Any, stands_in: Any, by: Any) -> SupervisorLeave:
    today = by.agency.today()
    return SupervisorLeave.objects.create(
        agency_id=by.agency_id, supervisor=supervisor, kind="clinical", stands_in=stands_in, starts_on=today,
        ends_on=today + timedelta(days=5), made_by=by,
    )  # fmt: skip


def a_difference(
    peer: Any, by: Any, *, question: str = "Who tells the team?", words: str = "I would."
) -> Any:
    with acting_as(by.pk):
        return raise_difference(peer=peer, remit="senior", question=question, words=words, by=by)


def a_pack(program: Any, by: Any, **values: Any) -> SupervisionPack:
    """One rule for everybody, and a program that follows it."""
    pack = SupervisionPack.objects.create(
        agency_id=program.agency_id, jurisdiction="house", version=1, names={"en": "x"}, made_by=by
    )
    said = {"interval_days": 30, "minimum_minutes": 30, "modes": ["individual"], "most_peers": 1}
    SupervisionRule.objects.create(
        agency_id=program.agency_id, pack=pack, kind="clinical", **{**said, **values}
    )
    ProgramRules.objects.create(agency_id=program.agency_id, program=program, pack=pack)
    return pack


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    author, admin, clinical = (house.readers[name] for name in ("author", "admin", "clinical"))
    author = author.peer
    exception = an_exception(author, admin, reason="canary-why-one-is-enough")
    decides = DecidesOn.objects.create(
        agency_id=author.agency_id, peer=author, user=clinical, starts_on=author.agency.today(), made_by=admin
    )
    leave = a_leave(clinical, house.readers["clinical_far"], admin)
    a_pack(house.person.program, admin)
    difference = a_difference(author, clinical, question="canary-question", words="canary-how-i-see-it")
    with acting_as(author.user_id):
        say_how_i_see_it(difference=difference, words="canary-how-the-peer-sees-it", by=author.user)
    of_peer = {"pk": author.pk}
    return {
        "supervision:difference": {"pk": difference.pk},
        "supervision:peer_structure": of_peer,
        "supervision:exception_add": of_peer,
        "supervision:exception_end": {"pk": exception.pk},
        "supervision:decides_add": of_peer,
        "supervision:decides_end": {"pk": decides.pk},
        "supervision:leave_end": {"pk": leave.pk},
        "desk:rules_edit": {"jurisdiction": "house"},
        "desk:program_rules": {"pk": house.person.program_id},
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    users = world["users"]
    peer, admin = users["peer"].peer, users["admin"]
    an_exception(peer, admin)
    DecidesOn.objects.create(
        agency_id=peer.agency_id,
        peer=peer,
        user=users["clinical"],
        starts_on=peer.agency.today(),
        made_by=admin,
    )
    other = factories.make_supervisor("clinical", agency=peer.agency)
    a_leave(users["clinical"], other, admin)
    program = factories.make_program(agency=peer.agency)
    a_pack(program, admin)
    difference = a_difference(peer, peer.user)
    return {
        "one_difference": difference.pk,
        "one_peer": peer.pk,
        "pack": "house",
        "program_with_rules": program.pk,
    }


def crowd(crowd: Any) -> None:
    a_pack(crowd.program, crowd.office)
    for number, _person in enumerate(crowd.people):
        peer = factories.make_peer(agency=crowd.agency, name=f"Robin {number}")
        factories.make_link(
            peer=peer, kind="clinical", supervisor=crowd.readers["clinical"], made_by=crowd.office
        )
        an_exception(peer, crowd.office)
        a_difference(peer, peer.user)
        a_leave(crowd.readers["clinical"], crowd.readers["senior"], crowd.office)
        factories.make_program(agency=crowd.agency)


def scene(person: Any, peer: Any) -> None:
    """An exception of each shape, somebody who decides, a leave, a pack that a program follows; without services."""
    admin = factories.make_admin(agency=person.agency)
    one, other = (factories.make_supervisor("clinical", agency=person.agency) for _ in range(2))
    an_exception(peer, admin)
    an_exception(peer, admin, kind="both_rooms", supervisor=one)
    DecidesOn.objects.create(
        agency_id=person.agency_id, peer=peer, user=one, starts_on=clock.now().date(), made_by=admin
    )
    a_leave(one, other, admin)
    a_pack(person.program, admin)
    a_difference(peer, peer.user)
