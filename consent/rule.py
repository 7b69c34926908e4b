"""The words of the access rule: readers, contents, the three answers of a policy, and the bits of the gate row.

    may read = relation AND NOT blocked AND allows(rule in the person's record, choice)
               AND allows(rule published now, choice)
    allows:  always -> yes · ask -> the choice is yes · never -> no · a missing choice = no

The rule itself stands once, in sql/access.sql. peersupport/bench/proofs/oracle.py says it again in plain Python,
for comparison.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rule(models.IntegerChoices):
    NEVER = 0, _("never")
    ASK = 1, _("the person chooses")
    ALWAYS = 2, _("always")


class Audience(models.TextChoices):
    PAIRED = "paired", _("my peer")
    CLINICAL = "clinical", _("clinical supervisor")
    SENIOR = "senior", _("senior peer supervisor")
    COVER = "cover", _("a peer who stands in")
    RESPONDER = "responder", _("person on call")


class Content(models.TextChoices):
    NARRATIVE = "narrative", _("what is written")
    CHECK_INS = "check_ins", _("check-ins")
    PLAN = "plan", _("plan for hard times")


AUDIENCE_NUMBER = {audience: number for number, audience in enumerate(Audience.values)}
CONTENT_NUMBER = {content: number for number, content in enumerate(Content.values)}

# What a policy may open at most; everything else stays "never". Text is never "always": a peer who comes later
# reads what an earlier one wrote only with the person's yes. sql/gate.sql says the same in at_most().
AT_MOST = {
    (Audience.PAIRED, Content.NARRATIVE): Rule.ASK,
    (Audience.PAIRED, Content.PLAN): Rule.ALWAYS,
    (Audience.CLINICAL, Content.NARRATIVE): Rule.ASK,
    (Audience.CLINICAL, Content.PLAN): Rule.ASK,
    (Audience.SENIOR, Content.NARRATIVE): Rule.ASK,
    (Audience.COVER, Content.NARRATIVE): Rule.ASK,
    (Audience.COVER, Content.PLAN): Rule.ASK,
    (Audience.RESPONDER, Content.NARRATIVE): Rule.ASK,
    (Audience.RESPONDER, Content.PLAN): Rule.ASK,
}

# What a person may be asked: plain yes/no questions with words in wording.CHOICES.
MAY_BE_ASKED = {
    (Audience.CLINICAL, Content.NARRATIVE),
    (Audience.SENIOR, Content.NARRATIVE),
    (Audience.COVER, Content.NARRATIVE),
    (Audience.PAIRED, Content.NARRATIVE),
    (Audience.RESPONDER, Content.NARRATIVE),
    (Audience.RESPONDER, Content.PLAN),
}

# Readable in three minutes: more questions than this become "never" instead.
CHOICES_AT_MOST = 5


def bit(audience: str, content: str) -> int:
    """The bit of one cell in ConsentNow.allows."""
    return 1 << (4 * AUDIENCE_NUMBER[audience] + CONTENT_NUMBER[content])
