"""numpy counts drift and does nothing else, and nobody pays for it who counts nothing."""

import subprocess
import sys

from .source import ROOT, python_files


def test_only_the_detector_knows_numpy():
    knowing = {
        source.path
        for source in python_files()
        for name, _line in source.imports()
        if name.split(".")[0] == "numpy"
    }

    assert knowing
    assert {path for path in knowing if not path.startswith("supervision/drift/")} == set()


def test_it_is_not_loaded_with_the_interface():
    code = "import sys, supervision.drift, supervision.drift_files; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_detector_knows_no_django_and_no_model():
    found = [
        f"{source.path}:{line}: {name}"
        for source in python_files("supervision")
        if source.path.startswith("supervision/drift")
        for name, line in source.imports()
        if name.split(".")[0] in {"django", "peersupport", "consent", "sessions_app"}
    ]

    assert found == []
