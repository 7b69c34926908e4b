"""What the database itself enforces, whoever is asking: agencies apart, trails and finished words unchanged."""

import os
import random
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey, Model
from psycopg.conninfo import make_conninfo

from consent.models import PolicyLimit, PolicyText
from peersupport.accounts.models import AgencyOwned, Membership, User
from peersupport.audit.models import AccessEvent, AuditEvent
from peersupport.bench.proofs import rows
from peersupport.bench.proofs.scene import make_scene
from peersupport.core import clock
from peersupport.core.principal import acting_as
from sessions_app.models import Addendum, SessionNote
from tests.parts import gathered, made_by

# Never UPDATEd, never DELETEd, by nobody who lives in this database.
UNCHANGING = {
    "audit_auditevent",
    "audit_accessevent",
    "consent_consentchoice",
    "consent_consentrecord",
    "consent_policyaudience",
    "consent_policylimit",
    "consent_policytext",
    "sessions_app_addendum",
    "sessions_app_sessionnote",
}
UNCHANGING = gathered("UNCHANGING", UNCHANGING)
# A column to touch in each; every other table's is its agency.
TOUCH = {"consent_policyaudience": "rule", "consent_consentrecord": "language"}


def ask(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def is_history(model: type[Model]) -> bool:
    """A copy of what another table once held: it has no foreign keys in the database."""
    return hasattr(model, "pgh_tracked_model")


def owned_by_an_agency(model: type[Model]) -> bool:
    return any(field.name == "agency" for field in model._meta.fields)


def test_every_domain_row_says_whose_it_is():
    domain = [
        m
        for m in apps.get_models()
        if not is_history(m)
        and m._meta.app_label in {"accounts", "people", "consent", "sessions_app", "exchange"}
    ]
    without = {model.__name__ for model in domain if not owned_by_an_agency(model)}

    assert without == {"Agency"}
    assert AgencyOwned in SessionNote.__mro__


def test_every_foreign_key_inside_an_agency_is_composite():
    """(agency_id, x_id) → (agency_id, id): no row can point at a row of another agency."""
    found = ask(
        """SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c
           JOIN pg_attribute o ON o.attrelid = c.conrelid AND o.attnum = c.conkey[1] AND o.attname = 'agency_id'
           JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[2]
           JOIN pg_attribute t ON t.attrelid = c.confrelid AND t.attnum = c.confkey[1] AND t.attname = 'agency_id'
           WHERE c.contype = 'f' AND cardinality(c.conkey) = 2"""
    )
    wanted = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, ForeignKey)
        and not is_history(model)
        and owned_by_an_agency(model)
        and owned_by_an_agency(field.related_model)
    }

    assert sorted(wanted - set(found)) == []
    assert len(wanted) > 30


def test_a_row_cannot_point_into_another_agency():
    write_scene()
    first, second = User.objects.order_by("agency_id").values_list("agency_id", flat=True).distinct()
    stranger = User.objects.filter(agency_id=second).first()

    with pytest.raises(IntegrityError, match="same_agency"), transaction.atomic():
        Membership.objects.filter(agency_id=first).update(user=stranger)


def test_the_application_owns_nothing_and_is_no_superuser():
    role = settings.DATABASES["default"]["USER"]

    assert ask("SELECT current_user, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles "
               "WHERE rolname = current_user") == [(role, False, False, False, False)]  # fmt: skip
    assert ask("SELECT tablename FROM pg_tables WHERE tableowner = current_user") == []
    assert ask("SELECT proname FROM pg_proc WHERE pg_get_userbyid(proowner) = current_user") == []
    assert ask("SELECT has_schema_privilege(current_user, 'public', 'CREATE')") == [(False,)]


def test_truncate_is_granted_to_nobody():
    assert ask(
        """SELECT DISTINCT c.relname, g.grantee::regrole::text FROM pg_class c, aclexplode(c.relacl) g
           WHERE c.relnamespace = 'public'::regnamespace AND g.privilege_type = 'TRUNCATE'
             AND g.grantee <> c.relowner"""
    ) == []  # fmt: skip


def test_definer_functions_fix_their_path_and_are_closed_to_the_public():
    unsafe = ask(
        """SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
           AND (NOT coalesce(array_to_string(p.proconfig, ','), '') LIKE '%%search_path=public, pg_temp%%'
             OR EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
                        WHERE g.grantee = 0 AND g.privilege_type = 'EXECUTE'))"""
    )

    assert unsafe == []


def test_the_unchanging_tables_are_these():
    """By a trigger that refuses UPDATE; history tables of the library are append-only as well."""
    found = ask(
        """SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
           WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
             AND (t.tgname LIKE '%%_is_append_only' OR t.tgname LIKE '%%_is_frozen' OR t.tgname LIKE '%%_is_sealed')"""
    )

    assert {
        name for (name,) in found if not name.endswith("event") or name.startswith("audit_")
    } == UNCHANGING


def write_scene() -> None:
    """One row at least in every unchanging table, and what the parts need."""
    scene = make_scene(random.Random(5), clock.now(), staff=12, people=12)
    with transaction.atomic(), acting_as(None):
        rows.write(scene)
        note = SessionNote.objects.select_related("peer").first()
        common = {"agency_id": note.agency_id}
        Addendum.objects.create(note=note, person_id=note.person_id, author=note.peer.user, **common)
        AuditEvent.objects.create(action="x.made", target_type="x", target_id=note.pk, **common)
        AccessEvent.objects.create(
            reader_id=note.pk,
            person_id=note.pk,
            purpose="other",
            via="x",
            contents=[],
            request_id=note.pk,
            **common,
        )
        made_by("scene", note.person, note.peer)


@pytest.fixture
def frozen_rows(database):
    write_scene()
    # Words of a policy can only be written while it is a draft.
    with transaction.atomic():
        policy = ask("SELECT id, agency_id FROM consent_confidentialitypolicy LIMIT 1")[0]
        ask("UPDATE consent_confidentialitypolicy SET state = 'draft', valid_from = NULL WHERE id = %s RETURNING 1",
            policy[0])  # fmt: skip
        common = {"policy_id": policy[0], "agency_id": policy[1], "language": "en"}
        PolicyText.objects.create(page="short", title="x", body="x", **common)
        PolicyLimit.objects.create(
            code="self", order=1, title="x", plain_words="x", who_is_told="x", what_we_do_first="x", **common
        )
        ask("UPDATE consent_confidentialitypolicy SET state = 'retired', valid_from = %s WHERE id = %s RETURNING 1",
            clock.now() - timedelta(days=1), policy[0])  # fmt: skip


def statements(table: str) -> list[str]:
    column = TOUCH.get(table, "agency_id")
    other = {"rule": "1 - least(rule, 1)", "language": "'xx'", "agency_id": "gen_random_uuid()"}[column]
    return [f"UPDATE {table} SET {column} = {other}", f"DELETE FROM {table}"]


def test_unchanging_rows_refuse_the_application(frozen_rows):
    for table in sorted(UNCHANGING):
        assert ask(f"SELECT count(*) > 0 FROM {table}") == [(True,)]
        for statement in statements(table):
            with (
                pytest.raises(Exception, match="permission denied|append-only|is not changed"),
                transaction.atomic(),
            ):
                ask(statement + " RETURNING 1")


def test_unchanging_rows_refuse_their_owner(frozen_rows):
    name = settings.DATABASES["default"]["NAME"]
    url = make_conninfo(os.environ["DATABASE_OWNER_URL"], dbname=name)
    with psycopg.connect(url, autocommit=True) as owner:
        for statement in (line for table in sorted(UNCHANGING) for line in statements(table)):
            with pytest.raises(psycopg.errors.RestrictViolation):
                owner.execute(statement)
