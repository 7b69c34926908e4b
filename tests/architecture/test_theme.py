"""Contrast of the colours as numbers: axe looks at pages that exist, this at every pair the theme promises."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
BLOCKS = re.findall(r"\{\s*color-scheme: (light|dark);(.*?)\}", (CSS / "tokens.css").read_text(), re.DOTALL)


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--ps-([a-z-]+): (#[0-9a-f]{3,6})", block))


THEMES = {"light": colours(BLOCKS[0][1]), "dark": colours(BLOCKS[1][1])}
TEXT = [
    (text, ground)
    for ground in ("paper", "card", "sunk")
    for text in ("ink", "muted", "link", "error", "green")
]
TEXT += [
    ("on-green", "green"),
    ("on-green", "green-deep"),
    ("soft-ink", "soft"),
    ("ink", "soft"),
    ("link", "soft"),
]
TEXT += [("wait", "wait-soft"), ("ink", "wait-soft"), ("look", "look-soft"), ("error", "error-soft")]
EDGES = [(edge, ground) for ground in ("paper", "card") for edge in ("edge", "green", "focus", "error")]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(theme: str, text: str, ground: str) -> None:
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_can_be_seen(theme: str, edge: str, ground: str) -> None:
    assert contrast(THEMES[theme][edge], THEMES[theme][ground]) >= 3


def test_dark_is_the_same_whether_the_device_or_the_person_asks() -> None:
    assert [name for name, _ in BLOCKS] == ["light", "dark", "dark"]
    assert colours(BLOCKS[1][1]) == colours(BLOCKS[2][1])
    assert set(THEMES["light"]) == set(THEMES["dark"])


def test_only_the_tokens_name_colours() -> None:
    elsewhere = {
        path.name: found
        for path in sorted(CSS.glob("*.css"))
        if path.name not in {"tokens.css", "print.css"}
        and (found := re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", path.read_text()))
    }

    assert elsewhere == {}
