"""Files on their way in, and lists to take along."""

import uuid
from datetime import timedelta
from typing import Any

from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.exchange import queries, services
from peersupport.exchange.models import ImportChunk, ImportedRow, ImportProgress, ImportRun, RememberedColumns

TABLE = """
# --- bringing a list in: the office of the house that brought it -----------------------------------------------------
exchange:import_start                   GET   200 offices
exchange:import_start                   POST  422 offices
exchange:import_show                    GET   200 admin blocked_admin
exchange:import_columns                 GET   200 admin blocked_admin
exchange:import_columns                 POST  422 admin blocked_admin
exchange:import_days                    POST  422 admin blocked_admin
exchange:import_problems                GET   200 admin blocked_admin
exchange:import_confirm                 POST  go admin blocked_admin
exchange:import_discard                 POST  go admin blocked_admin

# --- taking along what a list shows ----------------------------------------------------------------------------------
exchange:people_take                    GET   200 staff
exchange:people_take                    POST  422 staff
exchange:people_take@why                GET   200 staff
exchange:people_take@why                POST  200 staff
exchange:meetings_take                  GET   200 peers supervisors
exchange:meetings_take                  POST  422 peers supervisors
exchange:meetings_take@why              GET   200 peers supervisors
exchange:meetings_take@why              POST  200 peers supervisors
exchange:my_meetings_take               POST  200 people
"""
FORMS = {
    "exchange:people_take@why": {"why": "overview"},
    "exchange:meetings_take@why": {"why": "overview"},
}
PLANTED = {"import": ["canary-import"]}
CANARIES = {"import": "admin blocked_admin"}

PAGES = {
    "admin": [
        "exchange:import_start", "exchange:import_columns uploaded_run", "exchange:import_show working_run",
        "exchange:import_show asking_run", "exchange:import_show mend_run", "exchange:import_show ready_run",
        "exchange:import_show done_run", "exchange:import_show failed_run", "exchange:people_take",
    ],
    "peer": ["exchange:people_take", "exchange:meetings_take"],
    "clinical": ["exchange:meetings_take"],
}  # fmt: skip
ELSEWHERE = {
    "exchange:import_days",
    "exchange:import_problems",
    "exchange:import_confirm",
    "exchange:import_discard",
    "exchange:my_meetings_take",
}

COUNTED = [("office", "GET", "exchange:import_start", 8)]

CHANGED = {
    "one_import_at_a_time": "UPDATE exchange_importrun SET state = 'checking'",
    "a_failed_import_says_why": "UPDATE exchange_importrun SET trouble = 'died'",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_chunk_of_a_number": ("exchange_importchunk", "true", {}),
    "a_row_comes_in_once": ("exchange_importedrow", "true", {}),
    "columns_are_remembered_once": ("exchange_rememberedcolumns", "true", {}),
}


def _file(text: str, office: Any, kind: str = "people") -> ImportRun:
    with acting_as(office.pk):
        return services.start_import(kind=kind, data=text.encode(), by=office)


def _checked(text: str, office: Any, program: Any, kind: str = "people") -> ImportRun:
    run = _file(text, office, kind)
    chosen = program if kind == "people" else None
    services.choose_columns(run=run, columns=run.columns, program=chosen, by=office)
    services.work_on(run_id=run.pk)
    run.refresh_from_db()
    return run


def furnish(house: Any) -> dict[str, dict[str, object]]:
    office, program = house.readers["admin"], house.person.program
    mend = _checked(
        "name,language,canary-import\n=canary-import,,\nSam,canary-import,canary-import\n", office, program
    )
    ready = _checked("name,reference\nSam Nobody,1\n", office, program)
    uploaded = _file("name,canary-import\nSam,canary-import\n", office)
    return {
        "exchange:import_show": {"pk": mend.pk},
        "exchange:import_problems": {"pk": mend.pk},
        "exchange:import_columns": {"pk": uploaded.pk},
        "exchange:import_days": {"pk": ready.pk},
        "exchange:import_confirm": {"pk": ready.pk},
        "exchange:import_discard": {"pk": mend.pk},
    }


def show(world: dict[str, Any]) -> dict[str, Any]:
    """One file in every state there is."""
    office, peer = world["users"]["admin"], world["users"]["peer"]
    program = queries.programs_to_fill(office)[0]
    met = f"name,peer,date,start,minutes\nAna R.,{peer.email},3/4/2026,14:30,45\n"
    people = "name,language,phone,may text\nSam,Español,,\nAna R.,,202-555-0143,yes\n"
    mend = (
        "name,language,phone,may text\n" + "=cmd,Klingon,,\nBo,Klingon,,\nCy,,x,\n" + "Dee,,,perhaps\n" * 30
    )
    runs = {
        "uploaded_run": _file("Wer,language,Old column,phone\nSam,es,17,\n", office),
        "asking_run": _checked(met, office, program, "sessions"),
        "mend_run": _checked(mend, office, program),
        "ready_run": _checked(people, office, program),
        "done_run": _checked("name\nSam Nobody\n", office, program),
        "failed_run": _file("name\nFay\n", office),
        "working_run": _file("name\nGo\n", office),
    }
    services.bring_in(run=runs["done_run"], by=office)
    services.work_on(run_id=runs["done_run"].pk)
    ImportRun.objects.filter(pk=runs["failed_run"].pk).update(state="failed", trouble="died")
    services.choose_columns(run=runs["working_run"], columns=["name"], program=program, by=office)
    ImportProgress.objects.filter(run=runs["working_run"]).update(done=1)
    return {name: run.pk for name, run in runs.items()}


def _bare(agency_id: uuid.UUID, by: Any) -> ImportRun:
    return ImportRun.objects.create(
        agency_id=agency_id, kind="people", started_by=by, file_key="x", header="name", header_key="x",
        delimiter=",", lines=2, columns=["name"], expires_at=clock.now() + timedelta(hours=1),
    )  # fmt: skip


def crowd(one: Any) -> None:
    for _ in one.people:
        _bare(one.agency.pk, one.office)


def scene(person: Any, peer: Any) -> None:
    runs = [_bare(person.agency_id, peer.user) for _ in range(2)]
    common = {"agency_id": person.agency_id, "kind": "people"}
    ImportChunk.objects.create(agency_id=person.agency_id, run=runs[0], part="file", number=0, text="name")
    ImportedRow.objects.create(fingerprint="x", target_id=person.pk, **common)
    RememberedColumns.objects.create(header_key="x", columns=["name"], **common)
