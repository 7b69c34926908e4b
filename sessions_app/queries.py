"""What stands on the desk of somebody who writes a meeting down: whom they met, and what may be written."""

import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from consent.models import ConsentNow
from consent.services import consent_holds, level_in_force
from peersupport.accounts.models import Language, Program, User
from peersupport.audit.services import Purpose, reading
from peersupport.core import clock
from peersupport.core.errors import NotAllowed
from peersupport.people.models import BlockedStaff, Pairing, SupportedPerson
from peersupport.rules.models import ProgramRules

from .levels import MOST_FIRST_CONTACTS, RULES, LevelRule, may_still_get_words
from .models import Attendance, SessionDraft, SupportSession
from .plan_choices import Choices, ConnectionChoice, GoalChoice, choices_of

RECENT = 6


@dataclass(frozen=True)
class Desk:
    """Everything the form needs to know about one meeting that is being written down."""

    user: User
    person: SupportedPerson
    program: Program
    key: uuid.UUID
    level: str
    has_consent: bool
    first_contacts_left: int
    draft: dict[str, Any] | None
    plan: SupportSession | None
    done: bool
    choices: Choices = field(default_factory=Choices)
    prompts: list[str] = field(
        default_factory=list
    )  # what the program's rules want a note for payment to say

    @property
    def rule(self) -> LevelRule:
        return RULES[self.level]

    @property
    def goals(self) -> list[GoalChoice]:
        return self.choices.goals

    @property
    def connections(self) -> list[ConnectionChoice]:
        return self.choices.connections

    @property
    def has_goals(self) -> bool:
        """Whether the person has goals that they called theirs."""
        return any(goal.is_theirs for goal in self.goals)

    @property
    def asks_for_goal(self) -> bool:
        """A note that is also used for payment hangs on the person's own goal; where there is none, nothing waits."""
        return self.level == Program.Level.BILLABLE

    @property
    def zone(self) -> str:
        return self.program.time_zone

    @property
    def waits_for_talk(self) -> bool:
        """Nothing more can be saved before the two have talked: the page offers no button that must fail."""
        return not self.has_consent and not self.first_contacts_left


def note_language(desk: Desk) -> str:
    """The one the person reads, else the writer's: what a note begins in, switched in one tap."""
    languages = (desk.person.language, desk.user.language)
    return next((code for code in languages if code in Language.values), Language.EN)


def open_pairings(user: User) -> QuerySet[Pairing]:
    """Pairings of this peer today, breaks included, without those where the person keeps them away."""
    blocked = BlockedStaff.objects.filter(person=OuterRef("person"), user=user)
    pairings: QuerySet[Pairing] = (
        Pairing.objects.walking_with(user)
        .filter(~Exists(blocked))
        .exclude(person__also_staff=user)
        .select_related("person__program", "peer")
    )
    return pairings


def person_to_write_about(user: User, person_id: uuid.UUID) -> SupportedPerson:
    """Raises Http404 out of reach, NotAllowed while the two are taking a break."""
    pairing = get_object_or_404(open_pairings(user), person=person_id)
    if pairing.state == Pairing.State.PAUSED:
        raise NotAllowed(_("You two are taking a break. When it is over, you can write again."))
    person: SupportedPerson = pairing.person
    return person


def people_to_choose(user: User) -> tuple[list[SupportedPerson], list[SupportedPerson]]:
    """The few met last, newest first, and everybody else by name."""
    last = Attendance.objects.filter(
        person=OuterRef("person"), peer=OuterRef("peer"), starts_at__lte=clock.now()
    ).order_by("-starts_at")
    pairings = (
        open_pairings(user)
        .filter(state=Pairing.State.ACTIVE)
        .annotate(last_at=Subquery(last.values("starts_at")[:1]))
    )
    everybody: list[tuple[datetime | None, SupportedPerson]] = [(row.last_at, row.person) for row in pairings]
    # By name first: of two met at the same time, as in a group, the order stays the same on every look.
    everybody.sort(key=lambda pair: (pair[1].name_key, pair[1].pk))
    met = sorted(
        (pair for pair in everybody if pair[0]), key=lambda pair: pair[0] or clock.now(), reverse=True
    )
    recent = [person for _when, person in met[:RECENT]]
    return recent, [person for _when, person in everybody if person not in recent]


def desk_for(user: User, *, person_id: uuid.UUID, key: uuid.UUID) -> Desk:
    """Raises Http404 for a person or a key out of reach."""
    person = person_to_write_about(user, person_id)
    gate = ConsentNow.objects.get(person=person)
    session = SupportSession.objects.filter(pk=key).first()
    if session is not None:
        session = get_object_or_404(
            SupportSession.objects.written_by(user), pk=key, attendances__person=person
        )
    holds = consent_holds(gate)
    level = level_in_force(gate=gate, program=person.program)
    return Desk(
        user=user,
        person=person,
        program=person.program,
        key=key,
        level=level,
        has_consent=holds,
        first_contacts_left=MOST_FIRST_CONTACTS if holds else _first_contacts_left(person),
        draft=open_draft(user, key, about=person),
        plan=session if session is not None and session.state == session.State.PLANNED else None,
        done=session is not None
        and session.state != session.State.PLANNED
        and not may_still_get_words(session),
        choices=choices_of(person=person, by=user) if holds and RULES[level].keeps_words else Choices(),
        prompts=ProgramRules.objects.prompts_for(person.program_id)
        if holds and level == Program.Level.BILLABLE
        else [],
    )


def _first_contacts_left(person: SupportedPerson) -> int:
    used = SupportSession.objects.filter(attendances__person=person, first_contact=True).count()
    return max(0, MOST_FIRST_CONTACTS - used)


def open_draft(user: User, key: uuid.UUID, *, about: SupportedPerson) -> dict[str, Any] | None:
    """What the author typed under this key, field by field; None without a draft.

    Raises Http404 for a draft about somebody else: words never wander from one person to another.
    """
    draft = SessionDraft.objects.of(user).filter(session_key=key).first()
    if draft is None:
        return None
    if draft.person_id not in {None, about.pk}:
        raise Http404
    with reading(by=user, purpose=Purpose.OWN_WORK, via="author") as handle:
        payload: dict[str, Any] = json.loads(handle.open(draft).payload)
    return payload


def last_time(desk: Desk) -> SupportSession | None:
    return last_meeting(desk.user, desk.person)


def last_meeting(user: User, person: SupportedPerson) -> SupportSession | None:
    """The last meeting of these two alone, for its way, place and length."""
    session: SupportSession | None = (
        SupportSession.objects.written_by(user)
        .filter(attendances__person=person, state=SupportSession.State.COMPLETED, group=None)
        .order_by("-starts_at")
        .first()
    )
    return session
