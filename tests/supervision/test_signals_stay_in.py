"""No file, no address of the API and no report gets a signal with a name, and nothing counts anybody's wording."""

import pytest
from django.apps import apps

from supervision.drift import DIRECTIONS
from supervision.models import Signal
from tests.architecture.source import python_files

NAMES = {"DriftSignal", "WeeklyCount", "CommonMovement", "WithoutSharing"}
# Where rows are made and shown; the demo goes through the services.
AT_HOME = ("supervision/",)
WORDING = "clinical_language"
# The one list of names that files from elsewhere may use, and the command that reads them.
MAY_NAME_IT = ("supervision/drift", "supervision/management/", "peersupport/bench/")


def strangers(text_of: str) -> list[str]:
    return [
        source.path
        for source in python_files()
        if text_of in source.text and not source.path.startswith(AT_HOME)
    ]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_nobody_outside_supervision_touches_them(name):
    assert strangers(name) == []
    assert any(name in source.text for source in python_files())


def test_a_house_has_no_file_or_address_for_signals():
    away = ("peersupport/exchange", "peersupport/api", "peersupport/reports", "peersupport/sharing")

    assert [
        source.path
        for source in python_files()
        if source.path.startswith(away) and "drift_signals" in source.text
    ] == []


def test_no_table_task_or_export_of_ours_counts_wording():
    found = [s.path for s in python_files() if WORDING in s.text and not s.path.startswith(MAY_NAME_IT)]
    columns = {field.column for model in apps.get_models() for field in model._meta.local_fields}

    assert found == []
    assert WORDING in DIRECTIONS
    assert WORDING not in {*Signal.values, *columns}
