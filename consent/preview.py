"""A version as a person would see it, before there is anybody to see it: everyday words stand in for the names."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from peersupport.accounts.models import Program

from .models import ConfidentialityPolicy
from .rule import Audience, Content, Rule
from .wording import CHOICES, ChoiceWords, PolicyWords, pages_of


def preview_of(policy: ConfidentialityPolicy, language: str) -> PolicyWords:
    """The pages of the conversation in one language. Three queries."""
    programs = Program.objects.filter(agency_id=policy.agency_id, closed_on=None)
    levels = {program.level: program.name for program in programs}
    open_door = levels.get(Program.Level.NONE) or levels.get(Program.Level.ATTENDANCE)
    facts = {"billable"} if Program.Level.BILLABLE in levels else set()
    with override(language):
        words = {
            "peer": _("your peer"),
            "agency": policy.agency.neutral_name,
            "program": levels.get(Program.Level.BILLABLE) or _("your program"),
            "open_door_program": open_door or "",
            "clinical_supervisor": _("the clinical supervisor"),
            "senior_peer_supervisor": _("the senior peer supervisor"),
            "on_call_phone": policy.agency.on_call_phone,
            "minutes": str(policy.acknowledge_minutes),
            "crisis_team": _("the crisis team"),
            "child_line": _("the line that protects children"),
            "adult_line": _("the line that protects adults"),
            "valid_until": _("one year from today"),
            "complaints_contact": _("the office"),
            "outside_advocate": _("an advocate who does not work here"),
        }
    return pages_of(
        policy=policy, language=language, words=words, facts=facts | ({"open door"} if open_door else set())
    )


def choices_of(policy: ConfidentialityPolicy) -> list[ChoiceWords]:
    """What the person is asked, in the order of the conversation."""
    asked = policy.audiences.filter(rule=Rule.ASK).order_by("audience", "content")
    cells = [(Audience(a), Content(c)) for a, c in asked.values_list("audience", "content")]
    return [CHOICES[cell] for cell in cells if cell in CHOICES]
