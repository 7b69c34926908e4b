"""The staff page of a person, as far as the reader's relation reaches."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.db.models import Q

from consent.querysets import may_read, may_read_each
from consent.words_of_agreement import Agreement, agreement_of
from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from peersupport.audit import services as audit
from peersupport.audit.services import Purpose
from peersupport.people.languages import names
from peersupport.people.models import AboutMe, ContactDetails, LeaveOut, Pairing, PersonGrant, SupportedPerson
from sessions_app.check_ins import Answered, shown_to
from sessions_app.listing import group_words
from sessions_app.models import GoodbyePage
from sessions_app.person_meetings import PersonMeetings, meetings_of
from sessions_app.querysets import Cursor


@dataclass(frozen=True)
class PairingLine:
    id: uuid.UUID
    peer: str
    state: str
    state_words: str
    since: date
    stands_in: bool
    is_mine: bool
    my_yes_is_missing: bool
    may_record_their_yes: bool
    may_change: bool
    their_yes: datetime | None
    peer_yes: datetime | None
    zone: str
    their_break: bool
    asks_back: bool
    may_record_return: bool
    confirm_by: date | None
    has_goodbye_page: bool
    rhythm: str
    rhythm_words: str


@dataclass(frozen=True)
class MeetingLine:
    id: uuid.UUID
    peer: str
    is_own: bool
    starts_at: datetime
    time_zone: str
    minutes: int
    way: str
    state: str
    state_words: str
    has_note: bool
    group: str


@dataclass(frozen=True)
class PersonPage:
    person: SupportedPerson
    program: str
    knows_more: bool
    languages: list[str]
    pairings: list[PairingLine]
    agreement: Agreement | None
    is_mine: bool
    may_write: bool
    may_arrange: bool
    may_reach: bool
    shows_meetings: bool
    soonest: list[MeetingLine]
    last_held: MeetingLine | None
    further: list[MeetingLine]
    meetings: list[MeetingLine]
    older: str
    leave_out: list[str]
    about_me: list[str]
    showed: Answered | None

    rhythms = SupportedPerson.Rhythm.choices

    @property
    def may_act(self) -> bool:
        return self.person.died_on is None and (
            self.may_arrange or any(line.is_mine for line in self.pairings)
        )

    @property
    def waits_for_office(self) -> bool:
        return self.person.confirmed_at is None and self.person.confirm_by is not None


def person_page(user: User, person: SupportedPerson, *, before: Cursor | None = None) -> PersonPage:
    pairings = _pairings(user, person)
    mine = next((line for line in pairings if line.is_mine), None)
    walks = SupportedPerson.objects.paired_with(user).filter(pk=person.pk).exists()
    settled = bool(walks and not (mine and mine.confirm_by))
    only_name = not settled and _walked_before(user, person)
    if only_name:
        pairings = [line for line in pairings if line.is_mine]
    is_alive = person.died_on is None
    shows_meetings = user.may(Permission.LOG_SESSION) or user.may(Permission.SEE_LINKED_SESSIONS)
    found = meetings_of(person.pk, before=before) if shows_meetings else PersonMeetings([], [], "")
    via = "cover" if mine and mine.stands_in else "paired"
    leave_out, about_me = _their_words(user, person, via=via, settled=settled) if walks else ([], [])
    return PersonPage(
        person=person,
        program=person.program.name,
        knows_more=walks or not only_name,
        languages=names([person.language, *person.other_languages]),
        pairings=pairings,
        agreement=_agreement(person),
        is_mine=walks,
        may_write=bool(walks and is_alive and mine and mine.state == Pairing.State.ACTIVE),
        may_arrange=user.may(Permission.ARRANGE_PAIRINGS),
        may_reach=(walks or Role.ADMIN in user.roles) and may_read(person_id=person.pk, content="contact"),
        shows_meetings=shows_meetings,
        soonest=_lines(found.soonest, user),
        last_held=_line(found.last_held, user) if found.last_held else None,
        further=_lines(found.further, user),
        meetings=_lines(found.past, user),
        older=found.older,
        leave_out=leave_out,
        about_me=about_me,
        showed=shown_to(user, person) if walks else None,
    )


def contact_of(user: User, person: SupportedPerson) -> SimpleNamespace | None:
    """The opened contact details, leaving a trace, or None where there are none. Ask may_read() before."""
    contact = ContactDetails.objects.filter(person=person).first()
    if contact is None:
        return None
    via = Pairing.objects.way_of(user, person)
    with audit.reading(by=user, purpose=Purpose.CONTACT, via=via) as reading:
        return reading.open(contact)


def _lines(sessions: list[Any], user: User) -> list[MeetingLine]:
    return [_line(session, user) for session in sessions]


def _line(session: Any, user: User) -> MeetingLine:
    return MeetingLine(
        id=session.pk,
        peer=session.peer.user.name,
        is_own=session.peer.user_id == user.pk,
        starts_at=session.starts_at,
        time_zone=session.time_zone,
        minutes=session.minutes,
        way=session.get_way_display(),
        state=session.state,
        state_words=session.get_state_display(),
        has_note=session.has_note,
        group=group_words(session.group.name if session.whole else "") if session.group else "",
    )


def _walked_before(user: User, person: SupportedPerson) -> bool:
    """Whether having walked with them once is all that leads here: such a reader knows the chosen name only."""
    return not (
        Role.ADMIN in user.roles
        or Pairing.objects.under(user).filter(person=person).exists()
        or PersonGrant.objects.in_force().filter(user=user, content_object=person).exists()
    )


def _pairings(user: User, person: SupportedPerson) -> list[PairingLine]:
    arranges = user.may(Permission.ARRANGE_PAIRINGS)
    rows = Pairing.objects.filter(person=person).exclude(state=Pairing.State.NOT_NOW)
    if not arranges:  # an open question is known to the two and to the office
        rows = rows.filter(Q(peer__user=user) | ~Q(state=Pairing.State.OFFERED))
    rows = list(rows.select_related("person", "peer__user").order_by("starts_on", "pk"))
    said = _goodbyes(user, person) if any(_ended_with(row, user) for row in rows) else set()
    return [_pairing_line(user, person, row, arranges=arranges, said=said) for row in rows]


def _ended_with(row: Pairing, user: User) -> bool:
    return row.state == Pairing.State.ENDED and row.peer.user_id == user.pk


def _goodbyes(user: User, person: SupportedPerson) -> set[uuid.UUID]:
    """Pairings of this peer with a goodbye page that they may still read."""
    pages = GoodbyePage.objects.filter(peer__user=user).readable(person.pk)
    return {page.pairing_id for page in pages}


def _pairing_line(
    user: User, person: SupportedPerson, row: Pairing, *, arranges: bool, said: set[uuid.UUID]
) -> PairingLine:
    is_mine = row.peer.user_id == user.pk
    asks_back = is_mine and row.back_asked_at is not None
    may_return = person.died_on is None and user.may(Permission.LOG_SESSION)
    return PairingLine(
        id=row.pk,
        peer=row.peer.user.name,
        state=row.state,
        state_words=row.get_state_display(),
        since=row.starts_on,
        stands_in=row.covers_for_id is not None,
        is_mine=is_mine,
        my_yes_is_missing=is_mine and row.peer_yes_at is None,
        may_record_their_yes=row.person_yes_at is None and (is_mine or arranges),
        may_change=person.died_on is None and person.erased_at is None and (is_mine or arranges),
        their_yes=row.person_yes_at,
        peer_yes=row.peer_yes_at,
        zone=person.program.time_zone,
        their_break=row.is_the_persons_break,
        asks_back=asks_back,
        may_record_return=is_mine and not asks_back and may_return and row.was_a_goodbye,
        confirm_by=row.confirm_by if is_mine or arranges else None,
        has_goodbye_page=row.pk in said,
        rhythm=row.rhythm,
        rhythm_words=row.get_rhythm_display(),
    )


def _agreement(person: SupportedPerson) -> Agreement | None:
    """The agreement for those who may see its state; the choices only for who walks with the person."""
    state, choices = may_read_each(person_id=person.pk, contents=["consent", "choices"])
    return agreement_of(person, with_choices=choices) if state else None


def _their_words(
    user: User, person: SupportedPerson, *, via: str, settled: bool
) -> tuple[list[str], list[str]]:
    """What we leave out, and, once that they walk together is settled, what they tell about themselves."""
    leave_out = list(LeaveOut.objects.filter(person=person).order_by("created_at", "pk"))
    shown = AboutMe.objects.filter(person=person, audience=AboutMe.Audience.PAIRED)
    about_me = list(shown.order_by("created_at", "pk")) if settled else []
    if not leave_out and not about_me:
        return [], []
    with audit.reading(by=user, purpose=Purpose.OWN_WORK, via=via) as reading:
        opened = reading.open_all([*leave_out, *about_me])
    return [row.text for row in opened[: len(leave_out)]], [row.text for row in opened[len(leave_out) :]]
