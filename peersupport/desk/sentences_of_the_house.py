"""Changes of the house itself, and of its words for the language mirror, as sentences."""

from django.utils.translation import gettext as _

from peersupport.accounts.models import Language
from peersupport.rules.models import LanguageEntry
from supervision.models import HouseLine

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


def house_promise(change: Change, names: Names, who: str) -> Words:
    """What the house promises its peers. Its first row holds the defaults, which nobody chose."""
    if change.changed("signals_accepted_at"):
        return _("%(who)s put in writing that signals are no ground for discipline.") % {"who": who}, []
    labels = {
        "answer_days": _("Days until the office answers peers"),
        "room_text_months": _("Months after which words of the peer room delete themselves"),
    }
    details = [
        from_to(label, (change.then or {}).get(name), change.now[name])
        for name, label in labels.items()
        if change.label == "insert" or change.changed(name)
    ]
    return _("%(who)s said what the house promises its peers.") % {"who": who}, details


def house_line(change: Change, names: Names, who: str) -> Words:
    said = {"who": who, "topic": str(HouseLine.Topic(change.now["topic"]).label)}
    language = str(Language(change.now["language"]).label)
    words = _("%(who)s changed what the house says about boundaries: %(topic)s.") % said
    return words, [language, from_to(_("Words"), (change.then or {}).get("text"), change.now["text"])]
