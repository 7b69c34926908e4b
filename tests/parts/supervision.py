"""Supervision: the first page that staff share, and its meetings. What each part of it adds stands beside this file."""

from typing import Any

from peersupport.core import clock
from peersupport.rules.models import HousePromise
from supervision.models import ClinicalMeeting, ClinicalPlace, SeniorMeeting, SeniorPlace
from tests import factories

TABLE = """
# --- supervision: everybody who works here has the page, each with their own lines -----------------------------------
supervision:index                       GET   200 staff
"""
PAGES = {
    "peer": ["supervision:index"],
    "clinical": ["supervision:index"],
    "senior": ["supervision:index"],
    "admin": ["supervision:index"],
}
CHANGED = {
    "a_clinical_meeting_was_on_a_day": "UPDATE supervision_clinicalmeeting SET held_on = NULL WHERE state = 'held'",
    "a_senior_meeting_was_on_a_day": "UPDATE supervision_seniormeeting SET held_on = NULL WHERE state = 'held'",
    "a_house_promises_days_it_can_keep": "UPDATE rules_housepromise SET answer_days = 0",
    "signals_are_accepted_by_somebody": "UPDATE rules_housepromise SET signals_accepted_at = now()",
}
COPIED: dict[str, tuple[str, str, dict[str, str]]] = {
    "one_clinical_place": ("supervision_clinicalplace", "true", {}),
    "one_senior_place": ("supervision_seniorplace", "true", {}),
    "one_house_promise": ("rules_housepromise", "true", {}),
}


def scene(person: Any, peer: Any) -> None:
    """One meeting in each room and a promise to the peers, without their services."""
    HousePromise.objects.create(agency_id=person.agency_id)
    rooms = ((ClinicalMeeting, ClinicalPlace, "clinical"), (SeniorMeeting, SeniorPlace, "senior"))
    for meeting, place, kind in rooms:
        supervisor = factories.make_supervisor(kind, agency=person.agency)
        held = meeting.objects.create(
            agency_id=person.agency_id, supervisor=supervisor, made_by=supervisor, form="individual",
            state="held", held_on=clock.now().date(), minutes=50,
        )  # fmt: skip
        place.objects.create(agency_id=person.agency_id, meeting=held, peer=peer)
