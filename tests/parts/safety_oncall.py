"""On call, and what the house keeps ready: shifts, hand-overs, the phone plan, wider help, duties to report."""

import uuid
from datetime import timedelta
from typing import Any

from peersupport.accounts.models import User
from peersupport.core import clock
from peersupport.safety.models import (
    HandOver,
    OnCallPerson,
    OnCallShift,
    PhoneLine,
    ReportingDuty,
    WiderHelp,
)
from tests import factories

TABLE = """
# --- on call: all staff read who it is, whoever has a shift acts on it, the office and those named plan ---------------
safety:on_call                          GET   200 staff
safety:shift                            GET   200 clinical admin blocked_admin
safety:shift_give_back                  POST  go clinical admin blocked_admin
safety:hand_over                        GET   200 clinical
safety:hand_over                        POST  422 clinical
safety:hand_over_yes                    POST  go senior
safety:hand_over_no                     POST  go senior
safety:asking_back                      POST  go clinical
safety:planner                          GET   200 offices clinical senior
safety:week_list                        GET   200 offices clinical senior
safety:shift_add                        GET   200 offices clinical senior
safety:shift_add                        POST  422 offices clinical senior
safety:shifts_undo                      POST  go admin blocked_admin
safety:naming_list                      GET   200 offices
safety:naming_list                      POST  422 offices
safety:naming_end                       POST  go admin blocked_admin

# --- what the house keeps ready: read by all staff, wider help by people too, kept by the office ----------------------
safety:wider_help                       GET   200 staff
safety:duties                           GET   200 staff
my_record:wider_help                    GET   200 people
safety:phone_plan                       GET   200 offices
safety:phone_plan                       POST  422 offices
safety:phone_line_end                   POST  go admin blocked_admin
safety:phone_line_up                    POST  go admin blocked_admin
safety:wider_help_list                  GET   200 offices
safety:wider_help_add                   GET   200 offices
safety:wider_help_add                   POST  422 offices
safety:wider_help_edit                  GET   200 admin blocked_admin
safety:wider_help_edit                  POST  422 admin blocked_admin
safety:wider_help_end                   POST  go admin blocked_admin
safety:duty_list                        GET   200 offices
safety:duty_write                       GET   200 offices
safety:duty_write                       POST  422 offices
"""
READ = ["safety:on_call", "safety:wider_help", "safety:duties"]
PAGES = {
    "peer": READ,
    "clinical": [
        *READ,
        "safety:planner",
        "safety:shift_add",
        "safety:shift one_shift",
        "safety:hand_over one_shift",
    ],
    "senior": ["safety:on_call"],
    "admin": [
        *READ,
        "safety:planner",
        "safety:week_list",
        "safety:shift_add",
        "safety:naming_list",
        "safety:phone_plan",
        "safety:wider_help_list",
        "safety:wider_help_add",
        "safety:wider_help_edit one_help",
        "safety:duty_list",
        "safety:duty_write one_duty",
    ],
    "person": ["my_record:wider_help"],
    "new office": ["safety:planner", "safety:shift_add", "safety:phone_plan", "safety:wider_help_list"],
}
ELSEWHERE = {
    f"safety:{name}"
    for name in (
        "shift_give_back", "hand_over_yes", "hand_over_no", "asking_back", "shifts_undo", "naming_end",
        "phone_line_end", "phone_line_up", "wider_help_end",
    )
}  # fmt: skip
COUNTED = [
    *((reader, "GET", "safety:on_call", 8) for reader in ("peer", "clinical", "office")),
    ("clinical", "GET", "safety:planner", 8),
    ("office", "GET", "safety:planner", 8),
    ("office", "GET", "safety:week_list", 8),
    ("office", "GET", "safety:shift_add", 8),
    ("office", "GET", "safety:naming_list", 8),
    ("office", "GET", "safety:phone_plan", 8),
    ("office", "GET", "safety:wider_help_list", 8),
    ("peer", "GET", "safety:wider_help", 8),
    ("peer", "GET", "safety:duties", 8),
    ("office", "GET", "safety:duty_list", 8),
    ("person", "GET", "my_record:wider_help", 8),
]
CHANGED = {
    "a_shift_ends_after_it_starts": "UPDATE safety_oncallshift SET ends_at = starts_at",
    "a_shift_has_a_rank": "UPDATE safety_oncallshift SET rank = 10",
    "nobody_hands_over_to_themselves": "UPDATE safety_handover SET asked_id = asked_by_id",
    "a_hand_over_is_closed_iff_answered": "UPDATE safety_handover SET state = 'yes'",
    "a_phone_line_has_a_number": "UPDATE safety_phoneline SET number = ''",
    "a_phone_line_has_a_place": "UPDATE safety_phoneline SET place = 0",
    "wider_help_ends_after_it_starts": "UPDATE safety_widerhelp SET ends_on = starts_on - 1",
    "wider_help_has_a_place": "UPDATE safety_widerhelp SET place = 0",
    "wider_help_says_whether_it_sends_police": "UPDATE safety_widerhelp SET sends_police = 'no?'",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "named_for_on_call_once": ("safety_oncallperson", "true", {}),
    "one_colleague_is_asked_at_a_time": ("safety_handover", "true", {}),
    "a_duty_is_checked_iff_somebody_did": ("safety_reportingduty", "true", {"must_report": "'no'"}),
}
UNCHANGING = {"safety_reportingduty"}


def named(user: User, by: User) -> OnCallPerson:
    return OnCallPerson.objects.create(agency_id=user.agency_id, user=user, phone="555-0161", made_by=by)


def a_shift(user: User, by: User, **values: Any) -> OnCallShift:
    """Running since an hour, for eleven more."""
    said = {"starts_at": clock.ago(hours=1), "ends_at": clock.ago(hours=-11), "batch": uuid.uuid4()}
    said["time_zone"] = user.agency.time_zone
    return OnCallShift.objects.create(agency_id=user.agency_id, user=user, made_by=by, **{**said, **values})


def asked(shift: OnCallShift, colleague: User) -> HandOver:
    return HandOver.objects.create(
        agency_id=shift.agency_id, shift=shift, asked=colleague, asked_by=shift.user
    )


def a_phone_line(by: User, place: int = 1) -> PhoneLine:
    words = {"en": "The night desk", "es": "La mesa de noche"}
    return PhoneLine.objects.create(
        agency_id=by.agency_id, place=place, number=f"555-01{place:02}", words=words, made_by=by
    )


def a_help(by: User, **values: Any) -> WiderHelp:
    said = {
        "place": 1, "names": {"en": "Night van"}, "hours": {"en": "7 to midnight"}, "who_comes": {"en": "Two peers"},
        "sends_police": "no", "may_force": "no", "number": "555-0170", "languages": ["English"],
        "starts_on": by.agency.today(),
    }  # fmt: skip
    return WiderHelp.objects.create(agency_id=by.agency_id, made_by=by, **{**said, **values})


def a_duty(by: User, **values: Any) -> ReportingDuty:
    said = {"category": "child", "must_report": "unchecked", "starts_on": by.agency.today()}
    return ReportingDuty.objects.create(agency_id=by.agency_id, made_by=by, **{**said, **values})


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    admin, clinical, senior = (house.readers[name] for name in ("admin", "clinical", "senior"))
    for user in (clinical, senior):
        named(user, admin)
    shift = a_shift(clinical, admin)
    hand_over = asked(shift, senior)
    one = {"pk": shift.pk}
    line, help_, person = a_phone_line(admin), a_help(admin), OnCallPerson.objects.get(user=clinical)
    return {
        **{f"safety:{name}": one for name in ("shift", "shift_give_back", "hand_over")},
        **{
            f"safety:{name}": {"pk": hand_over.pk}
            for name in ("hand_over_yes", "hand_over_no", "asking_back")
        },
        "safety:shifts_undo": {"key": shift.batch},
        "safety:naming_end": {"pk": person.pk},
        **{f"safety:phone_line_{name}": {"pk": line.pk} for name in ("end", "up")},
        **{f"safety:wider_help_{name}": {"pk": help_.pk} for name in ("edit", "end")},
        "safety:duty_write": {"category": "elder"},
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    """A plan with a gap, a question, an emergency line last, one duty that somebody looked up and one nobody did."""
    users = world["users"]
    admin, clinical, senior = users["admin"], users["clinical"], users["senior"]
    for user in (clinical, senior):
        named(user, admin)
    shift = a_shift(clinical, admin)
    a_shift(senior, admin, rank=2)
    asked(a_shift(senior, admin, starts_at=clock.ago(hours=-30), ends_at=clock.ago(hours=-40)), clinical)
    for place in (1, 2):
        a_phone_line(admin, place)
    found = a_help(admin)
    a_help(admin, place=2, names={"en": "911"}, is_emergency=True, sends_police="yes", may_force="ask")
    a_duty(admin)
    a_duty(
        admin, category="elder", must_report="yes", to_whom="The county", phone="555-0180", within="at once",
        way="both", source="Code 12.3", checked_on=admin.agency.today(), checked_by="Farah",
    )  # fmt: skip
    return {"one_shift": shift.pk, "one_help": found.pk, "one_duty": "elder"}


def crowd(crowd: Any) -> None:
    """As many of everything as there are people; each colleague keeps the office company for an hour."""
    office = crowd.office
    for user in (crowd.readers["clinical"], crowd.readers["senior"]):
        named(user, office)
    for number, person in enumerate(crowd.people):
        colleague = factories.make_supervisor("clinical", agency=crowd.agency, name=f"Night {number}")
        named(colleague, office)
        starts_at = clock.ago(hours=1 - number)
        a_shift(colleague, office, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=30))
        mine = a_shift(crowd.readers["clinical"], office, program=crowd.program, starts_at=starts_at,
                       ends_at=starts_at + timedelta(minutes=20))  # fmt: skip
        asked(mine, colleague)
        factories.make_block(person=person, user=colleague)
        a_phone_line(office, number + 1)
        a_help(office, place=number + 1, program=crowd.program if number % 2 else None)
        a_duty(office, starts_on=office.agency.today() - timedelta(days=number))


def scene(person: Any, peer: Any) -> None:
    admin = factories.make_admin(agency=person.agency)
    one, other = (factories.make_supervisor("clinical", agency=person.agency) for _ in range(2))
    named(one, admin)
    asked(a_shift(one, admin), other)
    a_phone_line(admin)
    a_help(admin)
    a_duty(admin)
