"""The sentences of a concern's course: the same for who raised it, who has it, and the person."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peersupport.safety.models import Concern, ConcernStep

Kind = ConcernStep.Kind
FIELDS = {
    "where": gettext_lazy("Where they are"),
    "reach": gettext_lazy("How to reach them"),
    "danger": gettext_lazy("What the danger is"),
    "in_danger": gettext_lazy("Who is in danger"),
    "tried_talk": gettext_lazy("We talked"),
    "tried_plan": gettext_lazy("We used the plan for hard times"),
    "tried_others": gettext_lazy("What else was tried"),
    "why_not_talked": gettext_lazy("Why we didn't talk about it first"),
    "is_close": gettext_lazy("Why it is close and serious"),
    "not_enough": gettext_lazy("Why what we tried together is not enough"),
}
SENTENCES = {
    Kind.RECORDED: gettext_lazy("%(by)s wrote it down"),
    Kind.ASKED: gettext_lazy("%(to)s is asked"),
    Kind.SENT: gettext_lazy("The message to %(to)s went out"),
    Kind.PASSED_ON: gettext_lazy("%(by)s can't take it now: the next is asked"),
    Kind.END_OF_LINE: gettext_lazy("Nobody is left to ask: please call"),
    Kind.ADDED: gettext_lazy("%(by)s said more"),
    Kind.TAKEN: gettext_lazy("%(by)s has it"),
    Kind.ACTING: gettext_lazy("%(by)s is on it"),
    Kind.SAID: gettext_lazy("%(by)s wrote"),
    Kind.HANDED_ON: gettext_lazy("%(by)s handed it on to %(to)s"),
    Kind.ANSWERED: gettext_lazy("%(by)s answered a wish"),
    Kind.GROUND: gettext_lazy("%(by)s said on which ground something may go out"),
    Kind.WAIT_ASKED: gettext_lazy("%(by)s asked to tell them later"),
    Kind.WAIT_AGREED: gettext_lazy("%(by)s agreed to tell them later"),
    Kind.TOLD: gettext_lazy("%(by)s told them"),
    Kind.REPORTED: gettext_lazy("%(by)s wrote down a report"),
    Kind.CLOSED: gettext_lazy("%(by)s closed it"),
    Kind.TALKED_THROUGH: gettext_lazy("Talked through, written down by %(by)s"),
}
# The same, said to the person themselves.
TO_THEM = {
    Kind.WAIT_ASKED: gettext_lazy("%(by)s asked to tell you later"),
    Kind.WAIT_AGREED: gettext_lazy("%(by)s agreed to tell you later"),
    Kind.TOLD: gettext_lazy("%(by)s told you"),
}


def step_words(step: ConcernStep, *, to_them: bool = False) -> str:
    by = step.by.name if step.by else ""
    sentences = SENTENCES | (TO_THEM if to_them else {})
    return str(sentences[Kind(step.kind)]) % {"by": by, "to": step.to.name if step.to else ""}


def state_words(concern: Concern) -> str:
    """Where it stands now, in one sentence that says no more than what is stored."""
    if concern.is_closed:
        return _("Closed")
    if concern.state == Concern.State.ACTING and concern.acknowledged_by:
        return _("%(name)s is on it") % {"name": concern.acknowledged_by.name}
    if concern.acknowledged_by:
        return _("%(name)s has it") % {"name": concern.acknowledged_by.name}
    if concern.stands_with is None:
        return _("It is kept. Nobody could be asked: please call this number now.")
    name = {"name": concern.stands_with.name}
    if concern.sent_at is None:
        return _("It is kept. %(name)s is being asked now.") % name
    return _("It is kept, and a message went out. %(name)s is being asked now.") % name
