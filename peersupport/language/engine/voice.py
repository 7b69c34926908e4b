"""Whose words a passage is: in quotation marks, said of oneself, talked about as a word, a name."""

import re

from .doer import Grammar
from .text import Text

MARK = re.compile(r"""["'\n]""")
PARAGRAPH = 1200  # a quotation that is never closed ends here
CUES, SELF = 9, 7


def quotations(text: Text, grammar: Grammar) -> list[tuple[int, int]]:
    """Passages in quotation marks and after the colon of "he said:", as offsets."""
    folded = text.folded
    found: list[tuple[int, int]] = []
    if '"' in folded or "'" in folded:
        found = marked(folded)
    if ":" in folded:
        found += [span for at in range(len(text.words)) if (span := after_colon(text, at, grammar))]
    return found


def after_colon(text: Text, at: int, grammar: Grammar) -> tuple[int, int] | None:
    if text.words[at] not in grammar["speech"].words or not text.gap(at).startswith(":"):
        return None
    if at + 1 >= len(text.words):
        return None
    return text.spans[at][1], text.spans[text.sentences[at + 1][1]][1]


def marked(folded: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: dict[str, int] = {}
    for hit in MARK.finditer(folded):
        at, mark = hit.start(), hit.group()
        if mark == "\n":
            opened = {}
            continue
        before = folded[at - 1] if at else " "
        after = folded[at + 1] if at + 1 < len(folded) else " "
        if mark in opened:
            if mark == '"' or not is_letter(after):
                found.append((opened.pop(mark), at))
        elif (mark == '"' or not is_letter(before)) and (is_letter(after) or after not in " \n"):
            opened[mark] = at
    if '"' in opened:
        found.append((opened['"'], min(len(folded), opened['"'] + PARAGRAPH)))
    return found


def is_letter(char: str) -> bool:
    return "a" <= char <= "z" or "0" <= char <= "9" or char == "_"


def is_about_word(text: Text, at: int, end: int, grammar: Grammar) -> bool:
    """ "The word non-compliant", "stop saying addict", "addict is a word that hurts"."""
    first, last = text.sentences[at]
    if grammar["mention"].found_in(text.words, max(first, at - CUES), at - 1):
        return True
    return grammar["mention_after"].found_in(text.words, end, min(last, end + 4))


def is_own(text: Text, at: int, grammar: Grammar, *, label: bool) -> bool:
    """What somebody says of themselves: "calls herself", "says he is …", "I'm … too"; of a label also "my … years"."""
    first = text.sentences[at][0]
    start = max(first, at - CUES)
    if grammar["self"].found_in(text.words, start, at - 1):
        return True
    for j in range(at - 1, max(first, at - SELF) - 1, -1):
        word = text.words[j]
        if word in grammar["i_am"].words or (
            word in grammar["i"].words and text.words[j + 1] in grammar["am"].words
        ):
            return True
        if label and word in grammar["my"].words and j >= at - 3:
            return True
        if word in grammar["they"].words or word in grammar["person_is"].words:
            return is_reported(text, j, first, grammar)
        if word in grammar["them"].words and word not in grammar["their"].words:
            return False
    return False


def is_reported(text: Text, pronoun: int, first: int, grammar: Grammar) -> bool:
    """ "Tomas says he is", "she told me she's": the one who speaks is the one who is spoken of."""
    verb = pronoun - 1
    while verb >= first and text.words[verb] in grammar["reporting_filler"].words and verb not in text.breaks:
        verb -= 1
    if verb < first or text.words[verb] not in grammar["reporting"].words:
        return False
    speaker = verb - 1
    while speaker >= first and text.words[speaker] in grammar["helping"].words:
        speaker -= 1
    if speaker < first:
        return True  # "Said he is …": clipped, of the one the note is about
    word, him = text.words[speaker], text.words[pronoun]
    if word in grammar["they"].words:
        return word[:2] == him[:2]
    return (
        text.is_name(speaker)
        and word not in grammar["role"].words
        and word not in grammar["not_a_name"].words
    )


def is_name(text: Text, at: int, end: int, grammar: Grammar) -> bool:
    """Big letters inside the sentence beside another big letter, or after "named"."""
    first, last = text.sentences[at]
    named = at > first and text.words[at - 1] in grammar["named"].words
    if not text.is_capital(at):
        return named and end - at == 1 and at > first + 1
    tail = (
        end <= last
        and text.joined(end - 1)
        and (text.is_capital(end) or text.words[end] in grammar["tail"].words)
    )
    head = at > first and text.joined(at - 1) and text.is_capital(at - 1) and at - 1 > first
    if at == first:
        return tail and any(
            text.is_capital(j) and text.words[j] in grammar["tail"].words
            for j in range(end, min(last, end + 2) + 1)
        )
    near = any(text.words[j] in grammar["named"].words for j in range(max(first, at - 3), at))
    whole = end - at > 1 and all(text.is_capital(j) for j in range(at, end))
    before = text.words[at - 1]
    return (
        tail
        or near
        or whole
        or (head and (before in grammar["title"].words or before not in grammar["not_a_name"].words))
    )
