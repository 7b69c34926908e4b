"""The notation of compiled forms.

`give~` with its endings, `a/b`, `(very)`, `side_effects`, `ex-con`, `@medicine`, `..3`.
"""

from itertools import product


class Forms:
    """`inflected` has the words that stand with `~` by their endings: "0s 1ing" cuts no letter and one letter."""

    def __init__(self, inflected: dict[str, str]) -> None:
        self.inflected = {
            word: [word, *(word[: len(word) - int(ending[0])] + ending[1:] for ending in endings.split(" "))]
            for endings, words in inflected.items()
            for word in words.split(" ")
        }

    def choices(self, part: str) -> list[str]:
        """The words and phrases that may stand at one place; "" where nothing may."""
        words = [each for word in part.strip("()").split("/") for each in self.spelled(word)]
        return [*words, ""] if part.startswith("(") else words

    def spelled(self, word: str) -> list[str]:
        """All endings; a hyphen as a space and as nothing."""
        plain = self.inflected[word[:-1]] if word.endswith("~") else [word.replace("_", " ")]
        if "-" not in word:
            return plain
        return [each.replace("-", put) for each in plain for put in (" ", "")]

    def phrases(self, form: str) -> list[str]:
        if not form:
            return []
        places = [self.choices(part) for part in form.split(" ")]
        return [" ".join(word for word in words if word) for words in product(*places)]

    def patterns(self, form: str) -> list[list[str]]:
        """The places of a pattern, with and without each optional one."""
        found: list[list[str]] = [[]]
        for part in form.split(" "):
            steps = [[part.strip("()")], []] if part.startswith("(") else [[part]]
            found = [start + step for start in found for step in steps]
        return found
