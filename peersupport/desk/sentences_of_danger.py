"""Changes of what the house keeps ready for when somebody is in danger, as sentences."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peersupport.safety.models import ReportingDuty, YesNoAsk

from .sentence_parts import Change, Names, Values, Words, from_to


def named(change: Change, names: Names, who: str) -> Words:
    said = {"who": who, "name": names.user(change.now.get("user_id"))}
    if change.now.get("ended_at"):
        return _("%(who)s ended that %(name)s may be on call.") % said, []
    return _("%(who)s named somebody who may be on call: %(name)s.") % said, []


def phone_line(change: Change, names: Names, who: str) -> Words:
    said = {"who": who, "number": change.now["number"]}
    words = [_in_words(change.now["words"])] if change.now.get("words") else []
    if change.now.get("ended_at"):
        return _("%(who)s took %(number)s off the phone plan.") % said, words
    if change.label == "insert":
        return _("%(who)s put %(number)s into the phone plan.") % said, words
    return _("%(who)s changed the order of the phone plan: %(number)s.") % said, words


def wider_help(change: Change, names: Names, who: str) -> Words:
    said = {"who": who, "name": _in_words(change.now["names"])}
    if change.now.get("ended_at"):
        return _("%(who)s took “%(name)s” off the list of wider help.") % said, []
    if change.label == "insert":
        return _("%(who)s put “%(name)s” on the list of wider help.") % said, _what_may_come(change.now)
    details = [
        from_to(label, _value(name, change.then or {}, names), _value(name, change.now, names))
        for name, label in _help_labels().items()
        if change.changed(name)
    ]
    return _("%(who)s changed “%(name)s” in the list of wider help.") % said, details


def _help_labels() -> dict[str, str]:
    return {
        "names": _("What it is"),
        "hours": _("When"),
        "who_comes": _("Who comes"),
        "sends_police": _("May send police"),
        "may_force": _("May take somebody along against their will"),
        "number": _("Number"),
        "languages": _("Languages"),
        "program_id": _("Shown in"),
        "place": _("Place in the list"),
        "is_emergency": _("Emergency services"),
        "checked_on": _("Called and asked on"),
        "starts_on": _("Shown from"),
        "ends_on": _("Last day"),
    }


def _what_may_come(values: Values) -> list[str]:
    labels = _help_labels()
    return [
        from_to(labels[name], None, str(YesNoAsk(values[name]).label))
        for name in ("sends_police", "may_force")
    ]


def _value(name: str, values: Values, names: Names) -> Any:
    value = values.get(name)
    if name == "program_id":
        return names.program(value) or _("the whole house")
    if name in {"checked_on", "starts_on", "ends_on"} and value:
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    if name in {"sends_police", "may_force"} and value:
        return str(YesNoAsk(value).label)
    if isinstance(value, dict):
        return _in_words(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(value) if isinstance(value, list) else value


def _in_words(words: dict[str, str]) -> str:
    return words.get(get_language() or "en") or next(iter(words.values()), "")


def duty(change: Change, names: Names, who: str) -> Words:
    said = {
        "who": who,
        "what": str(ReportingDuty.Category(change.now["category"]).label),
        "day": date_format(date.fromisoformat(change.now["starts_on"]), "DATE_FORMAT"),
    }
    answer = str(ReportingDuty.Must(change.now["must_report"]).label)
    return _("%(who)s wrote down what must be reported from %(day)s on: %(what)s.") % said, [answer]
