"""What every measurement is handed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from .data.databases import Databases, Say
from .readers import Readers, choose
from .timing import Side, in_database, rounds


@dataclass
class Bench:
    small: int
    large: int
    count: int  # rounds of each ratio
    say: Say
    details: list[str] = field(default_factory=list)  # lines for the table, beside the rows

    def prepare(self) -> None:
        """Before the first row that needs data, not in the middle of it."""
        self.databases.use(self.small)
        _ = self.readers

    @cached_property
    def databases(self) -> Databases:
        """Made when they are first asked for: rows without data need not wait for a million meetings."""
        made = Databases()
        made.prepare([self.small, self.large], self.say)
        return made

    @cached_property
    def readers(self) -> Readers:
        """Chosen in the small one."""
        return choose()

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
