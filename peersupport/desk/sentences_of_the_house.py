"""Changes of the house itself, and of its words for the language mirror, as sentences."""

from django.utils.translation import gettext as _

from peersupport.accounts.models import Language
from peersupport.rules.models import LanguageEntry

from .sentence_parts import Change, Names, Values, Words, from_to


def house(change: Change, names: Names, who: str) -> Words:
    if change.label == "insert":
        return _("%(who)s opened this house.") % {"who": who}, []
    details = [
        from_to(label, _house_value(name, change.then), _house_value(name, change.now))
        for name, label in _house_labels().items()
        if change.changed(name)
    ]
    return _("%(who)s changed the settings of the house.") % {"who": who}, details


def _house_labels() -> dict[str, str]:
    return {
        "name": _("Name of the house"),
        "neutral_name": _("Neutral name"),
        "time_zone": _("Time zone"),
        "languages": _("Languages"),
        "quick_exit_url": _("Where “Leave quickly” goes"),
        "on_call_phone": _("Who answers at night"),
        "brings_bills": _("Somebody pays for each meeting"),
        "keeps_names": _("Names are kept"),
    }


def _house_value(name: str, values: Values | None) -> str:
    value = (values or {}).get(name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(Language(one).label) for one in value)
    return str(value or _("nobody") if name == "on_call_phone" else value or "")


def language_entry(change: Change, names: Names, who: str) -> Words:
    said = {"who": who, "word": change.now.get("term", "")}
    language = str(Language(change.now["language"]).label)
    if change.now.get("ended_at"):
        return _("%(who)s took “%(word)s” off the words of the house.") % said, [language]
    kind = str(LanguageEntry.Change(change.now["change"]).label)
    return _("%(who)s set how hints speak of “%(word)s”.") % said, [language, kind]
