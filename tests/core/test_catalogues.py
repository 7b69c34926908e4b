"""The catalogue check finds every way in which a catalogue can be incomplete."""

import shutil
import subprocess
from pathlib import Path

import pytest

from peersupport.core.catalogues import problems_of, read_po

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
YES = 'msgid "Yes"\nmsgstr "Sí"\n'
PEOPLE = 'msgid "%(n)s person"\nmsgid_plural "%(n)s people"\nmsgstr[0] "%(n)s persona"\nmsgstr[1] "%(n)s personas"\n'
LONG = 'msgid ""\n"We "\n"met"\nmsgstr ""\n"Nos "\n"vimos"\n'


def catalogue(folder: Path, *entries: str) -> Path:
    path = folder / "django.po"
    path.write_text("\n".join([HEADER, *entries]))
    return path


@pytest.fixture
def complete(tmp_path: Path) -> Path:
    if shutil.which("msgfmt") is None:
        pytest.fail("GNU gettext is needed: apt install gettext")
    path = catalogue(tmp_path, YES, PEOPLE, LONG)
    subprocess.run(["msgfmt", "--output-file", path.with_suffix(".mo"), path], check=True)
    return path


def test_a_complete_catalogue_has_no_problems(complete: Path) -> None:
    assert problems_of(complete, complete) == []
    assert read_po(complete)["We met"].texts == ["Nos vimos"]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('msgid "No"\nmsgstr ""\n', "not translated: 'No'"),
        ('#, fuzzy\nmsgid "No"\nmsgstr "Sí"\n', "fuzzy: 'No'"),
        (
            'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s día"\n',
            "a plural is missing: '%(n)s day'",
        ),
        ('msgid "No"\nmsgstr "No"\n', "django.mo was compiled from something else"),
    ],
)
def test_an_entry_that_is_not_done_is_found(complete: Path, entry: str, problem: str) -> None:
    catalogue(complete.parent, YES, PEOPLE, LONG, entry)

    assert problem in problems_of(complete, complete)


def test_new_and_forgotten_sentences_are_found(complete: Path, tmp_path: Path) -> None:
    (tmp_path / "today").mkdir()
    extracted = catalogue(tmp_path / "today", YES, PEOPLE, 'msgid "We talked"\nmsgstr ""\n')

    assert problems_of(complete, extracted) == [
        "new sentence without an entry: 'We talked'",
        "no longer in the sources: 'We met'",
    ]


def test_a_missing_compiled_catalogue_is_found(complete: Path) -> None:
    complete.with_suffix(".mo").unlink()

    assert problems_of(complete, complete) == ["django.mo is missing"]
