"""What every measurement is handed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from .data.databases import Databases
from .readers import Readers
from .timing import Side, in_database, rounds


@dataclass
class Bench:
    databases: Databases
    readers: Readers
    small: int
    large: int
    count: int  # rounds of each ratio
    details: list[str] = field(default_factory=list)  # lines for the table, beside the rows

    def at(self, size: int, side: Side) -> Side:
        """The same side at another number of meetings."""

        def elsewhere() -> float:
            self.databases.use(size)
            return side()

        return elsewhere

    def sql(self, who: str, size: int, call: Callable[[], object]) -> Side:
        """Milliseconds in the database of `call` by one reader of the class after the other."""
        return self.at(size, self.readers.turns(who, lambda: in_database(call)))

    def rounds(self, sides: list[Side], *, times: int) -> list[list[float]]:
        return rounds(sides, times=times, count=self.count)

    def tell(self, line: str) -> None:
        self.details.append(line)
