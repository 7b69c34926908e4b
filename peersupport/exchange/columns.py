"""What a column of a file is, by its name: known ones in two languages, and those that never come in."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LEFT_OUT = ""
FIELDS: dict[str, dict[str, Promise]] = {
    "people": {
        "name": _("Name they chose"),
        "reference": _("Number in the old system"),
        "pronouns": _("Pronouns"),
        "language": _("Language"),
        "program": _("Program"),
        "phone": _("Phone"),
        "email": _("E-mail"),
        "may_text": _("Safe to text"),
        "may_call": _("Safe to call"),
    },
    "sessions": {
        "reference": _("The person’s number"),
        "name": _("The person’s name"),
        "peer": _("Peer"),
        "date": _("Day"),
        "start": _("Start"),
        "minutes": _("Minutes"),
        "way": _("Way of meeting"),
        "kinds": _("Kinds of support"),
        "state": _("What became of it"),
        "group": _("Group"),
    },
}
# One of each group has to be there.
NEEDED: dict[str, list[tuple[str, ...]]] = {
    "people": [("name",)],
    "sessions": [("reference", "name"), ("peer",), ("date",), ("minutes",)],
}
KNOWN: dict[str, dict[str, str]] = {
    "people": {
        "name": "name, chosen name, preferred name, nickname, first name, person, name they chose, nombre, "
        "nombre elegido, nombre preferido, nombre que eligio, apodo, nombre de pila, persona",
        "reference": "reference, ref, id, number, no, nr, record number, member number, old number, external id, "
        "number in the old system, referencia, numero, codigo, numero en el sistema anterior, numero de registro",
        "pronouns": "pronouns, pronombres, pronoun",
        "language": "language, lang, preferred language, idioma, lengua, idioma preferido",
        "program": "program, programme, programa",
        "phone": "phone, telephone, tel, mobile, mobile phone, cell, cell phone, phone number, telefono, "
        "celular, movil, numero de telefono",
        "email": "email, e mail, mail, email address, e mail address, correo, correo electronico, email personal",
        "may_text": "may text, ok to text, okay to text, can text, texting ok, safe to text, sms ok, "
        "puede recibir mensajes, se puede enviar mensajes, mensajes ok, seguro enviar mensajes",
        "may_call": "may call, ok to call, okay to call, can call, safe to call, calls ok, "
        "puede recibir llamadas, se puede llamar, llamadas ok, seguro llamar",
    },
    "sessions": {
        "reference": "reference, ref, person reference, person id, person number, member number, old number, "
        "the person s number, referencia, numero, numero de la persona, codigo",
        "name": "name, person, person name, chosen name, the person s name, with, nombre, persona, "
        "nombre de la persona, con",
        "peer": "peer, peer email, peer e mail, staff, staff email, worker, worker email, peer specialist, "
        "par, correo del par, especialista, personal",
        "date": "date, day, session date, meeting date, date of meeting, fecha, dia, fecha del encuentro",
        "start": "start, start time, time, from, begin, began, starts, inicio, hora, hora de inicio, desde, comienzo",
        "minutes": "minutes, min, mins, length, duration, how long, duracion, minutos, tiempo",
        "way": "way, way of meeting, how, mode, method, manera, como, modo, forma, forma de encuentro",
        "kinds": "kinds, kinds of support, kind, support, type, types, type of support, tipo, tipos, "
        "tipos de apoyo, apoyo, clase",
        "state": "state, status, what became of it, outcome, estado, que paso",
        "group": "group, group name, name of the group, grupo, nombre del grupo",
    },
}
# Found anywhere in the name of a column. What somebody wrote about somebody comes in with that person's yes, or never.
NARRATIVE = (
    "note", "narrat", "summary", "summari", "comment", "remark", "observ", "goal", "objective", "diagnos", "assess",
    "symptom", "history", "journal", "diary", "story", "description", "detail", "progress", "plan", "treatment",
    "medicat", "medicine", "trauma", "crisis", "risk", "concern", "incident", "free text", "freetext", "message",
    "content", "topic", "discussed", "reflection", "what we talked", "reason", "memo", "substance", "relapse",
    "nota", "resumen", "comentario", "objetivo", "sintoma", "historia", "diario", "relato", "descripcion", "detalle",
    "progreso", "tratamiento", "medicamento", "medicina", "riesgo", "incidente", "texto", "contenido", "tema",
    "hablamos", "reflexion", "motivo", "evaluacion", "sustancia", "recaida", "apunte", "anotacion", "preocupacion",
)  # fmt: skip
NARRATIVE_WORDS = frozenset({"meta", "metas", "text", "plan", "planes", "words", "palabras", "memo"})
# Kept by no part of this product.
NEVER = (
    "legal name", "last name", "surname", "family name", "maiden", "birth", "dob", "date of b", "age", "ssn",
    "social security", "insurance", "medicaid", "medicare", "passport", "tax", "race", "ethnic", "religion", "gender",
    "sex", "immigration", "nombre legal", "apellido", "nacimiento", "edad", "seguro social", "seguridad social",
    "aseguranza", "pasaporte", "raza", "etnia", "etnicidad", "genero", "sexo", "inmigracion", "migratori",
)  # fmt: skip
# Short ones only as whole words: "age" stands in "language", "sex" in "Essex".
WHOLE_WORDS = frozenset({"age", "dob", "ssn", "tax", "race", "sex", "edad", "raza", "birth", "tema", "plan"})


def plain(name: str) -> str:
    """The name of a column in small letters without marks or signs."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    )
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare).casefold()
    return " ".join(re.findall(r"[^\W_]+", split))


def refused(header: Sequence[str], kind: str) -> tuple[list[str], list[str]]:
    """Names of columns that hold what somebody wrote about somebody, and of those nobody here keeps."""
    header = [name for name, field in zip(header, guessed(header, kind), strict=True) if not field]
    words = [name for name in header if _speaks_of(plain(name), NARRATIVE, NARRATIVE_WORDS)]
    never = [name for name in header if name not in words and _speaks_of(plain(name), NEVER, frozenset())]
    return words, never


def _speaks_of(name: str, parts: Sequence[str], whole: frozenset[str]) -> bool:
    words = set(name.split())
    if words & whole:
        return True
    joined = name.replace(" ", "")
    return any(
        part in words or (part + "s") in words
        if part in WHOLE_WORDS
        else part in name or part.replace(" ", "") in joined
        for part in parts
    )


def guessed(header: Sequence[str], kind: str) -> list[str]:
    """A field for each column whose name is known, each field once; LEFT_OUT for the others."""
    known, found = _known(kind), list[str]()
    for name in header:
        field = known.get(plain(name), LEFT_OUT)
        found.append(LEFT_OUT if field in found else field)
    return found


@cache
def _known(kind: str) -> dict[str, str]:
    """Names that mean a field: the table above, and our own labels in every language, as our lists carry them."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found |= {plain(str(label)): field for field, label in FIELDS[kind].items()}
    return found | {word.strip(): field for field, words in KNOWN[kind].items() for word in words.split(",")}


def missing(columns: Sequence[str], kind: str) -> list[str]:
    """Labels of what every file of this kind has to have."""
    return [
        str(FIELDS[kind][group[0]]) for group in NEEDED[kind] if not any(field in columns for field in group)
    ]
