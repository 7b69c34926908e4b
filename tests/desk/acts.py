"""Each service that writes a table with a history, once, by one of the office."""

import uuid
from datetime import date, time, timedelta
from typing import Any

from consent.services import (
    begin_policy,
    propose_policy,
    publish_policy,
    set_days,
    start_policy,
    take_back_proposal,
)
from peersupport.accounts import services as accounts
from peersupport.accounts.invitations import token_of
from peersupport.accounts.models import Membership, Program, User
from peersupport.core import clock
from peersupport.desk import services
from peersupport.people import services as people
from peersupport.people.models import Pairing
from peersupport.rules.packs import shipped_packs
from peersupport.rules.services import (
    accept_signals,
    change_pack,
    choose_pack,
    end_language_entry,
    follow_no_rules,
    set_house_promise,
    set_language_entry,
)
from peersupport.safety import services as safety
from peersupport.safety.models import OnCallShift
from peersupport.safety.services.duties import Duty
from peersupport.safety.services.wider_help import Help
from supervision.services import set_house_lines
from tests.factories import make_admin, make_pairing, make_peer, make_person, make_supervisor


def a_program(office: User, **values: Any) -> Program:
    said = {
        "names": {"en": "Walk With Me"},
        "level": "brief",
        "time_zone": "UTC",
        "supervision_model": "hybrid",
    }
    return accounts.create_program(agency=office.agency, by=office, **{**said, **values})


def everything(office: User) -> User:
    """A new service that signs a history stands here, or test_changes fails."""
    program = a_program(office)
    accounts.change_agency(agency=office.agency, on_call_phone="555-0100", by=office)
    services.change_program(
        program=program, level="together", names={"en": "Walk With Me"}, time_zone="UTC",
        supervision_model="circle", by=office,
    )  # fmt: skip
    services.close_program(program=program, by=office)
    accounts.open_program_again(program=program, by=office)
    entry = set_language_entry(language="en", term="clients", change="off", by=office)
    end_language_entry(entry=entry, by=office)
    set_house_promise(answer_days=7, room_text_months=6, by=office)
    accept_signals(by=office)
    set_house_lines(language="en", texts={"gift": "Small handmade things, never money."}, by=office)
    lee = _colleague(office, program)
    publish_policy(policy=start_policy(agency=office.agency, by=office), by=office)
    return lee


def structure(office: User) -> None:
    """Rules of supervision, an exception, who decides on a peer's pay, and a supervisor who is away for a day."""
    program = a_program(office)
    choose_pack(program=program, jurisdiction="texas", by=office)
    change_pack(jurisdiction="texas", rules=shipped_packs()["texas"].rules, by=office)
    follow_no_rules(program=program, by=office)
    peer = make_peer(agency=office.agency, name="Lenora Tsosie")
    boss = make_supervisor("clinical", agency=office.agency, name="Ruth Abernathy")
    today = office.agency.today()
    exception = people.make_exception(
        peer=peer, kind="both_rooms", supervisor=boss, reason="one for now", ends_on=today, by=office
    )
    people.end_exception(exception=exception, by=office)
    people.end_decides(decides=people.set_decides(peer=peer, user=boss, by=office), by=office)
    people.link_supervision(peer=peer, supervisor=boss, kind="clinical", by=office)
    other = make_supervisor("clinical", agency=office.agency, name="Emeka Nwosu")
    done = people.arrange_leave(
        supervisor=boss, kind="clinical", stands_in=other, starts_on=today, ends_on=today, by=office
    )
    people.end_leave(leave=done.leave, by=office)


def in_danger(office: User) -> None:
    """On call: named, planned, handed over, given back, undone and ended; the phone plan, wider help and a duty."""
    curtis, ruth = (
        make_supervisor("clinical", agency=office.agency, name=name) for name in ("Curtis", "Ruth")
    )
    named = [safety.name_for_on_call(user=user, by=office) for user in (curtis, ruth)]
    today = office.agency.today()
    for number, undo in enumerate((False, True)):
        times = safety.Times(today + timedelta(days=1 + number), time(18), time(8))
        key = uuid.uuid4()
        safety.plan_shifts(key=key, user=curtis, program=None, rank=1, times=times, by=office)
        if undo:
            safety.take_back_shifts(key=key, by=office)
    asked = safety.ask_to_take_over(shift=OnCallShift.objects.get(ended_at=None), asked=ruth, by=curtis)
    safety.answer_hand_over(hand_over=asked, says_yes=True, by=ruth)
    safety.give_back_shift(shift=OnCallShift.objects.get(ended_at=None), by=office)
    safety.end_naming(person=named[0], by=office)
    lines = [
        safety.add_phone_line(number=number, words={"en": "x"}, by=office) for number in ("555-0101", "988")
    ]
    safety.move_phone_line_up(phone_line=lines[1], by=office)
    safety.end_phone_line(phone_line=lines[1], by=office)
    said = a_help(today)
    van = safety.add_wider_help(said=said, by=office)
    safety.change_wider_help(wider_help=van, said={**said, "sends_police": "ask"}, by=office)
    safety.end_wider_help(wider_help=van, by=office)
    safety.write_duty(category="child", said=a_duty(today), by=office)


def a_help(today: date, **values: Any) -> Help:
    said = {
        "program": None, "place": 1, "names": {"en": "Night van"}, "hours": {"en": "nights"},
        "who_comes": {"en": "Two peers"}, "sends_police": "no", "may_force": "no", "number": "555-0170",
        "languages": ["English"], "is_emergency": False, "checked_on": today, "starts_on": today, "ends_on": None,
    }  # fmt: skip
    return Help(**{**said, **values})  # type: ignore[typeddict-item]


def a_duty(today: date, **values: Any) -> Duty:
    said = {
        "must_report": "unchecked", "to_whom": "", "phone": "", "within": "", "way": "", "jurisdiction": "",
        "source": "", "checked_on": None, "checked_by": "", "starts_on": today,
    }  # fmt: skip
    return Duty(**{**said, **values})  # type: ignore[typeddict-item]


def drafting(office: User) -> None:
    """The next version: changed, opened for comment, and taken back to be changed again."""
    draft = start_policy(agency=office.agency, by=office)
    set_days(policy=draft, days={"comment_days": 7}, by=office)
    begin_policy(policy_id=draft.pk)  # no day was set: nothing begins
    propose_policy(policy=draft, by=office)
    take_back_proposal(policy=draft, by=office)


def _colleague(office: User, program: Program) -> User:
    """Asked, come, looked after, and gone again."""
    invitation = accounts.invite_staff(name="Lee", roles=["peer"], program=program, by=office)
    accounts.resend_invitation(invitation=invitation, by=office)
    taken = accounts.invite_staff(name="Kim", roles=["peer"], by=office)
    accounts.withdraw_invitation(invitation=taken, by=office)
    invitation.refresh_from_db()
    token = token_of(invitation.pk, invitation.issue)
    lee = services.accept_invitation(
        token=token, name="Lee", email=f"{invitation.pk}@example.org", language="en"
    )
    supervisor = make_supervisor("clinical", agency=office.agency, name="Emeka Nwosu")
    link = people.link_supervision(peer=lee.peer, supervisor=supervisor, kind="clinical", by=office)
    people.end_link(link=link, by=office)
    accounts.end_role(membership=Membership.objects.get(user=lee), by=office)
    return lee


def let_in(pairing: Pairing, colleague: User, *, by: User) -> Any:
    """By the person, or by somebody of the office with a second colleague."""
    second = None if by.kind == User.Kind.PERSON else make_admin(agency=by.agency)
    return people.grant_access(
        person=pairing.person, user=colleague, audience="clinical", contents=["facts"], reason="asked",
        ends_at=clock.now() + timedelta(days=3), confirmed_by=second, wait_days=0, by=by,
    )  # fmt: skip


def stood_in(pairing: Pairing, peer: Any, *, by: User) -> Pairing:
    """The office arranges it, both say yes."""
    cover = people.offer_pairing(
        person=pairing.person, peer=peer, covers_for=pairing.peer,
        ends_on=pairing.person.program.today() + timedelta(days=7), by=by,
    )  # fmt: skip
    people.record_persons_yes(pairing=cover, by=by)
    return people.peer_says_yes(pairing=cover, by=peer.user)


def two(office: User) -> Pairing:
    peer = make_peer(agency=office.agency, name="Marisol Q")
    return make_pairing(person=make_person(agency=office.agency, name="Wilhelmina"), peer=peer)


def deletion(office: User) -> None:
    """Prepared by one of the office and carried out by a second."""
    person = make_person(agency=office.agency, name="Linden")
    wish = people.ask_erasure(person=person, answer_by=person.program.today() + timedelta(days=7), by=office)
    wish = people.prepare_erasure(erasure=wish, by=office)
    people.erase_person(erasure=wish, by=make_admin(agency=office.agency))


def access(pairing: Pairing, *, by: User) -> None:
    """Letting in and out, standing in and not any more."""
    curtis = make_supervisor("clinical", agency=by.agency, name="Curtis Hale")
    jin = make_peer(agency=by.agency, name="Jin Baek")
    people.revoke_grant(grant=let_in(pairing, curtis, by=by), by=by)
    people.end_pairing(pairing=stood_in(pairing, jin, by=by), by=by)
