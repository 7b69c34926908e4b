"""A worry about somebody's safety: who raised it, who has it, and the person; nobody else, the office neither."""

import uuid
from datetime import timedelta
from typing import Any

from peersupport.core import clock
from peersupport.people.models import SupportedPerson
from peersupport.safety.models import (
    Concern,
    ConcernStep,
    ConcernWish,
    MandatedReport,
    OnCallShift,
    ReadingAgain,
    RepairTalk,
    Telling,
    TellingDelay,
)
from peersupport.safety.services import (
    agree_to_read_again,
    ask_to_read_again,
    ask_to_wait,
    close_concern,
    record_concern,
    say_more,
    take_concern,
)
from tests import factories

# The colleague who was let in is on call in the house of the access table.
TABLE = """
# --- help now: opened, read and left without a trace; a worry: who raised it and who has it ---------------------------
safety:concern_help                     GET   200 staff
safety:concern_list                     GET   200 staff
safety:concern_add                      GET   200 staff
safety:concern_add                      POST  422 staff
safety:concern_think                    POST  go staff
safety:concern                          GET   200 author grant
safety:concern_kept                     GET   200 author
safety:concern_more                     GET   200 author
safety:concern_more                     POST  go author
safety:concern_take                     POST  go grant
safety:concern_pass_on                  POST  go grant
safety:concern_act                      GET   200 grant
safety:concern_act                      POST  go grant
safety:concern_say                      GET   200 author grant
safety:concern_say                      POST  422 author grant
safety:concern_hand_on                  GET   200 grant
safety:concern_hand_on                  POST  422 grant
safety:concern_wish                     GET   200 author grant
safety:concern_wish                     POST  422 author grant
safety:concern_close                    GET   200 author grant
safety:concern_close                    POST  422 author grant
safety:concern_tell                     GET   200 author grant
safety:concern_tell                     POST  422 author grant
safety:concern_wait                     GET   200 author grant clinical senior
safety:concern_wait                     POST  422 author grant clinical senior
safety:concern_wait_agree               POST  403 author | go grant clinical senior
safety:concern_ground                   GET   200 clinical
safety:concern_ground                   POST  422 clinical
safety:concern_report                   GET   200 author grant
safety:concern_report                   POST  422 author grant
safety:concern_talked                   POST  go author grant
safety:concern_again                    GET   200 staff
safety:concern_again                    POST  422 staff
safety:concern_again_agree              GET   200 clinical senior
safety:concern_again_agree              POST  go clinical senior
safety:concern_again_drop               POST  go author clinical senior
my_record:worry_list                    GET   200 people
my_record:worry                         GET   200 person
my_record:worry_account                 GET   200 person
my_record:worry_account                 POST  go person
my_record:worry_repair                  GET   200 person
my_record:worry_repair                  POST  422 person
"""
PLANTED = {
    "concern": ["canary-worry", "canary-worry-where", "canary-worry-tried"],
    "concern_wish": ["canary-worry-wish"],
    "concern_again": ["canary-again"],
}
CANARIES = {
    "concern": "author grant person",
    "concern_wish": "author grant person",
    "concern_again": "clinical senior person",
}
FORMS: dict[str, dict[str, Any]] = {}
PAGES = {
    "peer": ["safety:concern_help", "safety:concern_list", "safety:concern_add", "safety:concern worry",
             "safety:concern_kept worry", "safety:concern_more worry", "safety:concern worry_closed",
             "safety:concern_say worry", "safety:concern_tell worry", "safety:concern_wait worry",
             "safety:concern_report worry", "safety:concern_again"],
    "clinical": ["safety:concern worry", "safety:concern_act worry", "safety:concern_wish worry_wish",
                 "safety:concern_close worry", "safety:concern_hand_on worry", "safety:concern_list",
                 "safety:concern_again", "safety:concern worry_again", "safety:concern_again_agree asked_again",
                 "safety:concern_ground worry_part2", "safety:concern worry_waiting"],
    "person": ["my_record:worry_list", "my_record:worry worry", "my_record:worry worry_closed",
               "my_record:worry_account worry_closed", "my_record:worry_repair worry_closed"],
}  # fmt: skip
ELSEWHERE = {"safety:concern_think", "safety:concern_take", "safety:concern_pass_on",
             "safety:concern_wait_agree", "safety:concern_talked", "safety:concern_again_drop"}  # fmt: skip
COUNTED = [
    ("peer", "GET", "safety:concern_list", 8),
    ("clinical", "GET", "safety:concern_list", 8),
    ("senior", "GET", "safety:concern_list", 8),
    ("clinical", "GET", "safety:concern_again", 8),
    ("peer", "GET", "safety:concern_again", 8),
    ("person", "GET", "my_record:worry_list", 8),
]
CHANGED = {
    "a_concern_is_closed_iff_it_ended": "UPDATE safety_concern SET closed_at = now() WHERE state <> 'closed'",
    "who_has_a_concern_is_named": "UPDATE safety_concern SET state = 'acting', moves_at = NULL "
    "WHERE acknowledged_by_id IS NULL",
    "a_concern_waits_or_moves_no_more": "UPDATE safety_concern SET state = 'closed', closed_at = now() "
    "WHERE moves_at IS NOT NULL",
    "thinking_it_over_names_nobody": "UPDATE safety_concern SET kind = 'thinking' WHERE person_id IS NOT NULL",
    "a_lawful_ground_is_said_by_somebody": "UPDATE safety_concern SET basis = 'child'",
    "no_more_steps_entered_than_there_are": "UPDATE safety_concern SET steps_entered = steps_count + 1",
    "a_wish_is_answered_by_somebody": "UPDATE safety_concernwish SET answer = 'followed'",
    "telling_waits_72_hours_at_most": "UPDATE safety_tellingdelay SET hours = 73",
    "two_people_delay_telling": "UPDATE safety_tellingdelay SET agreed_by_id = asked_by_id, agreed_at = now(), "
    "until = now()",
    "two_people_read_again": "UPDATE safety_readingagain SET answered_by_id = asked_by_id, answered_at = now(), "
    "until = now()",
    "reading_again_lasts_72_hours_at_most": "UPDATE safety_readingagain SET until = answered_at + interval '73 hours' "
    "WHERE answered_at IS NOT NULL",
    "a_repair_talk_is_held_by_somebody": "UPDATE safety_repairtalk SET held_at = now()",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_step_of_a_number": ("safety_concernstep", "true", {}),
    "one_wish_of_a_number": ("safety_concernwish", "true", {}),
    "one_open_question_to_wait": ("safety_tellingdelay", "true", {}),
}
UNCHANGING = {"safety_concernstep", "safety_telling", "safety_mandatedreport"}


def on_call(user: Any, *, made_by: Any) -> OnCallShift:
    now = clock.now()
    return OnCallShift.objects.create(
        agency_id=user.agency_id, user=user, starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=2), made_by=made_by,
    )  # fmt: skip


def worry(person: Any, by: Any, *, sentence: str = "She does not answer.", **more: Any) -> Concern:
    return record_concern(key=uuid.uuid4(), sentence=sentence, person=person, by=by, **more)


def ask_again(person: Any, by: Any, *, reason: str = "A complaint asks what we did.") -> ReadingAgain:
    return ask_to_read_again(person=person, day=person.program.today(), reason=reason, by=by)


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    author, far = house.readers["author"], house.readers["grant"]
    asked = worry(None, author, sentence="x")  # before anybody is on call
    part2 = factories.make_program(agency=author.agency, part2=True)
    Concern.objects.filter(pk=asked.pk).update(program=part2, limit="child")
    on_call(far, made_by=house.readers["admin"])
    mine = worry(house.person, author, sentence="canary-worry")
    said = {"where": "canary-worry-where", "tried_talk": "canary-worry-tried", "limit": "self"}
    say_more(concern=mine, said=said, wishes=("canary-worry-wish",), by=author)
    take_concern(concern=mine, by=far)
    ask_to_wait(concern=mine, hours=2, reason="x", by=author)
    closed = worry(house.person, author, sentence="canary-worry")
    take_concern(concern=closed, by=far)
    close_concern(concern=closed, ending="not_needed", by=far)
    verbs = ("", "_kept", "_more", "_take", "_pass_on", "_act", "_say", "_hand_on", "_close", "_tell", "_wait",
             "_wait_agree", "_report")  # fmt: skip
    over = {"pk": closed.pk}
    again = ask_again(house.person, author, reason="canary-again")
    return {
        **{f"safety:concern{verb}": {"pk": mine.pk} for verb in verbs},
        "safety:concern_wish": {"pk": mine.pk, "number": 1},
        "safety:concern_ground": {"pk": asked.pk},
        "safety:concern_talked": over,
        "safety:concern_again_agree": {"pk": again.pk},
        "safety:concern_again_drop": {"pk": again.pk},
        "my_record:worry": {"pk": mine.pk},
        "my_record:worry_account": over,
        "my_record:worry_repair": over,
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    users, person = world["users"], SupportedPerson.objects.get(pk=world["person"])
    peer, clinical = users["peer"], users["clinical"]
    on_call(clinical, made_by=users["admin"])
    mine = worry(person, peer)
    said = {
        "where": "At her sister's.",
        "tried_talk": "An hour on the phone.",
        "limit": "self",
        "talked_first": "yes",
    }
    say_more(concern=mine, said=said, wishes=("No sirens.", "My sister first."), by=peer)
    take_concern(concern=mine, by=clinical)
    closed = worry(person, peer)
    close_concern(concern=closed, ending="not_needed", by=peer)
    waiting = worry(person, peer)
    again = worry(person, peer)
    close_concern(concern=again, ending="together", by=peer)
    Concern.objects.filter(pk=again.pk).update(readable_until=clock.now())
    agree_to_read_again(asked=ask_again(person, clinical), by=users["senior"])
    asked = ask_again(person, users["senior"])
    part2 = worry(None, peer)
    program = factories.make_program(agency=peer.agency, part2=True)
    Concern.objects.filter(pk=part2.pk).update(program=program, limit="child")
    return {
        "worry": mine.pk, "worry_closed": closed.pk, "worry_wish": (mine.pk, 1), "worry_waiting": waiting.pk,
        "worry_part2": part2.pk, "worry_again": again.pk, "asked_again": asked.pk,
    }  # fmt: skip


def crowd(crowd: Any) -> None:
    clinical = crowd.readers["clinical"]
    on_call(clinical, made_by=crowd.office)
    for person in crowd.people:
        worry(person, crowd.peer.user)
        ask_again(person, crowd.readers["senior"])
        agree_to_read_again(asked=ask_again(person, crowd.peer.user), by=clinical)


def scene(person: Any, peer: Any) -> None:
    common = {"agency_id": peer.agency_id}
    office = factories.make_admin(agency=peer.agency)
    on_call(office, made_by=peer.user)
    concern = worry(person, peer.user)
    about = {**common, "concern": concern, "person": person}
    assert ConcernStep.objects.filter(concern=concern).exists()
    ConcernWish.objects.create(number=1, text="x", **about)
    Telling.objects.create(up_to=1, by=peer.user, how="face", concern=concern, **common)
    TellingDelay.objects.create(hours=1, reason="x", asked_by=peer.user, **about)
    MandatedReport.objects.create(
        code="child", by=peer.user, made_at=clock.now(), prepared="alone", to_whom="x", **about
    )
    ReadingAgain.objects.create(
        person=person, day=peer.agency.today(), from_at=clock.now(), to_at=clock.now(), reason="x",
        asked_by=peer.user, answered_by=office, answered_at=clock.now(), **common,
    )  # fmt: skip
    RepairTalk.objects.create(due_on=peer.agency.today(), **about)
