"""Questions for the peer room about power, culture and not knowing. One is offered a meeting; nobody has to answer.

An answer is said, not written. Whoever wants to keep one for themselves does so in their own place, see KeptAnswer.
"""

from django.utils.translation import gettext_lazy as _

QUESTIONS = (
    _("Whose idea of “better” was in the room this week?"),
    _("What did I not understand about someone's family, faith or language, and did I ask?"),
    _("Where did my role give me power that the other person did not have?"),
    _("Did I see the person, or someone they reminded me of?"),
    _("What would they say I got wrong?"),
    _("Who taught me something this week about a life I have not lived?"),
    _("What did I take for granted that is not so for everybody here?"),
    _("When did I speak where I could have listened?"),
)
HOW_MANY = len(QUESTIONS)
