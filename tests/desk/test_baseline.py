"""Rows older than their history: how they stood is written down once, so that their next change has a before."""

from types import SimpleNamespace

import psycopg
import pytest
from django.apps import apps
from django.urls import reverse

from peersupport.accounts import services as accounts
from peersupport.core.operations import Baseline
from peersupport.desk import services
from peersupport.desk.queries.changes import TABLES, changes_page
from peersupport.people.services import link_supervision
from tests.factories import (
    make_admin,
    make_cover,
    make_grant,
    make_pairing,
    make_peer,
    make_person,
    make_program,
    make_supervisor,
    sign_in,
)
from tests.sessions_app.world import publish_once

BEGINNINGS = (
    ("accounts", Baseline("Agency", "Program", "Membership", "StaffInvitation")),
    ("people", Baseline("SupervisionLink")),
    ("consent", Baseline("ConfidentialityPolicy", "PolicyAudience")),
    ("people", Baseline("PersonGrant", "Pairing", only_with={"Pairing": "covers_for_id"})),
)
# Tables that had their history from the first on.
FROM_THE_FIRST = {"words", "to_peers", "line", "exception", "decides", "rules",
                  "named", "phone", "help", "duty"}  # fmt: skip
EVENTS = [apps.get_model(label) for kind, (label, _fields) in TABLES.items() if kind not in FROM_THE_FIRST]


@pytest.fixture
def old_house(django_db_setup):
    """A house with something in every table that has a history, all of it from before there was one."""
    office = make_admin(name="Farah Naseri")
    make_admin(agency=office.agency)
    office.program = make_program(agency=office.agency, level="brief", names={"en": "Walk With Me"})
    supervisor = make_supervisor("clinical", agency=office.agency, name="Emeka")
    link_supervision(peer=make_peer(agency=office.agency), supervisor=supervisor, kind="clinical", by=office)
    accounts.invite_staff(name="Lee", roles=["peer"], by=office)
    publish_once(office.agency)
    pairing = make_pairing(person=make_person(program=office.program))
    make_cover(pairing=pairing)
    make_grant(person=pairing.person, user=supervisor)
    django_db_setup.execute("SET session_replication_role = replica")
    for event in EVENTS:
        django_db_setup.execute(f"DELETE FROM {event._meta.db_table}")
    django_db_setup.execute("SET session_replication_role = DEFAULT")
    return office


def run(connection, way):
    """As `migrate` does, by the owner of the tables."""
    state = SimpleNamespace(apps=apps)
    for app, operation in BEGINNINGS:
        getattr(operation, f"database_{way}")(app, connection, state, state)


def found():
    return {event.__name__: list(event.objects.order_by("pgh_id").values()) for event in EVENTS}


def test_every_row_has_one_beginning_and_no_page_tells_it_as_a_change(old_house, django_db_setup):
    assert not any(found().values())

    run(django_db_setup, "forwards")
    once = found()
    run(django_db_setup, "forwards")

    assert {name: len(rows) for name, rows in once.items()} == {
        event.__name__: event._meta.get_field("pgh_obj").related_model.objects.count() for event in EVENTS
    } | {"PairingEvent": 1}
    assert all(once.values())
    assert {row["pgh_label"] for rows in once.values() for row in rows} == {"baseline"}
    assert found() == once
    assert changes_page(old_house).lines == []
    assert sign_in(old_house).get(reverse("desk:changes")).status_code == 200


def test_the_first_change_of_an_old_row_shows_what_stood_there_before(old_house, django_db_setup):
    run(django_db_setup, "forwards")

    accounts.change_agency(agency=old_house.agency, on_call_phone="555-0100", by=old_house)
    services.change_program(
        program=old_house.program, level="together", names={"en": "Walk With Me"}, time_zone="UTC",
        supervision_model="hybrid", by=old_house,
    )  # fmt: skip
    program, house = changes_page(old_house).lines

    assert "before “A short note that you can read”, now “A note we write together”" in program.words
    assert house.details == ["Who answers at night: before nobody, now 555-0100"]


def test_the_way_back_takes_the_beginnings_away_and_leaves_the_changes(old_house, django_db_setup):
    run(django_db_setup, "forwards")
    accounts.change_agency(agency=old_house.agency, on_call_phone="555-0100", by=old_house)

    run(django_db_setup, "backwards")

    assert {name: len(rows) for name, rows in found().items() if rows} == {"AgencyEvent": 1}
    with pytest.raises(psycopg.errors.RestrictViolation):
        django_db_setup.execute("DELETE FROM accounts_agencyevent")
