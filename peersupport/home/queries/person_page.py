"""The staff page of a person, as far as the reader's relation reaches."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from consent.querysets import may_read
from consent.words_of_agreement import Agreement, agreement_of
from peersupport.accounts.models import User
from peersupport.accounts.roles import Permission, Role
from peersupport.audit import services as audit
from peersupport.audit.services import Purpose
from peersupport.people.languages import names
from peersupport.people.models import AboutMe, ContactDetails, LeaveOut, Pairing, PersonGrant, SupportedPerson
from sessions_app.models import SupportSession
from sessions_app.querysets import PAGE, Cursor, SessionFilter


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
    rhythm: str
    rhythm_words: str


@dataclass(frozen=True)
class MeetingLine:
    id: uuid.UUID
    peer: str
    starts_at: datetime
    time_zone: str
    minutes: int
    way: str
    state: str
    state_words: str
    has_note: bool


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
    meetings: list[MeetingLine]
    older: str
    leave_out: list[str]
    about_me: list[str]

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
    only_name = not walks and _walked_before(user, person)
    if only_name:
        pairings = [line for line in pairings if line.is_mine]
    is_alive = person.died_on is None
    shows_meetings = user.may(Permission.LOG_SESSION) or user.may(Permission.SEE_LINKED_SESSIONS)
    sessions = _sessions(person, before) if shows_meetings else []
    via = "cover" if mine and mine.stands_in else "paired"
    leave_out, about_me = _their_words(user, person, via=via) if walks else ([], [])
    return PersonPage(
        person=person,
        program=person.program.name,
        knows_more=not only_name,
        languages=names([person.language, *person.other_languages]),
        pairings=pairings,
        agreement=_agreement(person),
        is_mine=walks,
        may_write=bool(walks and is_alive and mine and mine.state == Pairing.State.ACTIVE),
        may_arrange=user.may(Permission.ARRANGE_PAIRINGS),
        may_reach=(walks or Role.ADMIN in user.roles) and may_read(person_id=person.pk, content="contact"),
        shows_meetings=shows_meetings,
        meetings=_lines(sessions[:PAGE]),
        older=Cursor.of(sessions[PAGE - 1]).text if len(sessions) > PAGE else "",
        leave_out=leave_out,
        about_me=about_me,
    )


def contact_of(user: User, person: SupportedPerson) -> SimpleNamespace | None:
    """The opened contact details, leaving a trace, or None where there are none. Ask may_read() before."""
    contact = ContactDetails.objects.filter(person=person).first()
    if contact is None:
        return None
    via = Pairing.objects.way_of(user, person)
    with audit.reading(by=user, purpose=Purpose.CONTACT, via=via) as reading:
        return reading.open(contact)


def _sessions(person: SupportedPerson, before: Cursor | None) -> list[Any]:
    rows = SupportSession.objects.select_related("peer__user")
    return rows.newest(only=SessionFilter(person_id=person.pk), before=before, limit=PAGE + 1)


def _lines(sessions: list[Any]) -> list[MeetingLine]:
    return [
        MeetingLine(
            id=session.pk,
            peer=session.peer.user.name,
            starts_at=session.starts_at,
            time_zone=session.time_zone,
            minutes=session.minutes,
            way=session.get_way_display(),
            state=session.state,
            state_words=session.get_state_display(),
            has_note=session.has_note,
        )
        for session in sessions
    ]


def _walked_before(user: User, person: SupportedPerson) -> bool:
    """Whether having walked with them once is all that leads here: such a reader knows the chosen name only."""
    return not (
        Role.ADMIN in user.roles
        or Pairing.objects.under(user).filter(person=person).exists()
        or PersonGrant.objects.in_force().filter(user=user, content_object=person).exists()
    )


def _pairings(user: User, person: SupportedPerson) -> list[PairingLine]:
    arranges = user.may(Permission.ARRANGE_PAIRINGS)
    rows = Pairing.objects.filter(person=person).select_related("peer__user").order_by("starts_on", "pk")
    return [
        PairingLine(
            id=row.pk,
            peer=row.peer.user.name,
            state=row.state,
            state_words=row.get_state_display(),
            since=row.starts_on,
            stands_in=row.covers_for_id is not None,
            is_mine=row.peer.user_id == user.pk,
            my_yes_is_missing=row.peer.user_id == user.pk and row.peer_yes_at is None,
            may_record_their_yes=row.person_yes_at is None and (row.peer.user_id == user.pk or arranges),
            may_change=person.died_on is None and (row.peer.user_id == user.pk or arranges),
            rhythm=row.rhythm,
            rhythm_words=row.get_rhythm_display(),
        )
        for row in rows
    ]


def _agreement(person: SupportedPerson) -> Agreement | None:
    """The agreement for those who may see its state; the choices only for who walks with the person."""
    if not may_read(person_id=person.pk, content="consent"):
        return None
    return agreement_of(person, with_choices=may_read(person_id=person.pk, content="choices"))


def _their_words(user: User, person: SupportedPerson, *, via: str) -> tuple[list[str], list[str]]:
    """What we leave out, and what they tell about themselves to who walks with them."""
    leave_out = list(LeaveOut.objects.filter(person=person).order_by("created_at", "pk"))
    about_me = list(
        AboutMe.objects.filter(person=person, audience=AboutMe.Audience.PAIRED).order_by("created_at", "pk")
    )
    if not leave_out and not about_me:
        return [], []
    with audit.reading(by=user, purpose=Purpose.OWN_WORK, via=via) as reading:
        opened = reading.open_all([*leave_out, *about_me])
    return [row.text for row in opened[: len(leave_out)]], [row.text for row in opened[len(leave_out) :]]
