"""Whether a word that has everyday meanings is said of a person: "she is unstable", not "the wifi is unstable"."""

from .doer import Grammar
from .text import Text

REACH, FAR = 7, 12
PARTICLES = {"in", "up", "back", "home", "out"}
AND = {"and", "but", "then", "y", "pero"}


def of_person(text: Text, at: int, end: int, grammar: Grammar) -> bool:
    first, last = text.sentences[at]
    free = True  # no noun follows
    if end <= last and text.joined(end - 1):
        after = text.words[end]
        free = after in grammar["ends_phrase"].words or after.endswith("ly")
        if after in grammar["person"].words or (not free and after in grammar["conduct"].words):
            return True
    return free if at == first else said_of_person(text, at, first, grammar, free=free)


def said_of_person(text: Text, at: int, first: int, grammar: Grammar, *, free: bool) -> bool:
    """Leftwards over "very", "and", other adjectives, to a verb of being, and who stands before that."""
    for j in range(at - 1, max(first, at - REACH) - 1, -1):
        word = text.words[j]
        if j == at - 1 and word in grammar["person_first"].words:
            return True  # "un cliente agresivo": in Spanish the person comes first
        if word in PARTICLES and j > first and text.words[j - 1] in grammar["being"].words:
            continue  # "came in", "woke up"
        if word in grammar["clause"].words or word in grammar["not"].words:
            return False
        if word in grammar["being"].words:
            return (free or word in grammar["copula"].words) and is_person_before(text, j, first, grammar)
        if word in grammar["person_is"].words:
            return True
        bounded = word in grammar["stops_trait"].words and text.words[j + 1] not in grammar["a_bit"].words
        if bounded and (j < at - 1 or not free):
            return False
    return (
        free and at - first <= 2 and all(text.words[j] in grammar["adverb"].words for j in range(first, at))
    )


def is_person_before(text: Text, at: int, first: int, grammar: Grammar) -> bool:
    coordinated = False
    for j in range(at - 1, max(first, at - FAR) - 1, -1):
        word = text.words[j]
        if coordinated and not (word in grammar["they"].words or text.is_name(j)):
            continue
        if word in grammar["helping"].words or word in grammar["being"].words:
            continue
        if j in text.breaks and word not in grammar["they"].words and not text.is_name(j):
            return False
        if (
            word in grammar["they"].words
            or word in grammar["person"].words
            or word in grammar["person_is"].words
        ):
            return True
        if word in AND:
            coordinated = True  # "He got mad and was …"
            continue
        return text.is_name(j) and word not in grammar["not_a_name"].words
    return True  # "Was very agitated." without anybody
