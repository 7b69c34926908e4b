"""The packs of supervision rules that come with the product, read from data/supervision.toml. No database."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data" / "supervision.toml"


@dataclass(frozen=True)
class Numbers:
    """What one rule asks for. `stage` "" is everybody; None asks for nothing."""

    stage: str
    kind: str
    interval_days: int | None
    minimum_minutes: int
    modes: tuple[str, ...]
    most_peers: int | None = None


@dataclass(frozen=True)
class Shipped:
    jurisdiction: str
    names: dict[str, str]
    source: str
    rules: tuple[Numbers, ...]
    each_note: bool = False
    prompts: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["en"]


@cache
def shipped_packs() -> dict[str, Shipped]:
    """By jurisdiction, in the order of the file."""
    told = tomllib.loads(DATA.read_text())
    return {
        key: Shipped(
            jurisdiction=key,
            names=pack["names"],
            source=pack["source"],
            rules=tuple(
                Numbers(
                    stage=rule["stage"],
                    kind=rule["kind"],
                    interval_days=rule.get("interval"),
                    minimum_minutes=rule["minutes"],
                    modes=tuple(rule["modes"]),
                    most_peers=rule.get("most_peers"),
                )
                for rule in pack["rules"]
            ),
            each_note=pack.get("each_note", False),
            prompts=tuple(pack.get("prompts", ())),
        )
        for key, pack in told.items()
    }
