"""Whether a word that has everyday meanings is said of a person: "she is unstable", not "the wifi is unstable"."""

from .doer import Grammar, breaks
from .text import Text

REACH, FAR = 7, 12
AND = {"and", "but", "then", "y", "pero"}


def of_person(text: Text, at: int, end: int, grammar: Grammar) -> bool:
    first, last = text.sentences[at]
    if end <= last and text.joined(end - 1):
        after = text.words[end]
        if after in grammar["person"].words:
            return True
        if after not in grammar["ends_phrase"].words and not after.endswith("ly"):
            return after in grammar["conduct"].words
    if at == first:
        return end > last or not text.joined(end - 1) or text.words[end] in grammar["ends_phrase"].words
    return said_of_person(text, at, first, grammar)


def said_of_person(text: Text, at: int, first: int, grammar: Grammar) -> bool:
    """Leftwards over "very", "and", other adjectives, to a verb of being, and who stands before that."""
    for j in range(at - 1, max(first, at - REACH) - 1, -1):
        word = text.words[j]
        if word in grammar["being"].words:
            return is_person_before(text, j, first, grammar)
        if is_contracted(word, grammar):
            return True
        if word in grammar["clause"].words or word in grammar["not"].words:
            return False
        if j < at - 1 and word in grammar["stops_trait"].words:
            return False
    return at - first <= 2 and all(text.words[j] in grammar["adverb"].words for j in range(first, at))


def is_contracted(word: str, grammar: Grammar) -> bool:
    return word in grammar["person_is"].words


def is_person_before(text: Text, at: int, first: int, grammar: Grammar) -> bool:
    coordinated = False
    for j in range(at - 1, max(first, at - FAR) - 1, -1):
        word = text.words[j]
        if coordinated and not (word in grammar["they"].words or text.is_name(j)):
            continue
        if word in grammar["helping"].words or word in grammar["being"].words:
            continue
        if breaks(text, j) and word not in grammar["they"].words and not text.is_name(j):
            return False
        if word in grammar["they"].words or word in grammar["person"].words or is_contracted(word, grammar):
            return True
        if word in AND:
            coordinated = True  # "He got mad and was …"
            continue
        return text.is_name(j) and word not in grammar["not_a_name"].words
    return True  # "Was very agitated." without anybody
