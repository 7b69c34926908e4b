"""The same short answers in two voices: the person's own, and that of whoever walks with them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from .models import IdeaOf, WhoseStep

MY_IDEA = {
    IdeaOf.THEM: _("my own idea"),
    IdeaOf.US: _("we found it together"),
    IdeaOf.PEER: _("my peer’s idea"),
    IdeaOf.SOMEONE: _("somebody else’s idea"),
}
MY_STEP = {
    WhoseStep.THEM: _("my step"),
    WhoseStep.US: _("our step"),
    WhoseStep.ME: _("my peer’s step"),
}
THEIR_STEP = {
    WhoseStep.THEM: _("their step"),
    WhoseStep.US: _("a step of both"),
    WhoseStep.ME: _("their peer’s step"),
}


def ideas(*, own: bool) -> dict[str, Any]:
    """Whose idea it was, as the person says it or as their peer does."""
    return {code.value: MY_IDEA[code] if own else code.label for code in IdeaOf}


def whose_steps(*, own: bool) -> dict[str, Any]:
    """Whose step it is, on a page that either of them or somebody else may read."""
    return {code.value: (MY_STEP if own else THEIR_STEP)[code] for code in WhoseStep}
