"""What server and browser read is what stands in the rule files, and small enough to travel."""

import brotli
import pytest

from peersupport.language.compiler.build import files
from peersupport.language.mirror import COMPILED, LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_rules_are_up_to_date(language: str) -> None:
    """Otherwise: python3 manage.py compile_language."""
    written = files(language)

    assert {name: (COMPILED / name).read_text() for name in written} == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_are_at_most_60_kb_on_the_way(language: str) -> None:
    """As WhiteNoise sends them. What hints say travels in a file of its own, after them."""
    assert len(brotli.compress((COMPILED / f"{language}.json").read_bytes())) <= 60 * 1024
