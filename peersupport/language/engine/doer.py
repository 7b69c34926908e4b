"""Whose task a passage tells of: the peer's who writes, or somebody else's. Read leftwards from the verb."""

from .rules import Phrases
from .text import Text

REACH, MODIFIERS = 20, 3  # words
Grammar = dict[str, Phrases]
PARTICIPLES = ("ed", "en", "wn", "ado", "ido")


def peer_does(text: Text, at: int, end: int, grammar: Grammar, *, noun: bool) -> bool:
    """I, we, or a clipped sentence without anybody. False for others' tasks and for what the peer said no to."""
    first, last = text.sentences[at]
    by = grammar["by_me"].found_in(text.words, at, min(end + 5, last))
    if by:
        return True
    if grammar["by_other"].found_in(text.words, end, min(end + 3, last)):
        return False
    if noun and is_told_about(text, at, end, grammar):
        return False
    return scan(text, at, first, grammar, noun=noun) and not declined(text, at, end, grammar)


def declined(text: Text, at: int, end: int, grammar: Grammar) -> bool:
    """ "…and I said no", in this sentence or the next."""
    last = text.sentences[at][1]
    if grammar["declined"].found_in(text.words, end, min(last, end + REACH)):
        return True
    if last + 1 >= len(text.words):
        return False
    first, after = text.sentences[last + 1]
    return grammar["declined"].found_in(text.words, first, min(after, first + 11))


def scan(text: Text, at: int, first: int, grammar: Grammar, *, noun: bool) -> bool:  # noqa: C901, PLR0911, PLR0912
    """True for the peer. `close` while only helping words stand between the verb and the place read."""
    words = text.words
    close = not noun
    for j in range(at - 1, max(first, at - REACH) - 1, -1):
        word = words[j]
        if j in text.breaks:
            close = False
        if word in grammar["not"].words:
            return False
        if word in grammar["me_doing"].words:
            return True
        if word in grammar["others_doing"].words and not is_object(text, j, first, grammar):
            return False
        if word in grammar["me"].words:
            if j > first and words[j - 1] in grammar["causing"].words:
                return True
        elif word in grammar["be"].words:
            if close and not words[at].endswith("ing") and words[at].endswith(PARTICIPLES):
                return False
        elif word in grammar["them"].words:
            if close and j > first and words[j - 1] in grammar["letting"].words:
                return False
            if noun and j == at - 1 and word in grammar["their"].words and is_theirs(text, j, first, grammar):
                return False
        elif noun and j == at - 1 and word in grammar["their"].words and is_theirs(text, j, first, grammar):
            return False
        elif word in grammar["joining"].words or (close and word in grammar["before_object"].words):
            close = False
        elif close and not (word in grammar["helping"].words or is_verb(word, grammar)):
            if not words[at].endswith("ing") or word in grammar["role"].words:
                return False
            close = False
        elif not close and is_other_subject(text, j, first, grammar):
            return False
    return True


def is_told_about(text: Text, at: int, end: int, grammar: Grammar) -> bool:
    """ "The family session was long": nobody is said to do it."""
    first, last = text.sentences[at]
    before = [text.words[j] for j in range(first, at)]
    after = grammar["finite"].found_in(text.words, end, min(last, end + 5))
    return after and len(before) < 3 and all(word in grammar["article"].words for word in before)


def is_theirs(text: Text, at: int, first: int, grammar: Grammar) -> bool:
    """ "Her risk assessment is on Friday", not "did her risk assessment"."""
    return at == first or at - 1 in text.breaks or not is_verb(text.words[at - 1], grammar)


def is_verb(word: str, grammar: Grammar) -> bool:
    return word in grammar["verb"].words or (len(word) > 4 and word.endswith(("ed", "ing")))


def is_object(text: Text, at: int, first: int, grammar: Grammar) -> bool:
    return at > first and at - 1 not in text.breaks and text.words[at - 1] in grammar["before_object"].words


def is_other_subject(text: Text, at: int, first: int, grammar: Grammar) -> bool:
    """A role ("nurse") or a name where a clause begins, so that it is the one who does something."""
    word = text.words[at]
    role = word in grammar["role"].words
    if not role and not (text.is_name(at) and not is_opener(text, at, first, grammar)):
        return False
    before = at - 1
    while before >= first and before not in text.breaks and belongs(text, before, at, grammar, role=role):
        before -= 1
    if before < first or before in text.breaks:
        return True
    if (
        before > first
        and text.words[before] in {"and", "or", "y", "e"}
        and is_somebody(text, before - 1, grammar)
    ):
        return is_other_subject(text, before - 1, first, grammar)  # "Kit and her kids"
    return text.words[before] in grammar["joining"].words


def belongs(text: Text, before: int, at: int, grammar: Grammar, *, role: bool) -> bool:
    """Whether a word belongs to the name or the role after it: "the", "her", "mobile crisis" team."""
    word = text.words[before]
    if word in grammar["article"].words:
        return True
    stops = any(word in grammar[name].words for name in ("joining", "before_object", "verb"))
    return role and at - before <= MODIFIERS and not stops


def is_somebody(text: Text, at: int, grammar: Grammar) -> bool:
    return text.is_name(at) or text.words[at] in grammar["role"].words


def is_opener(text: Text, at: int, first: int, grammar: Grammar) -> bool:
    """A sentence's first word has a big letter whether it is a name or not."""
    word = text.words[at]
    return at == first and (is_verb(word, grammar) or any(
        word in grammar[name].words for name in ("helping", "joining", "article", "before_object", "not_a_name")
    ))  # fmt: skip
