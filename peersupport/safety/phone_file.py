"""The phone plan of every house, kept beside the database, so that a page can show it while none answers.

In the memory of this process as it was when it started, and in settings.PHONE_PLAN_FILE as it was last changed.
Numbers and words that the house says to everybody in it; nobody's name but those it wrote there itself.
"""

import json
import uuid
from pathlib import Path
from typing import Any

import structlog
from django.apps import apps
from django.conf import settings
from django.db import Error

log = structlog.get_logger(__name__)
Told = dict[str, list[dict[str, Any]]]
_kept: Told = {}


def write_down() -> bool:
    """Keep the plans anew, or leave those from before. Returns whether it went well: it is never in anybody's way."""
    try:
        told = _told()
        _kept.clear()
        _kept.update(told)
        if path := settings.PHONE_PLAN_FILE:
            _write(Path(path), told)
    except (OSError, Error) as error:
        log.warning("the phone plan could not be kept", reason=str(error))
        return False
    return True


def lines_without_database(agency_id: uuid.UUID | str | None, language: str) -> list[dict[str, str]]:
    """Number and words of a house as they were last kept: what an error page shows. Empty where nothing is known."""
    lines = _read().get(str(agency_id), [])
    return [{"number": one["number"], "words": in_language(one["words"], language)} for one in lines]


def _read() -> Told:
    """The file: another process may have written it since this one started."""
    if not (path := settings.PHONE_PLAN_FILE):
        return _kept
    try:
        found: Told = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return _kept
    return found


def _write(path: Path, told: Told) -> None:
    """As a whole or not at all: somebody may be reading it."""
    draft = path.with_name(f"{path.name}.{uuid.uuid4().hex}")
    draft.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    draft.replace(path)


def in_language(words: dict[str, str], language: str) -> str:
    return words.get(language) or next(iter(words.values()), "")


def _told() -> Told:
    found: Told = {}
    houses, plan = apps.get_model("accounts", "Agency"), apps.get_model("safety", "PhoneLine")
    for agency in houses.objects.exclude(on_call_phone=""):
        found[str(agency.pk)] = [{"number": agency.on_call_phone, "words": {}}]
    lines = plan.objects.filter(ended_at=None).order_by("agency", "place", "created_at", "pk")
    for line in lines:
        told = {"number": line.number, "words": line.words}
        found.setdefault(str(line.agency_id), []).append(told)
    return found
