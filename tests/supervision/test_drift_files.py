"""`python3 manage.py detect_drift FILE.csv > alarms.csv`."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from supervision import drift_files
from supervision.drift.reading import HEAD, BadFile, read

from .counts import agency
from .test_drift import found, step, week

ROOT = Path(__file__).resolve().parents[2]


def text_of(rows):
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(HEAD.split(","))
    lines.writerows((peer, monday.isoformat(), *rest) for peer, monday, *rest in rows)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "counts.csv"
    path.write_text(text_of(agency(step)))
    return path


def test_the_alarms_of_a_file_without_a_database(file):
    """As somebody at a shell has it, from any folder, the name of the file relative to that."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "detect_drift", file.name],
        cwd=file.parent,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    head, *lines = csv.reader(io.StringIO(done.stdout))
    assert head == ["peer", "signal", "week", "direction", "baseline", "observed"]
    assert "p3" in [line[0] for line in lines if line[2] >= week(40).isoformat()]
    assert [line[:4] for line in lines] == [
        [alarm.peer, alarm.signal, alarm.week.isoformat(), alarm.direction]
        for alarm in found(agency(step)).alarms
    ]
    assert all(len(share.split(".")[1]) == 4 for line in lines for share in line[4:])


def test_the_same_from_within_django(file, capsys):
    call_command("detect_drift", str(file))
    within = capsys.readouterr().out
    assert drift_files.main([str(file)]) == 0

    assert capsys.readouterr().out == within != ""


GOOD = "p1,2026-11-23,off_role_time,1,9\n"
BAD = {
    "": "The file is empty. Its first line should be peer,week,signal,numerator,denominator.",
    "\n\n": "The file is empty. Its first line should be peer,week,signal,numerator,denominator.",
    "peer,week,signal,numerator\n": "Line 1: the column “denominator” is missing.",
    HEAD + ",mood\n": "Line 1: the column “mood” is unknown.",
    HEAD + ",peer\n": "Line 1: the column “peer” stands there twice.",
    "p1,2026-11-23,x,1\n": "Line 2 has 4 values instead of 5.",
    "p1,2026-11-23,x,1\n2,p,2026-11-23,x,1,9\n": "Line 2 has 4 values instead of 5.",
    "p1,2026-11-24,x,1,9\n": "Line 2: 2026-11-24 is a Tuesday. A week is named by its Monday, 2026-11-23.",
    "p1,20261123,x,1,9\n": "Line 2: the week “20261123” is no date like 2026-11-23.",
    "p1,2026-13-01,x,1,9\n": "Line 2: the week “2026-13-01” is no date like 2026-11-23.",
    "p1,2026-11-23,x,10,9\n": "Line 2: the numerator 10 is larger than the denominator 9.",
    GOOD + "p1,2026-11-23,x,-1,9\n": "Line 3: the numerator “-1” is no whole number from 0 to 999999999.",
    "p1,2026-11-23,x,1,2.5\n": "Line 2: the denominator “2.5” is no whole number from 0 to 999999999.",
    "p1,2026-11-23,x,1,\n": "Line 2: the denominator “” is no whole number from 0 to 999999999.",
    "p1,2026-11-23,x,١,9\n": "Line 2: the numerator “١” is no whole number from 0 to 999999999.",
    ",2026-11-23,x,1,9\n": "Line 2: the peer is missing.",
    "p1,2026-11-23, ,1,9\n": "Line 2: the signal is missing.",
    GOOD + "p2,2026-11-23,off_role_time,1,9\n" + GOOD: (
        "Line 4: p1 has off_role_time of 2026-11-23 in line 2 already."
    ),
    b"peer,week\np1,\xff\n": "Line 2 is not UTF-8 text. Save the file as CSV in UTF-8.",
}  # fmt: skip


def content(text):
    if isinstance(text, bytes):
        return text
    return (text if not text.strip() or text.startswith("peer,") else f"{HEAD}\n{text}").encode()


@pytest.mark.parametrize("text", BAD)
def test_what_is_wrong_is_said_with_its_line_and_nothing_is_counted(text, tmp_path, capsys):
    path = tmp_path / "bad.csv"
    path.write_bytes(content(text))

    assert drift_files.main([str(path)]) == 2

    out, told = capsys.readouterr()
    assert out == ""
    assert told.splitlines()[0] == BAD[text]


def test_a_file_that_is_not_there(capsys):
    assert drift_files.main(["nowhere.csv"]) == 2
    assert capsys.readouterr().err == "nowhere.csv cannot be read: No such file or directory.\n"


def test_many_problems_are_shown_in_part():
    with pytest.raises(BadFile) as bad:
        read(content("p1,2026-11-24,x,1,9\n" * 50))

    assert len(bad.value.sentences) == 21
    assert bad.value.sentences[-1] == "… and 30 more."


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n{GOOD}p2,2026-11-23,x,0,0",
        f"{HEAD}\r\n{GOOD.strip()}\r\np2,2026-11-23,x,0,0\r\n",
        f"\ufeff{HEAD}\n\n{GOOD}\np2,2026-11-23,x,0,0\n",
        f'{HEAD}\n{GOOD}"p2","2026-11-23","x","0","0"\n',
        f"{HEAD}\n{GOOD} p2 , 2026-11-23,x ,0 ,0\n",
        "denominator,signal,peer,week,numerator\n9,off_role_time,p1,2026-11-23,1\n0,x,p2,2026-11-23,0\n",
    ],
)
def test_however_it_is_written_it_is_the_same(text):
    counts = read(text.encode())

    assert list(
        zip(counts.peers, counts.signals, counts.weeks, counts.numerators, counts.denominators, strict=True)
    ) == [
        ("p1", "off_role_time", 739943, 1, 9),
        ("p2", "x", 739943, 0, 0),
    ]


def test_a_file_with_a_head_alone_has_no_alarms(tmp_path, capsys):
    path = tmp_path / "head.csv"
    path.write_text(HEAD + "\n")

    assert drift_files.main([str(path)]) == 0
    assert capsys.readouterr().out == "peer,signal,week,direction,baseline,observed\n"


# Where the name of a signal that counts wording may stand: the detector, for files from elsewhere; what measures it.
MAY_KNOW = (
    "supervision/drift",
    "peersupport/bench/proofs/drift_agencies.py",
    "peersupport/bench/rows/drift.py",
)


def test_nothing_of_ours_counts_a_peers_wording():
    """Neither a table nor a column, nor anything in code, templates or SQL that could fill or send one."""
    packages = ("peersupport", "consent", "sessions_app", "supervision", "templates", "static")
    files = [
        path
        for package in packages
        for path in (ROOT / package).rglob("*")
        if path.suffix in {".py", ".html", ".sql", ".yaml", ".txt", ".js"} and path.is_file()
    ]
    knowing = {
        path.relative_to(ROOT).as_posix()
        for path in files
        if "clinical_language" in path.read_text(encoding="utf-8", errors="ignore")
    }
    fields = {field.name for model in apps.get_models() for field in model._meta.get_fields()}

    assert "supervision/drift/__init__.py" in knowing
    assert {path for path in knowing if not path.startswith(MAY_KNOW)} == set()
    assert not {name for name in fields if "clinical_language" in name}
