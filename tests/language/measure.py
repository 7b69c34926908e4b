"""How well hints fit notes that people labelled: the measure of `score.py`, which the labels were made for."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from peersupport.language import Flag, check

DATA = Path(__file__).parent / "data"
Note = dict[str, Any]


def notes(name: str) -> list[Note]:
    lines = (DATA / name).read_text().splitlines()
    return [json.loads(line) for line in lines]


def overlap(hint: Flag, span: Note) -> bool:
    return hint.start < span["end"] and span["start"] < hint.end


def hits(hint: Flag, span: Note) -> bool:
    """They touch, and the hint is not so long that it would always touch."""
    return overlap(hint, span) and hint.end - hint.start <= 4 * (span["end"] - span["start"]) + 20


def is_tolerated(hint: Flag, note: Note) -> bool:
    return hint.severity == "low" and any(overlap(hint, span) for span in note.get("tolerate", []))


def measure(name: str) -> dict[str, float]:
    """`f1`, `clean` (notes without a label that got a hint), and recall by kind of label."""
    found: Counter[str] = Counter()
    for note in notes(name):
        hints, spans = check(note["text"]), note["flags"]
        wrong = [
            hint
            for hint in hints
            if not any(hits(hint, span) for span in spans) and not is_tolerated(hint, note)
        ]
        found["wrong"] += len(wrong)
        found["clean"] += not spans
        found["clean wrong"] += not spans and bool(wrong)
        for span in spans:
            for kind in ("all", span.get("novelty", ""), span["category"].partition("-")[0]):
                found[f"{kind} spans"] += 1
                found[f"{kind} hit"] += any(hits(hint, span) for hint in hints)
    hit = found["all hit"]
    recall = {
        kind.removesuffix(" hit"): found[kind] / found[f"{kind[:-4]} spans"]
        for kind in found
        if kind.endswith(" hit")
    }
    f1 = 2 * hit / (hit + found["wrong"] + found["all spans"])
    return {"f1": f1, "clean": found["clean wrong"] / found["clean"], **recall}
