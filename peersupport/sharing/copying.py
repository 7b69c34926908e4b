"""One note as plain text for another record system: exactly what a permission of the person speaks of, nothing else.

Nobody chooses anything here: the permission and the note say what is in it.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consent import services as consent
from consent.models import Disclosure, Kind, Release, Way
from consent.outgoing import Draft, Item
from consent.querysets import people_opened_to
from peersupport.accounts.models import User
from peersupport.core.errors import WrongState
from sessions_app.models import GoalTouched, SessionNote, SupportSession
from sessions_app.reading import OpenNote, open_notes

from .pieces import facts_item, goals_of, note_item, purpose_of

# What a note holds that goes along with it, and what stays here whatever is allowed.
GOES_ALONG = (
    ("agenda", gettext_lazy("what you agreed to talk about")),
    ("text", gettext_lazy("what you wrote")),
    ("own_words", gettext_lazy("their own words")),
    ("next_step", gettext_lazy("what's next")),
)
STAYS = (
    ("why_shared", gettext_lazy("why you shared something from your own life")),
    ("taken_along", gettext_lazy("what you took with you")),
    ("not_read_because", gettext_lazy("why you did not read it together")),
    ("their_signature", gettext_lazy("their name under it")),
)


@dataclass(frozen=True)
class Part:
    """One thing that a copy could hold. why_not: "" for what is in."""

    label: Any
    why_not: Any = ""


@dataclass(frozen=True)
class Copy:
    """A copy as it would be, with the list of what is in it and what is not."""

    draft: Draft
    parts: list[Part]

    @property
    def inside(self) -> list[Part]:
        return [part for part in self.parts if not part.why_not]

    @property
    def outside(self) -> list[Part]:
        return [part for part in self.parts if part.why_not]


def note_to_copy(note_id: uuid.UUID, *, by: User) -> SessionNote:
    """A note that the acting principal reads, about a person for whom they may use a permission.

    Raises SessionNote.DoesNotExist for everything else.
    """
    rows = SessionNote.objects.select_related("person__program")
    note = rows.get(pk=note_id, person__in=people_opened_to(by).values("pk"))
    if not any(row.pk == note.pk for row in SessionNote.objects.readable(note.session_id)):
        raise SessionNote.DoesNotExist
    return note  # type: ignore[no-any-return]


def permissions_to_copy(note: SessionNote, *, by: User) -> Any:
    """Permissions in force that say: copied into another record system. The newest first."""
    opened = Release.objects.filter(person__in=people_opened_to(by).values("pk")).in_force()
    rows = opened.filter(person=note.person_id, sent_by=Way.COPY, part2=note.person.program.part2)
    return rows.select_related("person__program", "program").order_by("-signed_at", "-pk")


def look_copy(*, note: SessionNote, release: Release, by: User) -> Copy:
    """What would be copied. Raises Release.DoesNotExist, WrongState, DomainError, SessionNote.DoesNotExist."""
    opened, items = _gather(note, release, by)
    draft = consent.preview_by_release(release=release, items=items, by=by)
    return Copy(draft, _parts(opened, release, has_goals=bool(opened.around.goals)))


@transaction.atomic
def record_copy(
    *, key: uuid.UUID, note: SessionNote, release: Release, looked_at: str, by: User
) -> Disclosure:
    """It counts as gone out from now on: accounting, ledger and the person's news. The same key makes one.

    Raises as look_copy(), and WrongState where it is not what was looked at.
    """
    consent.lock_gate(note.person_id)
    note = note_to_copy(note.pk, by=by)
    release = permissions_to_copy(note, by=by).get(pk=release.pk)
    _opened, items = _gather(note, release, by)
    return consent.record_disclosure(key=key, release=release, items=items, looked_at=looked_at, by=by)


def _gather(note: SessionNote, release: Release, by: User) -> tuple[OpenNote, list[Item]]:
    session = SupportSession.objects.select_related("peer__user").get(pk=note.session_id)
    opened = open_notes(session, by=by, purpose=purpose_of(by), only=note.pk)
    if not opened:
        raise SessionNote.DoesNotExist
    kinds, items = set(release.kinds), []
    if Kind.FACTS in kinds:
        items.append(facts_item(session))
    if Kind.NOTE in kinds:
        items.append(note_item(opened[0], session))
    if Kind.GOALS in kinds:
        touched = set(
            GoalTouched.objects.filter(attendance=note.attendance_id).values_list("goal_id", flat=True)
        )
        items += [
            Item(Kind.GOALS, pk, _("Goal"), text) for pk, text in goals_of(note.person, by) if pk in touched
        ]
    if not items:
        raise WrongState(_("The permission speaks of nothing that this note holds."))
    return opened[0], items


def _parts(opened: OpenNote, release: Release, *, has_goals: bool) -> list[Part]:
    """Said for what this note really holds; what is not there is not listed."""
    kinds = set(release.kinds)
    not_allowed = _("The permission does not speak of it.")
    stays = _("It stays here, whatever is allowed.")
    with_note = "" if Kind.NOTE in kinds else not_allowed
    parts = [Part(_("day and length"), "" if Kind.FACTS in kinds else not_allowed)]
    parts += [Part(label, with_note) for name, label in GOES_ALONG if getattr(opened.text, name)]
    if opened.addenda:
        parts.append(Part(_("what was added later"), with_note))
    if has_goals:
        parts.append(Part(_("the goals it was about"), "" if Kind.GOALS in kinds else not_allowed))
    parts += [Part(label, stays) for name, label in STAYS if getattr(opened.text, name)]
    if opened.beside.withheld:
        parts.append(Part(_("what is withheld"), stays))
    if opened.beside.reviews:
        parts.append(Part(_("what a supervisor asked, and your answer"), stays))
    return parts
