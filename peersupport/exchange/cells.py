"""What stands in one cell, read in every way that spreadsheets and people write it. Each raises Unreadable."""

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from functools import cache

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext as _

from peersupport.people import languages

from .columns import plain
from .tables import shortened

EXCEL_START = date(1899, 12, 30)
EXCEL_DAYS = range(36_526, 73_051)  # 2000 to 2099
YES = {"yes", "y", "true", "1", "x", "ok", "si", "s", "verdadero", "on"}
NO = {"", "no", "n", "false", "0", "falso", "off"}
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?:[:.]\d{2}(?:\.\d+)?)?\s*h?\s*([ap])?\.?\s?(?(3)m)?\.?")
WHICH = re.compile(r"\s+\(?(first|1st|1|primera|primero|second|2nd|2|segunda|segundo)\)?$")
SECOND = {"second", "2nd", "2", "segunda", "segundo"}
LENGTH = re.compile(
    r"(?:(\d{1,2})\s*(?:h|hr|hrs|hour|hours|hora|horas)\.?)?\s*(?:(\d{1,4})\s*(?:m|min|mins|minutes|minutos)?\.?)?"
)
DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")
FORMULA = ("=", "+", "-", "@")


class Unreadable(Exception):
    """The text is a plain sentence for the list of what to mend."""


class WhichIsFirst(Exception):
    """1/2/2026: nobody said yet whether day or month stands first."""


def day(text: str, *, day_first: bool | None) -> date:
    """Raises WhichIsFirst where that is asked for and not known."""
    text = text.strip()
    try:
        if found := YEAR_FIRST.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := YEAR_LAST.fullmatch(text):
            return _year_last(found, day_first)
        if (number := _number(text)) is not None and int(number) in EXCEL_DAYS:
            return EXCEL_START + timedelta(days=int(number))
    except ValueError:
        pass
    raise Unreadable(
        _("“%(text)s” is no day of the calendar. Please write it like 2026-11-20.")
        % {"text": shortened(text)}
    )


def _year_last(found: re.Match[str], day_first: bool | None) -> date:
    first, sign, second, year = found.groups()
    if sign == ".":
        day_first = True
    if day_first is None:
        raise WhichIsFirst
    month, number = (second, first) if day_first else (first, second)
    return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(number))


def may_be(text: str) -> tuple[bool, bool] | None:
    """Whether it may be read day first, and month first; None where that is no question."""
    found = YEAR_LAST.fullmatch(text.strip().split(" ")[0])
    if not found or found[2] == ".":
        return None
    return int(found[1]) <= 31 and int(found[3]) <= 12, int(found[1]) <= 12 and int(found[3]) <= 31


def day_and_clock(text: str) -> tuple[str, str]:
    """The two parts of a cell that holds both, such as 2026-01-02T14:30 or 45292.604."""
    number = _number(text.strip())
    if number is not None and number > 1:
        return str(int(number)), str(number % 1) if number % 1 else ""
    parts = re.split(r"[T ]\s*", text.strip(), maxsplit=1)
    return (parts[0], parts[1]) if len(parts) == 2 else (text, "")


def clock(text: str) -> tuple[time, int | None]:
    """The time, and which of two it is (0 or 1), said behind it where the clocks show it twice."""
    text = text.strip().casefold()
    which = WHICH.search(text)
    bare = text[: which.start()] if which else text
    fold = int(which[1] in SECOND) if which else None
    number = _number(bare)
    if number is not None and 0 <= number < 1 and re.search(r"[.,]", bare):
        minutes = round(number * 24 * 60)
        return time(minutes // 60 % 24, minutes % 60), fold
    found = CLOCK.fullmatch(
        bare.replace("a. m.", "am").replace("p. m.", "pm").replace("a.m.", "am").replace("p.m.", "pm")
    )
    if found and (found[2] or found[3]):
        hour = int(found[1])
        if found[3]:
            hour = hour % 12 + (12 if found[3] == "p" else 0) if 1 <= hour <= 12 else 99
        if hour < 24 and int(found[2] or 0) < 60:
            return time(hour, int(found[2] or 0)), fold
    raise Unreadable(
        _("“%(text)s” is no time of the day. Please write it like 14:30.") % {"text": shortened(text)}
    )


def minutes(text: str) -> int:
    text = text.strip().casefold()
    number = _number(text)
    if found := re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", text):
        return int(found[1]) * 60 + int(found[2])
    if number is not None and number == int(number):
        return int(number)
    if number is not None and number < 1:
        return round(number * 24 * 60)  # Excel keeps a length as a part of a day
    found = LENGTH.fullmatch(text)
    if found and (found[1] or found[2]):
        return int(found[1] or 0) * 60 + int(found[2] or 0)
    raise Unreadable(
        _("“%(text)s” is no length. Please write it in minutes, like 45.") % {"text": shortened(text)}
    )


def _number(text: str) -> float | None:
    return float(text.replace(",", ".")) if len(text) < 20 and DECIMAL.fullmatch(text) else None


def yes(text: str) -> bool:
    bare = plain(text)
    if bare in YES or bare in NO:
        return bare in YES
    raise Unreadable(_("“%(text)s” is neither yes nor no.") % {"text": shortened(text)})


def language(text: str, *, otherwise: str) -> str:
    if not text:
        return otherwise
    if code := _languages().get(plain(text)) or _languages().get(text.strip().casefold()):
        return code
    raise Unreadable(
        _("“%(text)s” is no language that is known here. A code such as en or es works too.")
        % {"text": shortened(text)}
    )


@cache
def _languages() -> dict[str, str]:
    found = {}
    for code, own_name in languages.NAMES.items():
        info = LANG_INFO.get(code, {})
        for name in (code, own_name, info.get("name", code), info.get("name_local", code)):
            found.setdefault(plain(name), code)
            found.setdefault(name.casefold(), code)
    return found | {"ingles": "en", "espanol": "es"}


def code_of(text: str, choices: type[TextChoices]) -> str:
    """The code that a code or a label in any of our languages stands for; "" for nothing."""
    if not text:
        return ""
    found = _codes(choices).get(plain(text))
    if found is None:
        raise Unreadable(_not_among(text, choices))
    return found


def codes_of(text: str, choices: type[TextChoices]) -> list[str]:
    parts = [part.strip() for part in re.split(r"[;|+/\n]", text) if part.strip()]
    return sorted(
        {code_of(part, choices) for part in (parts if len(parts) > 1 else _by_commas(text, choices))}
    )


def _by_commas(text: str, choices: type[TextChoices]) -> Iterable[str]:
    whole = text.strip()
    return (
        [whole]
        if plain(whole) in _codes(choices)
        else [part.strip() for part in whole.split(",") if part.strip()]
    )


def _not_among(text: str, choices: type[TextChoices]) -> str:
    labels = ", ".join(str(label) for label in choices.labels)
    return _("“%(text)s” is none of these: %(labels)s.") % {"text": shortened(text), "labels": labels}


@cache
def _codes(choices: type[TextChoices]) -> dict[str, str]:
    found = {plain(value): value for value in choices.values}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found |= {plain(str(label)): value for value, label in choices.choices}
    return found


def refuse_formula(text: str) -> str:
    """Raises Unreadable for what a spreadsheet would take for a formula."""
    if text.startswith(FORMULA):
        raise Unreadable(
            _("“%(text)s” begins like a formula of a spreadsheet. Please begin it with a letter.")
            % {"text": shortened(text)}
        )
    return text
