"""The language mirror on notes it has not seen, against plain matching of the phrases it knows."""

import re
import time
from collections.abc import Callable
from statistics import median

from peersupport.bench.context import Bench
from peersupport.bench.proofs.mirror_texts import notes
from peersupport.bench.timing import Row, no_collections
from peersupport.language import check
from peersupport.language.mirror import rules_of

NOTES, OF_REFERENCE = 2_000, 100
GOAL = 1 / 4


def plain_matching() -> re.Pattern[str]:
    phrases = sorted(rules_of("en").phrases, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b", re.IGNORECASE)


def mirror(bench: Bench) -> list[Row]:
    """mirror: milliseconds a note, one core, every note for the first time."""
    texts, plain = notes(NOTES), plain_matching()
    check(texts[0])
    ours, reference = [], []
    with no_collections():
        for _ in range(bench.count):
            ours.append(took(lambda: [check(text) for text in texts]) / len(texts))
            reference.append(
                took(lambda: [plain.findall(text) for text in texts[:OF_REFERENCE]]) / OF_REFERENCE
            )
    ratio = median(one / other for one, other in zip(ours, reference, strict=True))
    return [
        Row(
            "mirror",
            median(ours),
            median(reference),
            ratio,
            GOAL,
            note=f"{1000 / median(ours):,.0f} notes a second",
        )
    ]


def took(call: Callable[[], object]) -> float:
    """Milliseconds of one core."""
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1000
