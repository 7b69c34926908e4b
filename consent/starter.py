"""The starter policy as it ships: its texts in content/*.md, its audiences here. Agencies adapt a copy, never this."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from .rule import AT_MOST, Audience, Content, Rule

CONTENT = Path(__file__).parent / "content"
LANGUAGES = ("en", "es")
PAGE = re.compile(r"^<!-- page: (.+?) -->$", re.MULTILINE)
LEAD = re.compile(r"^\*\*(.+?)\.?\*\*\s*", re.DOTALL)

# Both supervisors see facts and never text: that is what the short version promises.
AUDIENCES = dict.fromkeys(AT_MOST, Rule.NEVER) | {
    (Audience.PAIRED, Content.NARRATIVE): Rule.ASK,
    (Audience.PAIRED, Content.PLAN): Rule.ALWAYS,
    (Audience.COVER, Content.NARRATIVE): Rule.ASK,
    (Audience.RESPONDER, Content.PLAN): Rule.ASK,
}

# What each limit means in every language: what goes out at most, and how soon.
TERMS: dict[str, tuple[list[str], int]] = {
    "self": (["name", "where", "danger", "wishes"], 0),
    "others": (["name", "danger", "in_danger"], 0),
    "child": (["danger", "in_danger", "peer"], 1440),
    "adult": (["danger", "in_danger", "peer"], 1440),
    "court": (["pages"], 10080),
    "medical": (["name", "danger", "wishes"], 0),
}
# We always talk first, but for these: when not, and why.
NOT_WHEN = {
    "en": {
        "self": "There is no time left, because a life is in danger now.",
        "others": "Telling you would put someone in more danger.",
        "court": "The judge forbids it.",
        "medical": "You can't answer, and waiting could cost your life.",
    },
    "es": {
        "self": "Ya no queda tiempo, porque una vida está en peligro ahora.",
        "others": "Decírtelo pondría a alguien en más peligro.",
        "court": "Quien juzga lo prohíbe.",
        "medical": "No puedes responder, y esperar podría costarte la vida.",
    },
}


@dataclass
class StarterLimit:
    code: str
    order: int
    title: str
    plain_words: str
    counts: list[str]
    counts_not: list[str]
    who_is_told: str
    what_we_do_first: str
    not_when: str = ""


@dataclass
class StarterPolicy:
    language: str
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    limits: list[StarterLimit] = field(default_factory=list)


@lru_cache
def starter(language: str) -> StarterPolicy:
    """The shipped texts in one language: pages by key as (title, body), and the six limits in order."""
    parts = PAGE.split((CONTENT / f"starter_policy_{language}.md").read_text())
    policy = StarterPolicy(language)
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        heading, _, body = text.strip().partition("\n")
        title = heading.lstrip("# ").strip()
        if name.startswith("limit"):
            limit = _limit(name, title, body.strip())
            limit.not_when = NOT_WHEN[language].get(limit.code, "")
            policy.limits.append(limit)
        else:
            policy.pages[name.replace(" ", "_")] = (title, body.strip())
    return policy


def _limit(name: str, title: str, body: str) -> StarterLimit:
    """A limit page is five parts in a fixed order, each with a bold lead."""
    order, code = re.fullmatch(r"limit (\d) · (\w+)", name).groups()  # type: ignore[union-attr]
    parts = re.split(r"\n\n(?=\*\*)", body)
    said = [LEAD.sub("", part, count=1).strip() for part in parts]
    rest = "\n\n".join(said[4:])
    return StarterLimit(
        code=code,
        order=int(order),
        title=title.split(". ", 1)[1],
        plain_words=said[0],
        counts=_items(parts[1]),
        counts_not=_items(parts[2]),
        who_is_told=said[3],
        what_we_do_first=rest,
    )


def _items(part: str) -> list[str]:
    return [line[2:].strip() for line in part.splitlines() if line.startswith("- ")]
