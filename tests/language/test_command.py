"""`python3 manage.py check_language < notes.jsonl > flags.jsonl`, as somebody at a shell has it."""

import json
import subprocess
import sys

from django.conf import settings

COMMAND = [sys.executable, "manage.py", "check_language"]


def run(lines: str, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *more], input=lines, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )


def test_a_line_for_each_note_in_the_promised_format() -> None:
    done = run('{"id": "a", "text": "Rosa is so lazy."}\n\n{"id": 2, "text": "Rosa sang."}\n')
    first, second = map(json.loads, done.stdout.splitlines())

    assert (done.returncode, done.stderr) == (0, "")
    assert first["id"] == "a"
    assert first["flags"][0] | {"rule": ""} == {
        "start": 11,
        "end": 15,
        "category": "judgement-blame",
        "severity": "high",
        "suggestion": "did not have the energy | was worn out",
        "why": "Tiredness is often part of what people live with.",
        "rule": "",
    }
    assert second == {"id": 2, "flags": []}


def test_a_bad_line_is_named_and_the_rest_is_done() -> None:
    done = run('{"id": "a"}\nnonsense\n[]\n{"id": "d", "text": 3}\n{"id": "e", "text": "Rosa is so lazy."}\n')

    assert done.returncode == 1
    assert [line.split()[1] for line in done.stderr.splitlines()] == ["1", "2", "3", "4"]
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["e"]


def test_hints_about_a_stranger_are_never_among_them() -> None:
    done = run('{"id": "a", "text": "Her boss Karen Hill lives at 12 Oak Street."}\n')

    assert json.loads(done.stdout)["flags"] == []


def test_in_spanish() -> None:
    done = run('{"id": "a", "text": "Rosa sang."}\n', "--lang", "es")

    assert json.loads(done.stdout) == {"id": "a", "flags": []}
