"""The plan for hard times as it is written: thirteen boxes, none of them required."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Language
from peersupport.audit.services import Purpose
from peersupport.core.text import TextField
from peersupport.safety.models import SafetyPlan
from peersupport.safety.plan_words import PARTS
from peersupport.safety.services.plan import MOST_LETTERS

CHOOSE = {"required": _("Please choose one."), "invalid_choice": _("Please choose one of the answers shown.")}
# No script hears the keys and nothing is corrected by us, nor commented on: these are the person's own words.
BOX = {
    "rows": 4,
    "class": "ps-note",
    "spellcheck": "true",
    "autocapitalize": "sentences",
    "autocomplete": "off",
}
YES, NO = "yes", "no"
TYPED = (SafetyPlan.Typed.BESIDE, SafetyPlan.Typed.PAPER)


def _chips(choices: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=choices,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages=CHOOSE,
        **options,
    )


class PlanForm(forms.Form):
    """`asks_how`: a peer types, and says whether beside the person or from their paper."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)
    show_not_wanted = _chips(
        [(YES, _("Yes, show it")), (NO, _("No, not that way"))],
        label=_("May whoever comes when it is hard see “What I do not want”?"),
        help_text=_(
            "Somebody on call here, when one of us is worried about me. Nothing else of this page. "
            "No answer means no."
        ),
        required=False,
    )
    language = _chips(Language.choices, label=_("Language of these words"))
    typed = _chips(
        [(TYPED[0], _("I typed, and they sat beside me")), (TYPED[1], _("I copied it from their paper"))],
        label=_("How did the words come here?"),
    )

    def __init__(self, *args: Any, asks_how: bool, speaks: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PARTS:
            self.fields[part.name] = TextField(
                label=part.title,
                help_text=part.hint,
                most=MOST_LETTERS,
                required=False,
                widget=forms.Textarea(attrs=BOX | {"lang": speaks}),
            )
        if not asks_how:
            del self.fields["typed"]

    @property
    def boxes(self) -> list[forms.BoundField]:
        return [self[part.name] for part in PARTS]

    def said(self) -> dict[str, Any]:
        """What save_plan() takes."""
        values = dict(self.cleaned_data)
        answer = values.pop("show_not_wanted", "")
        return {
            "parts": {part.name: values[part.name] for part in PARTS},
            "show_not_wanted": {YES: True, NO: False}.get(answer),
            **{name: values[name] for name in ("base", "language", "typed") if name in values},
        }

    @classmethod
    def payload(cls, data: Mapping[str, Any]) -> dict[str, str]:
        """What a draft keeps of a POST: the fields of this form and nothing else."""
        names = [*cls.base_fields, *(part.name for part in PARTS)]
        return {name: str(data[name]) for name in names if name in data}

    @staticmethod
    def answer_of(plan: SafetyPlan | None) -> str:
        return "" if plan is None or plan.show_not_wanted is None else (YES if plan.show_not_wanted else NO)


class WhyForm(forms.Form):
    """Why somebody opens it who does not walk with the person. The person reads the answer."""

    why = forms.ChoiceField(
        choices=[
            (Purpose.ASKED_BY_PEER, _("the peer asked me to")),
            (Purpose.DOCUMENTATION, _("for the paperwork")),
            (Purpose.SAFETY, _("for somebody's safety")),
            (Purpose.OTHER, _("something else")),
        ]
    )
