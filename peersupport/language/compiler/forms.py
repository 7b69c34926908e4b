"""The small notation of forms: `give~`, `a/b`, `(very)`, `{medicine}`, `..3`."""

import re
from itertools import product

from peersupport.language.engine.text import TOKEN, fold

PART = re.compile(r"\S+")
VOWELS = "aeiou"


def phrase(text: str) -> str:
    """As the engine reads it: words without what stands between them."""
    return " ".join(TOKEN.findall(fold(text.replace("_", " "))))


MANY = 4  # phrases; a form that stands for more travels as a pattern


class Inflections:
    """`irregular` holds lines like "give gives gave given giving"; every other word goes by rule."""

    def __init__(self, language: str, irregular: list[str]) -> None:
        self.endings = {"en": english, "es": spanish}[language]
        self.plurals = {"en": english_plural, "es": spanish_plural}[language]
        self.irregular = {line.split()[0]: line.split() for line in irregular}

    def of(self, word: str) -> list[str]:
        """A word of a form with all that its mark asks for: `~` verb endings, `+` plural (and gender)."""
        if word.endswith("~"):
            base = word[:-1]
            return self.irregular.get(base) or self.endings(base)
        return self.plurals(word[:-1]) if word.endswith("+") else [word]


def english(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    if verb.endswith(("s", "x", "ch", "sh", "z")):
        return [verb, verb + "es", verb + "ed", verb + "ing"]
    doubled = verb + verb[-1] if doubles(verb) else verb
    return [verb, verb + "s", doubled + "ed", doubled + "ing"]


def doubles(verb: str) -> bool:
    """One short vowel before one last letter in a word of one syllable: skip, skipped."""
    return (
        len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in VOWELS and verb[-3] not in VOWELS
        and sum(char in VOWELS for char in verb) == 1
    )  # fmt: skip


def english_plural(noun: str) -> list[str]:
    if noun.endswith("y") and noun[-2] not in VOWELS:
        return [noun, noun[:-1] + "ies"]
    return [noun, noun + ("es" if noun.endswith(("s", "x", "ch", "sh", "z")) else "s")]


def spanish(verb: str) -> list[str]:
    """What peers write of themselves and of others: present, past and -ndo of a regular verb."""
    stem, kind = verb[:-2], verb[-2:]
    a = [
        "o",
        "a",
        "an",
        "as",
        "amos",
        "e",
        "o",
        "aron",
        "aba",
        "aban",
        "ando",
        "ado",
        "ada",
        "ar",
        "are",
        "ara",
    ]
    e = [
        "o",
        "e",
        "en",
        "es",
        "emos",
        "i",
        "io",
        "ieron",
        "ia",
        "ian",
        "iendo",
        "ido",
        "ida",
        kind,
        kind + "e",
        kind + "a",
    ]
    return sorted({stem + ending for ending in (a if kind == "ar" else e)} | {stem + kind})


def spanish_plural(word: str) -> list[str]:
    if word.endswith("o"):
        return [word, word[:-1] + "a", word + "s", word[:-1] + "as"]
    return [word, word + ("s" if word[-1] in VOWELS else "es")]


def expand(form: str, inflections: "Inflections") -> tuple[list[str], list[str]]:
    """The plain phrases that a form stands for, or the patterns."""
    if "{" in form or ".." in form:
        return [], patterns(form, inflections)
    plain = literals(form, inflections)
    return ([], patterns(form, inflections)) if len(plain) > MANY else (plain, [])


def choices(part: str, inflections: Inflections) -> list[str]:
    optional = part.startswith("(") and part.endswith(")")
    words = [each for word in part.strip("()").split("/") for each in inflections.of(word)]
    return [*dict.fromkeys(phrase(word) for word in words), *([""] if optional else [])]


def literals(form: str, inflections: Inflections) -> list[str]:
    parts = [choices(part, inflections) for part in PART.findall(form)]
    found = [" ".join(word for word in words if word) for words in product(*parts)]
    if "-" in form:  # what has a hyphen is written as one word, too
        joined = [phrase(each.replace(" ", "")) for each in found if each.count(" ") == 1]
        found += joined
    return found


def patterns(form: str, inflections: Inflections) -> list[str]:
    """With @ for a class. An optional part makes two patterns."""
    found = [""]
    for part in PART.findall(form):
        if part.startswith(("{", "({")):
            steps = ["@" + part.strip("({})")] + ([""] if part.startswith("(") else [])
        elif part.startswith(".."):
            steps = [part]
        else:
            words = choices(part, inflections)
            steps = ["/".join(word.replace(" ", "_") for word in words if word)] + (
                [""] if "" in words else []
            )
        found = [f"{start} {step}".strip() for start in found for step in steps]
    return found
