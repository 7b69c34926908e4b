"""What the hints of the language mirror take into account while somebody writes about people."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from peersupport.accounts.models import Language, User
from peersupport.audit.services import Purpose, reading
from peersupport.language import Flag, check
from peersupport.people.models import LeaveOut, PersonWord, SupportedPerson
from peersupport.rules.models import LanguageEntry

KINDS: tuple[type[LeaveOut], type[PersonWord]] = (LeaveOut, PersonWord)
# Fields of a note that hints are given about. Never those of the person's own words.
HINTED = ("text", "agenda", "next_step", "taken_along")


@dataclass(frozen=True)
class Told:
    """One hint, and the words it is about."""

    words: str
    flag: Flag


@dataclass(frozen=True)
class Asked:
    """What one person asked of whoever writes about them."""

    own: list[str] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Hints:
    """Per person what they asked for, and per language what the house set. Results are the writer's: kept nowhere."""

    people: dict[uuid.UUID, Asked]
    house: dict[str, list[dict[str, str]]]

    @property
    def as_json(self) -> str:
        people = {str(person): vars(asked) for person, asked in self.people.items()}
        return json.dumps({"people": people, "house": self.house})

    def about(self, person: SupportedPerson) -> Asked:
        return self.people.get(person.pk, Asked())

    def told(self, text: str, language: str, person: SupportedPerson) -> list[Told]:
        """What the page would say about this text, for whoever has no script."""
        asked = self.about(person)
        flags = check(
            text,
            language,
            own_words=asked.own,
            never=asked.never,
            left_out=asked.left_out,
            house=self.house.get(language, ()),
            also=("privacy",),
        )
        return [Told(text[flag.start : flag.end], flag) for flag in flags]


def hints_for(people: Iterable[SupportedPerson], *, by: User, via: str = "paired") -> Hints:
    """Whoever is about to write reads what these people asked for, and leaves a trace with each who asked something.

    Of people they no longer walk with they learn nothing here, though they may still add to what they wrote.
    """
    wanted = [person.pk for person in people]
    walking = SupportedPerson.objects.paired_with(by).filter(pk__in=wanted).exclude(blocks__user=by)
    # Most people asked nothing: one question to find that out.
    asked = walking.order_by().values_list(
        "pk", *(Exists(kind.objects.filter(person=OuterRef("pk"))) for kind in KINDS)
    )
    who = {pk: kinds for pk, *kinds in asked}
    rows: list[LeaveOut | PersonWord] = []
    for place, kind in enumerate(KINDS):
        if some := [pk for pk, kinds in who.items() if kinds[place]]:
            rows += kind.objects.filter(person__in=some).order_by("created_at", "pk")
    found = {pk: Asked() for pk in wanted}
    if rows:
        with reading(by=by, purpose=Purpose.OWN_WORK, via=via) as handle:
            for opened in handle.open_all(rows):
                _list_of(found[opened.row.person_id], opened.row).append(opened.text)
    return Hints(people=found, house=house_words(by))


def _list_of(asked: Asked, row: LeaveOut | PersonWord) -> list[str]:
    if isinstance(row, LeaveOut):
        return asked.left_out
    return asked.own if row.use == PersonWord.Use.MINE else asked.never


def house_words(user: User) -> dict[str, list[dict[str, str]]]:
    """What the house of a user set, per language."""
    found: dict[str, list[dict[str, str]]] = {language: [] for language in Language.values}
    for entry in LanguageEntry.objects.for_mirror(user.agency_id):
        found[entry.pop("language")].append(entry)
    return found
