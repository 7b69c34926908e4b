"""What somebody can put into something that goes out: only what they may read themselves, piece by piece."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consent.models import Kind
from consent.outgoing import Item
from peersupport.accounts.models import User
from peersupport.audit.services import Purpose, reading
from peersupport.people.models import SupportedPerson
from sessions_app.local_time import to_local
from sessions_app.models import Goal, SessionNote, SupportSession
from sessions_app.plan import Reader
from sessions_app.querysets import SessionFilter
from sessions_app.reading import OpenNote, open_notes

MEETINGS_AT_MOST = 60
THEIRS = (Goal.State.MINE, Goal.State.REACHED)
# What goes out by a limit or a ground of the law is as little as possible.
LEAST = (Kind.FACTS, Kind.WORDS)


@dataclass(frozen=True)
class Picked:
    """What was chosen on the form, by id; the words are typed."""

    facts: tuple[uuid.UUID, ...] = ()
    note: uuid.UUID | None = None
    goals: tuple[uuid.UUID, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class OnOffer:
    """What there is to choose from: (id, label), empty for what is not asked for."""

    facts: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    goals: list[tuple[str, str]] = field(default_factory=list)


def on_offer(person: SupportedPerson, kinds: Iterable[str], *, by: User) -> OnOffer:
    """For the acting principal, who is `by`. Opening goals leaves a trace."""
    kinds = set(kinds)
    met = _meetings(person) if kinds & {Kind.FACTS, Kind.NOTE} else []
    return OnOffer(
        facts=[(str(one.pk), _meeting_line(one)) for one in met] if Kind.FACTS in kinds else [],
        notes=_notes(met) if Kind.NOTE in kinds else [],
        goals=[(str(pk), text) for pk, text in goals_of(person, by)] if Kind.GOALS in kinds else [],
    )


def gather(person: SupportedPerson, picked: Picked, *, by: User) -> list[Item]:
    """The finished pieces. What the acting principal may not read is not among them."""
    met = {one.pk: one for one in _meetings(person)} if picked.facts or picked.note else {}
    items = [
        facts_item(met[pk]) for pk in sorted(set(picked.facts) & met.keys(), key=lambda pk: met[pk].starts_at)
    ]
    if picked.note in met:
        items += [note_item(note, met[picked.note]) for note in _own_notes(met[picked.note], person, by)]
    if picked.goals:
        items += [
            Item(Kind.GOALS, pk, _("Goal"), text) for pk, text in goals_of(person, by) if pk in picked.goals
        ]
    if picked.words.strip():
        items.append(Item(Kind.WORDS, None, _("Written for this"), picked.words.strip()))
    return items


def _meetings(person: SupportedPerson) -> list[Any]:
    only = SessionFilter(person_id=person.pk, state=SupportSession.State.COMPLETED)
    return SupportSession.objects.all().newest(only=only, limit=MEETINGS_AT_MOST)


def _notes(met: list[Any]) -> list[tuple[str, str]]:
    return [(str(one.pk), _day(one)) for one in met if one.has_note and one.note_opens]


def _own_notes(session: Any, person: SupportedPerson, by: User) -> list[OpenNote]:
    """The note about this person alone, also where several were there, as others have it: without what is set aside."""
    mine = SessionNote.objects.filter(session=session.pk, person=person).values_list("pk", flat=True).first()
    if mine is None:
        return []
    return open_notes(session, by=by, purpose=purpose_of(by), only=mine, for_others=True)


def purpose_of(by: User) -> Purpose:
    return Purpose.OWN_RECORD if by.kind == User.Kind.PERSON else Purpose.OWN_WORK


def goals_of(person: SupportedPerson, by: User) -> list[tuple[uuid.UUID, str]]:
    rows = [row for row in Goal.objects.readable(person.pk) if row.state in THEIRS]
    if not rows:
        return []
    rows.sort(key=lambda row: (row.created_at, row.pk))
    with reading(by=by, purpose=purpose_of(by), via=Reader.of(by, person).via(rows)) as handle:
        return [(item.row.pk, item.text) for item in handle.open_all(rows)]


def facts_item(session: Any) -> Item:
    return Item(Kind.FACTS, session.pk, _day(session), _length(session))


def note_item(opened: OpenNote, session: Any) -> Item:
    """Both voices, what was added later and what the person says to it, each with whose it is."""
    text = opened.text
    parts = [
        *((_("They see it differently"), answer.words or "–") for answer in opened.voice.standing),
        (_("What we talked about"), text.agenda),
        (_("Written by the peer"), text.text),
        (_("In their own words"), text.own_words),
        (_("Next step"), text.next_step),
        *((_("Added on %(day)s") % {"day": added.day}, added.text) for added in opened.addenda),
        *_said_to_it(opened),
    ]
    words = "\n".join(f"{label}: {said}" for label, said in parts if said)
    title = _("Note of %(day)s") % {"day": _day(session)}
    return Item(Kind.NOTE, opened.note.pk, title, words)


def _said_to_it(opened: OpenNote) -> Iterator[tuple[str, str]]:
    """Answers of the person that stand, and what was replied."""
    for answer in opened.voice.answers:
        if answer.is_taken_back:
            continue
        day = date_format(answer.row.at, "DATE_FORMAT")
        said = f"“{answer.kind}” {answer.words}".strip()
        yield _("They said to it on %(day)s") % {"day": day}, said
        if answer.reply:
            yield answer.reply.author.name, answer.reply.text or _("I read it. Thank you.")


def _meeting_line(session: Any) -> str:
    return f"{_day(session)} · {_length(session)}"


def _day(session: Any) -> str:
    return date_format(to_local(session.starts_at, session.time_zone), "DATE_FORMAT")


def _length(session: Any) -> str:
    lasted = ngettext("%(count)d minute", "%(count)d minutes", session.minutes) % {"count": session.minutes}
    return f"{lasted}, {session.get_way_display()}" if session.way else lasted
