"""The small notation of forms: `give~`, `a/b`, `(very)`, `{medicine}`, `..3`."""

import re

from peersupport.language.engine.text import TOKEN, fold

PART = re.compile(r"\S+")
VOWELS = "aeiou"


def phrase(text: str) -> str:
    """As the engine reads it: words without what stands between them."""
    return " ".join(TOKEN.findall(fold(text.replace("_", " "))))


MANY = 60  # phrases; a form that stands for more travels as a pattern


def spelled(word: str) -> str:
    """One word of the notation: a hyphen between its parts if it had one, or else what stands for a space."""
    return phrase(word).replace(" ", "-" if word.count("-") == 1 and "_" not in word else "_")


class Inflections:
    """`irregular` holds lines like "give gives gave given giving"; every other word goes by rule."""

    def __init__(self, language: str, irregular: list[str]) -> None:
        self.endings = {"en": english, "es": spanish}[language]
        self.plurals = {"en": english_plural, "es": spanish_plural}[language]
        self.irregular = {line.split()[0]: line.split() for line in irregular}
        self.used: dict[str, list[str]] = {}

    def written(self, word: str) -> list[str]:
        """A word of a form: with `~` it stays as it is and is noted, with `+` it is written twice."""
        if word.endswith("~"):
            base = spelled(word[:-1])
            self.used[base] = self.irregular.get(base) or self.endings(base)
            return [base + "~"]
        plain = self.plurals(word[:-1]) if word.endswith("+") else [word]
        return [spelled(each) for each in plain]

    def by_ending(self) -> dict[str, str]:
        """The words that are used with `~`, together by how their forms are made: "0s 0ed 0ing"."""
        found: dict[str, list[str]] = {}
        for base, forms in sorted(self.used.items()):
            key = " ".join(ending(base, form) for form in dict.fromkeys(forms) if form != base)
            found.setdefault(key, []).append(base)
        return {key: " ".join(words) for key, words in found.items()}


def shared(one: str, other: str) -> int:
    """How many letters two words have in common at their start."""
    different = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(different, min(len(one), len(other)))


def ending(base: str, form: str) -> str:
    """How many letters of the base are cut, and what comes then."""
    same = shared(base, form)
    return f"{len(base) - same}{form[same:]}"


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


SPANISH = {
    "ar": ("o", "a", "an", "as", "amos", "e", "aron", "aba", "aban", "ando", "ado", "ada", "are", "ara"),
    "er": ("o", "e", "en", "es", "emos", "i", "io", "ieron", "ia", "ian", "iendo", "ido", "ida", "ere", "era"),
    "ir": ("o", "e", "en", "es", "imos", "i", "io", "ieron", "ia", "ian", "iendo", "ido", "ida", "ire", "ira"),
}  # fmt: skip


def spanish(verb: str) -> list[str]:
    """What peers write of themselves and of others: present, past and -ndo of a regular verb."""
    stem, kind = verb[:-2], verb[-2:]
    return [verb, *(stem + ending for ending in SPANISH[kind])]


def spanish_plural(word: str) -> list[str]:
    if word.endswith("o"):
        return [word, word[:-1] + "a", word + "s", word[:-1] + "as"]
    return [word, word + ("s" if word[-1] in VOWELS else "es")]


def notation(form: str, inflections: Inflections) -> str:
    """As the engines read it: words without hyphens, plurals written out, classes with @."""
    return " ".join(place(part, inflections) for part in PART.findall(form))


def place(part: str, inflections: Inflections) -> str:
    if part.startswith(".."):
        return part
    inner = part.strip("()")
    if inner.startswith("{"):
        found = "@" + inner.strip("{}")
    else:
        found = "/".join(
            dict.fromkeys(each for word in inner.split("/") for each in inflections.written(word))
        )
    return f"({found})" if part.startswith("(") else found


def is_pattern(form: str) -> bool:
    """What has a class or a gap, or stands for many phrases."""
    ways = 1
    for part in form.split(" "):
        ways *= part.count("/") + 1 + part.count("~") * 3 + part.startswith("(")
    return "@" in form or ".." in form or ways > MANY
