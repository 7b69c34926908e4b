"""Rows that are people: read, looked up, and made into what the service of the people takes."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from peersupport.accounts.models import Program
from peersupport.core.errors import DomainError
from peersupport.core.names import name_key
from peersupport.exchange import cells
from peersupport.exchange.columns import plain
from peersupport.exchange.models import Brings, ImportedRow, ImportRun
from peersupport.exchange.seen import Seen, short
from peersupport.exchange.tables import shortened
from peersupport.people.models import SupportedPerson
from peersupport.people.queries import programs_for
from peersupport.people.reach import phone_digits
from peersupport.people.services import NewPerson, unsaved_person

from .fingerprints import fingerprint, of_reference
from .outcomes import Cells, New, Outcome, Problem, Same

FIELD_OF = {"chosen_name": "name"}


class PeopleRows:
    def __init__(self, run: ImportRun) -> None:
        self.by, self.run, self.seen = run.started_by, run, Seen()
        self.language = self.by.agency.languages[0] if self.by.agency.languages else "en"
        programs = list(programs_for(self.by).exclude(level=Program.Level.NONE))
        self.only_program = programs[0] if len(programs) == 1 else None
        self.programs = {plain(name): program for program in programs for name in _names(program)}

    def sift(self, rows: Iterable[Cells]) -> Iterator[Outcome]:
        """Outcomes of up to a thousand rows, with as many queries for all of them as for one."""
        read = [(self._read(row), as_id(row["reference"])) for row in rows]
        fresh = [one for one, _own in read if isinstance(one, New)]
        here = ImportedRow.objects.targets(
            self.by.agency_id, Brings.PEOPLE, [one.fingerprint for one in fresh]
        )
        reached = SupportedPerson.objects.reached_by(self.by)
        asked = [own for _one, own in read if own is not None]
        ours = set(reached.filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
        keys = {name_key(one.item.chosen_name) for one in fresh}
        named = set(reached.listed().filter(name_key__in=keys).values_list("name_key", flat=True))
        for one, own in read:
            if not isinstance(one, New):
                yield one
            elif one.fingerprint in here or own in ours:
                yield Same()
            else:
                yield replace(one, is_namesake=name_key(one.item.chosen_name) in named)

    def _read(self, row: Cells) -> Outcome:
        field = "name"
        try:
            name = cells.refuse_formula(row["name"])
            if not name:
                raise cells.Unreadable(_("A name is missing here. A first name or a nickname is enough."))
            field = "pronouns"
            pronouns = cells.refuse_formula(row["pronouns"])
            field = "language"
            language = cells.language(row["language"], otherwise=self.language)
            field = "program"
            program = self._program(row["program"])
            contact: dict[str, Any] = {"phone": row["phone"], "email": row["email"]}
            for field in ("may_text", "may_call"):
                contact[field] = cells.yes(row[field])
            new = NewPerson(uuid.uuid4(), program, name, pronouns, language, contact)
            unsaved_person(new=new, by=self.by)
        except cells.Unreadable as error:
            return Problem(row.line, field, str(error))
        except DomainError as error:
            return Problem(row.line, FIELD_OF.get(error.field or "", error.field or ""), str(error))
        return self._once(row, new)

    def _once(self, row: Cells, new: NewPerson) -> Outcome:
        """A number tells people apart; without one, everything that is said about them."""
        said = "\x1f".join(
            map(
                str,
                (
                    name_key(new.chosen_name),
                    phone_digits(row["phone"]),
                    row["email"].casefold(),
                    new.program.pk,
                ),
            )
        )
        reference = row["reference"]
        key = of_reference(reference) if reference else fingerprint(said, purpose="people")
        before = self.seen.before(int(key[:16], 16) | 1, short(said))
        if before is not None and before != short(said):
            sentence = _("The number “%(number)s” stands in a row above as well, with something else.")
            return Problem(row.line, "reference", sentence % {"number": shortened(reference)})
        if before is not None:
            return Same()
        return New(row.line, key, new.id, new)

    def _program(self, name: str) -> Program:
        program = self.programs.get(plain(name)) if name else self.run.program or self.only_program
        if program is None:
            names = ", ".join(sorted({one.name for one in self.programs.values()}))
            raise cells.Unreadable(
                _("“%(text)s” is none of these: %(labels)s.") % {"text": shortened(name), "labels": names}
            )
        return program


def _names(program: Program) -> Iterator[str]:
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            yield program.name


def as_id(text: str) -> uuid.UUID | None:
    """The key of somebody who came out of this house's own list."""
    try:
        return uuid.UUID(text) if len(text) == 36 else None
    except ValueError:
        return None
