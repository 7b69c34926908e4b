"""Pulses are no numbers to reach, and leave by no door: only these modules know what was said."""

from django.apps import apps

from .source import Source, python_files

ROWS = {
    "PulseAnswer",
    "PulseNote",
    "PeoplesAnswer",
    "PeoplesNote",
    "PulseTurn",
    "WorkplaceAnswer",
    "WorkplaceTurn",
}
KNOW_THE_ROWS = {
    "supervision/models/__init__.py",
    "supervision/queries/pulses.py",
    "supervision/queries/workplace.py",
    "supervision/services/pulses.py",
    "supervision/services/workplace.py",
    "supervision/views/pulses.py",  # for what is not there
}
RELATED = {"pulse_answers", "pulse_notes", "peoples_answers", "peoples_notes", "pulse_turns"}
TABLES = {"supervision_pulse", "supervision_peoples", "supervision_workplace"}
NUMBERS_TO_REACH = (
    "goal",
    "target",
    "threshold",
    "rank",
    "score",
    "percent",
    "quota",
    "due",
    "total",
    "mean",
)
ASK = ("supervision.queries.pulses", "supervision.queries.workplace")
MAY_ASK = ("supervision", "peersupport/my_record/views/pulses", "peersupport/demo")


def names_imported(source: Source) -> set[str]:
    return {name for name, _line in source.imports()}


def knows_the_rows(source: Source) -> bool:
    return bool({name.rpartition(".")[2] for name in names_imported(source)} & ROWS)


def reaches_them(source: Source) -> bool:
    return any(name in source.text for name in RELATED | TABLES)


def test_only_these_modules_know_the_rows():
    assert {source.path for source in python_files() if knows_the_rows(source)} == KNOW_THE_ROWS


def test_nobody_reaches_them_through_a_peer_or_a_person_or_their_table():
    found = {source.path for source in python_files() if reaches_them(source)}

    own = {path for path in found if path.startswith(("supervision/models/", "supervision/migrations/"))}
    assert found - own == set()


def test_no_export_report_or_interface_asks_for_them():
    asking = {
        source.path
        for source in python_files()
        if any(name.startswith(ASK) for name in names_imported(source)) and not source.within(*MAY_ASK)
    }

    assert asking == set()


def test_no_table_of_pulses_has_a_number_to_reach():
    columns = [
        f"{model.__name__}.{field.column}"
        for model in apps.get_app_config("supervision").get_models()
        if model.__name__ in ROWS | {"WorkplaceReply"}
        for field in model._meta.fields
    ]

    assert len(columns) > 40
    assert [column for column in columns if any(word in column for word in NUMBERS_TO_REACH)] == []


def test_the_rules_can_fail():
    assert knows_the_rows(Source("peersupport/home/x.py", "from supervision.models import PulseAnswer"))
    assert reaches_them(Source("peersupport/home/x.py", "peer.peoples_answers.count()"))
