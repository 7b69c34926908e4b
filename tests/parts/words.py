"""Words: a person's own, and those of the house."""

from typing import Any

from peersupport.people.services import add_word
from peersupport.rules.models import LanguageEntry
from peersupport.rules.services import set_language_entry

TABLE = """
# --- a person's words: theirs, and of who walks with them ----------------------------------------------------------
people:words                            GET   200 walking | 403 former clinical senior grant admin
people:words                            POST  422 walking | 403 former clinical senior grant admin
people:word_remove                      POST  go walking | 403 former clinical senior grant admin
my_record:words                         GET   200 people
my_record:words                         POST  422 people
my_record:word_remove                   POST  go person

# --- words of the house: its office ---------------------------------------------------------------------------------
desk:words                              GET   200 offices
desk:words                              POST  422 offices
desk:words_try                          POST  422 offices
desk:word_end                           POST  go admin blocked_admin
"""
FORMS: dict[str, dict[str, Any]] = {"desk:words": {"term": ""}, "desk:words_try": {}}
PLANTED = {"own_words": ["canary-my-word", "canary-never-word"]}
CANARIES = {"own_words": "author paired cover person"}
PAGES = {
    "peer": ["people:words person"],
    "admin": ["desk:words"],
    "new office": ["desk:words"],
    "person": ["my_record:words"],
    "new person": ["my_record:words"],
}
ELSEWHERE = {"people:word_remove", "my_record:word_remove", "desk:words_try", "desk:word_end"}
COUNTED = [("office", "GET", "desk:words", 8)]
CHANGED = {
    "what_a_house_points_at_has_a_reason": "UPDATE rules_languageentry SET why = '' WHERE change = 'add'",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_language_entry_a_term": ("rules_languageentry", "ended_at IS NULL", {}),
}


def entry(by: Any, term: str) -> LanguageEntry:
    return set_language_entry(
        language="en", term=term, change="add", suggestion="people", why="We say people here.", by=by
    )


def furnish(house: Any) -> dict[str, dict[str, Any]]:
    person, me = house.person, house.readers["person"]
    word = add_word(person=person, text="canary-my-word", use="mine", by=me)
    add_word(person=person, text="canary-never-word", use="never", by=me)
    return {
        "people:words": {"pk": person.pk},
        "people:word_remove": {"pk": person.pk, "word": word.pk},
        "my_record:word_remove": {"pk": word.pk},
        "desk:word_end": {"pk": entry(house.readers["admin"], "clients").pk},
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    users = world["users"]
    add_word(person=users["person"].person, text="survivor", use="mine", by=users["person"])
    add_word(person=users["person"].person, text="broken", use="never", by=users["person"])
    entry(users["admin"], "clients")
    set_language_entry(language="es", term="Casa Abierta", change="name", by=users["admin"])
    return {}


def crowd(crowd: Any) -> None:
    for number, person in enumerate(crowd.people):
        LanguageEntry.objects.create(
            agency_id=person.agency_id,
            language="en",
            term=f"word {number}",
            term_key=f"word {number}",
            change="off",
        )


def scene(person: Any, peer: Any) -> None:
    LanguageEntry.objects.create(
        agency_id=person.agency_id, language="en", term="clients", term_key="clients", change="add", why="x"
    )
