"""Letters left out, doubled, swapped or wrong."""

LONG = 11  # letters from which two edits are allowed


def distance(a: str, b: str, most: int) -> int:
    """Edits between two words (a swap of neighbours is one); more than `most` is `most` + 1."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        row = [i]
        for j, other in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (char != other))
            if i > 1 and j > 1 and char == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def without_one(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def twice(word: str, shorter: list[str]) -> set[str]:
    return {word, *shorter, *(again for each in shorter for again in without_one(each))}


def both_ends(word: str) -> tuple[str, ...]:
    """What a slip in the middle, at the end or at the start leaves of a word: a quick look before a closer one."""
    return (f"{word[:3]}-{word[-2:]}", f"{word[:1]}-{word[-4:]}", f"{word[:4]}-{word[-1:]}", word[:5])


class Misspelled:
    """Which word of the rules a word that is none of ours, and no other word either, was meant to be."""

    def __init__(self, targets: list[str], known: frozenset[str]) -> None:
        self.known = known | frozenset(targets)
        self.one: dict[str, list[str]] = {}
        self.two: dict[str, list[str]] = {}
        self.ends_of = frozenset(each for word in targets for each in both_ends(word))
        for word in targets:
            shorter = without_one(word)
            for key in (word, *shorter):
                self.one.setdefault(key, []).append(word)
            if len(word) >= LONG:
                for key in twice(word, shorter):
                    self.two.setdefault(key, []).append(word)

    def looks_wrong(self, word: str) -> bool:
        return (
            5 < len(word) < 25
            and word not in self.known
            and any(each in self.ends_of for each in both_ends(word))
        )

    def meant(self, word: str) -> list[str]:
        """What a word that looks wrong may have been meant to be."""
        shorter = without_one(word)
        found = self._within(word, self.one, [word, *shorter], 1)
        if not found and len(word) >= LONG and both_ends(word)[0] in self.ends_of:
            found = self._within(word, self.two, twice(word, shorter), 2)
        return found

    def _within(
        self, word: str, index: dict[str, list[str]], keys: set[str] | list[str], most: int
    ) -> list[str]:
        targets = {target for key in keys if key in index for target in index[key]}
        return sorted(target for target in targets if distance(word, target, most) <= most)
