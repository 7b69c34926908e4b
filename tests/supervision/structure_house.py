"""A house in which the structure of supervision is complete, to take things away from."""

from datetime import timedelta

from peersupport.rules.models import ProgramRules, SupervisionPack, SupervisionRule
from supervision.models import ClinicalMeeting, ClinicalPlace, SeniorMeeting, SeniorPlace
from supervision.queries import structure
from tests.factories import make_admin, make_agency, make_link, make_peer, make_program

ROOMS = {"clinical": (ClinicalMeeting, ClinicalPlace), "senior": (SeniorMeeting, SeniorPlace)}


class House:
    """A hybrid program, a peer with both links since long ago, and an office."""

    def __init__(self):
        self.agency = make_agency()
        self.office = make_admin(agency=self.agency)
        self.program = make_program(agency=self.agency)
        self.peer = make_peer(agency=self.agency, program=self.program, name="Jin Baek")
        self.links = {
            kind: make_link(peer=self.peer, kind=kind, made_by=self.office) for kind in ("clinical", "senior")
        }
        self.clinical, self.senior = (self.links[kind].supervisor for kind in ("clinical", "senior"))

    def rule(self, program=None, **values):
        program = program or self.program
        pack = SupervisionPack.objects.create(
            agency_id=self.agency.pk, jurisdiction="house", names={"en": "x"}, made_by=self.office,
            version=SupervisionPack.objects.count() + 1,
        )  # fmt: skip
        said = {
            "kind": "senior",
            "interval_days": 30,
            "minimum_minutes": 30,
            "modes": ["individual", "group"],
        }
        SupervisionRule.objects.create(agency_id=self.agency.pk, pack=pack, **{**said, **values})
        ProgramRules.objects.create(agency_id=self.agency.pk, program=program, pack=pack)

    def met(self, kind="senior", *, days, minutes=45, form="individual", state="held"):
        meetings, places = ROOMS[kind]
        meeting = meetings.objects.create(
            agency_id=self.agency.pk, supervisor=self.links[kind].supervisor, made_by=self.office, form=form,
            state=state, minutes=minutes if state == "held" else None,
            held_on=self.agency.today() - timedelta(days=days) if state == "held" else None,
        )  # fmt: skip
        places.objects.create(agency_id=self.agency.pk, meeting=meeting, peer=self.peer)

    def overdue(self, by=None):
        return [(line.title, line.text) for line in structure.overdue(by or self.office).lines]
