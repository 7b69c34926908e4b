"""Migration operations that the ORM has no words for."""

from pathlib import Path
from typing import Any

from django.db.migrations.operations.base import Operation

BASELINE = "baseline"  # the label of an event that is no change, see Baseline


class Tables(Operation):
    """Many tables in one step, and their triggers: each is made as it stands at the end of the step.

    Django draws up all models anew after every operation that makes or changes one; for the tables of an empty
    database that is nearly all the time `migrate` takes. Here it does so once for all of them. So `operations` holds
    models with all their fields, indexes and constraints (CreateModel) and what is laid upon them (AddTrigger), never
    two operations on the same column. There is no way back: a database without its tables is a new database.
    """

    reversible = False
    serialization_expand_args = ["operations"]

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: Any) -> None:
        vars(state).pop("apps", None)  # the models as drawn up so far; drawn up again when asked for
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)


class AgencyKeys(Operation):
    """Composite foreign keys (agency_id, x_id) → (agency_id, id), so that no row can point into another agency.

    tables: {"table": {"column": "target table"}}. Each target gets the unique pair it needs.
    """

    reversible = True

    def __init__(self, tables: dict[str, dict[str, str]]) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing: the constraints live in the database alone."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for target in sorted({to for columns in self.tables.values() for to in columns.values()}):
            schema_editor.execute(
                f"""DO $$ BEGIN
                IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{target}_agency_pair') THEN
                  ALTER TABLE {target} ADD CONSTRAINT {target}_agency_pair UNIQUE (agency_id, id);
                END IF; END $$"""
            )
        for table, column, target in self._keys():
            schema_editor.execute(
                f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_same_agency "
                f"FOREIGN KEY (agency_id, {column}) REFERENCES {target} (agency_id, id) "
                "DEFERRABLE INITIALLY DEFERRED"
            )

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table, column, _target in self._keys():
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_same_agency")

    def _keys(self) -> list[tuple[str, str, str]]:
        return [
            (table, column, target)
            for table, columns in self.tables.items()
            for column, target in columns.items()
        ]

    def describe(self) -> str:
        return "Composite agency keys on " + ", ".join(self.tables)


class AppendOnly(Operation):
    """A trigger that refuses UPDATE and DELETE. The grants of `manage.py migrate` say the same to the app's role."""

    reversible = True

    def __init__(self, *tables: str, allow_delete: bool = False) -> None:
        self.tables, self.allow_delete = tables, allow_delete

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing: the triggers live in the database alone."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        events = "UPDATE" if self.allow_delete else "UPDATE OR DELETE"
        for table in self.tables:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_is_append_only BEFORE {events} ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in self.tables:
            schema_editor.execute(f"DROP TRIGGER {table}_is_append_only ON {table}")

    def describe(self) -> str:
        return "Append-only: " + ", ".join(self.tables)


class Baseline(Operation):
    """One event "baseline" for each row that has none: how it stood when its history began, so that its first change
    has a before. Rows that have an event already are left alone; it can run any number of times.

    models: names of models of this app that are tracked (core.history). only_with: columns without which a row of a
    model leaves none.
    """

    reversible = True

    def __init__(self, *models: str, only_with: dict[str, str] | None = None) -> None:
        self.models, self.only_with = models, only_with or {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing: only rows are written."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for row, event in self._pairs(app_label, from_state):
            columns = [f.column for f in event._meta.concrete_fields if not f.name.startswith("pgh_")]
            told = "".join(f", {column}" for column in columns)
            events, rows = event._meta.db_table, row._meta.db_table
            schema_editor.execute(
                f"INSERT INTO {events} (pgh_created_at, pgh_label, pgh_obj_id{told}) "
                f"SELECT now(), '{BASELINE}', {rows}.id{told} FROM {rows} "
                f"WHERE {self.only_with.get(row.__name__, 'id')} IS NOT NULL "
                f"AND NOT EXISTS (SELECT FROM {events} e WHERE e.pgh_obj_id = {rows}.id) ORDER BY {rows}.id"
            )

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for _row, event in self._pairs(app_label, from_state):
            events = event._meta.db_table
            schema_editor.execute(f"ALTER TABLE {events} DISABLE TRIGGER {events}_is_append_only")
            schema_editor.execute(f"DELETE FROM {events} WHERE pgh_label = '{BASELINE}'")
            schema_editor.execute(f"ALTER TABLE {events} ENABLE TRIGGER {events}_is_append_only")

    def _pairs(self, app_label: str, state: Any) -> list[tuple[Any, Any]]:
        find = state.apps.get_model
        return [(find(app_label, name), find(app_label, f"{name}Event")) for name in self.models]

    def describe(self) -> str:
        return "Where the histories begin: " + ", ".join(self.models)


def sql_file(path: Path) -> str:
    """The text of a *.sql file that a migration runs."""
    return path.read_text()
