"""What people may type. Names and words are kept exactly as written (NFC); only what would break or deceive is refused.

Refused: control characters, lone surrogates, and the marks that turn the direction of writing round unseen.
Kept: apostrophes, every script, joiners inside emoji and names. Nobody's input is cut off: no `maxlength`
on the controls, a sentence instead.
"""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

LINE_AT_MOST = 200
TEXT_AT_MOST = 20_000

OVERRIDES = frozenset("\u202d\u202e")
DIRECTION_MARKS = OVERRIDES | frozenset("\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
LINE_BREAKS = frozenset("\u2028\u2029")
UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")

CONTROL = _("There is a hidden control character in here. Please type it again without copying it.")
ONE_LINE = _("Please keep this to one line.")
BROKEN = _("One character in here is broken and can't be stored. Please type it again.")
TURNED = _("There is a hidden mark in here that turns the direction of writing. Please type it again.")
EMPTY = _("Please write something here.")
TOO_LONG = ngettext_lazy(
    "Please use at most %(most)d character. These are %(count)d.",
    "Please use at most %(most)d characters. These are %(count)d.",
    "most",
)


def is_blank(value: str) -> bool:
    """Whether nothing in it can be seen."""
    return all(
        unicodedata.category(letter) in UNSEEN_CATEGORIES or letter in BLANK_LETTERS for letter in value
    )


def clean_line(value: str, *, most: int = LINE_AT_MOST) -> str:
    """One line as it will be stored: NFC, trimmed, "" when nothing in it is visible. Raises ValidationError."""
    value = value.strip()
    if LINE_BREAKS & set(value) or "\n" in value or "\r" in value:
        raise ValidationError(ONE_LINE, code="one_line")
    if DIRECTION_MARKS & set(value):
        raise ValidationError(TURNED, code="direction")
    return _clean(value, most=most, allowed="")


def clean_text(value: str, *, most: int = TEXT_AT_MOST) -> str:
    """Several lines as they will be stored: like clean_line(), line ends as \\n. Raises ValidationError."""
    value = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if OVERRIDES & set(value):
        raise ValidationError(TURNED, code="direction")
    return _clean(value, most=most, allowed="\n\t")


def _clean(value: str, *, most: int, allowed: str) -> str:
    categories = {unicodedata.category(letter) for letter in set(value) - set(allowed)}
    if "Cs" in categories:
        raise ValidationError(BROKEN, code="surrogate")
    if "Cc" in categories:
        raise ValidationError(CONTROL, code="control")
    value = unicodedata.normalize("NFC", value)
    if len(value) > most:
        raise ValidationError(TOO_LONG, code="too_long", params={"most": most, "count": len(value)})
    return "" if is_blank(value) else value


class LineField(forms.CharField):
    """One line of text. `most` instead of max_length: longer input gets a sentence, not scissors."""

    default_error_messages = {"required": EMPTY}

    def __init__(self, *, most: int = LINE_AT_MOST, **kwargs: Any) -> None:
        self.most = most
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value if value in self.empty_values else clean_line(value, most=self.most)


class TextField(forms.CharField):
    """Several lines of text. `most` instead of max_length, as in LineField."""

    widget = forms.Textarea
    default_error_messages = {"required": EMPTY}

    def __init__(self, *, most: int = TEXT_AT_MOST, **kwargs: Any) -> None:
        self.most = most
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value if value in self.empty_values else clean_text(value, most=self.most)
