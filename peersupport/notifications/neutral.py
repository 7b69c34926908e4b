"""Words that a message must not contain: they say why somebody is written to. Looked for in both languages at once,
whoever reads the phone may know either."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Beginnings of words, in small letters and without marks.
BEGINNINGS = (
    "abus", "addict", "adicc", "adict", "agenc", "alcohol", "ansiedad", "anxi", "appoint", "bipolar",
    "center", "centro", "certif", "cita", "clean and sober", "clinic", "counsel", "consejer", "consent",
    "crisis", "depres", "detox", "diagnos", "doctor", "dosis", "dose", "drog", "drug", "enferm", "health",
    "hospital", "medic", "mental", "metadon", "methadon", "nurse", "overdos", "pacient", "patient",
    "peer", "pares", "program", "psic", "psiq", "psych", "recover", "recuper", "rehab", "salud", "schizo",
    "esquizo", "servic", "session", "sesion", "sober", "sobri", "social work", "specialist",
    "especialista", "substance", "suicid", "sustancia", "support", "apoyo", "terap", "therap",
    "trabajadora social", "trastorno", "trauma", "treatment", "tratamiento", "vih", "hiv",
)  # fmt: skip
PATTERN = re.compile(r"\b(" + "|".join(re.escape(word) for word in BEGINNINGS) + r")\w*")


def says_nothing(text: str) -> None:
    """A form's validator. Raises ValidationError."""
    if word := telling_word(text):
        raise ValidationError(
            _("“%(word)s” may tell whoever sees the phone what this is about. Please choose other words.")
            % {"word": word}
        )


def telling_word(text: str, *names: str) -> str:
    """The first word of `text` that says too much, "" when none does. names: of the house and its programs."""
    plain = _plain(text)
    for name in names:
        if name and re.search(rf"\b{re.escape(_plain(name))}\b", plain):
            return name
    found = PATTERN.search(plain)
    return found.group(0) if found else ""


def _plain(text: str) -> str:
    """Small letters without marks, and without what is put between letters to hide a word."""
    split = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(
        sign for sign in split if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf"
    )
    return " ".join(kept.split())
