"""Agreements that may be talked over: rows made once, and the office's list of them."""

from typing import Any

from consent import services
from consent.models import ConsentReminder
from peersupport.core import clock
from tests import factories

TABLE = """
# --- agreements to talk over: for the office alone -----------------------------------------------------------------
desk:reminder_list                      GET   200 offices
"""
PAGES = {"admin": ["desk:reminder_list"], "new office": ["desk:reminder_list"]}
COUNTED = [("office", "GET", "desk:reminder_list", 8)]
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_reminder_of_a_kind": ("consent_consentreminder", "true", {"closed_at": "now()"}),
    "one_open_reminder_a_person": ("consent_consentreminder", "closed_at IS NULL", {"kind": "'ran_out'"}),
}


def show(world: dict[str, Any]) -> dict[str, Any]:
    """Somebody with whom nobody talked yet, as the next run finds them."""
    agency = world["users"]["admin"].agency
    peer = factories.make_peer(agency=agency, name="Marlow Finch")
    factories.make_pairing(person=factories.make_person(agency=agency, name="Juniper"), peer=peer)
    services.find_reminders(agency_id=agency.pk)
    return {}


def crowd(one: Any) -> None:
    services.find_reminders(agency_id=one.agency.pk)


def scene(person: Any, peer: Any) -> None:
    ConsentReminder.objects.create(
        agency_id=person.agency_id, person=person, kind="missing", due_on=clock.now().date()
    )
