"""Which rows stood in the file before: eight bytes a row for the key and eight for what it said, and nothing else."""

from array import array
from hashlib import blake2b


def short(text: str) -> int:
    """64 bits of a text, never 0."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) | 1


class Seen:
    """A set of Python objects would hold ten times as much for two hundred thousand rows."""

    def __init__(self) -> None:
        self.count = 0
        self._make_room(1024)

    def _make_room(self, size: int) -> None:
        self.keys, self.said = array("Q", bytes(8 * size)), array("Q", bytes(8 * size))

    def before(self, key: int, said: int) -> int | None:
        """What was said under this key before; None for a new one, which is remembered from here on."""
        if 5 * self.count > 4 * len(self.keys):
            self._grow()
        place = self._place(key)
        if self.keys[place]:
            return self.said[place]
        self.keys[place], self.said[place] = key, said
        self.count += 1
        return None

    def _place(self, key: int) -> int:
        place = key % len(self.keys)
        while self.keys[place] and self.keys[place] != key:
            place = (place + 1) % len(self.keys)
        return place

    def _grow(self) -> None:
        old = zip(self.keys, self.said, strict=True)
        self._make_room(2 * len(self.keys))
        for key, said in old:
            if key:
                place = self._place(key)
                self.keys[place], self.said[place] = key, said
