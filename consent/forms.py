"""The pages of the conversation: who is here, what was said about the promise, the choices, and the answer."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from peersupport.core.text import LineField, TextField

from .models import ConsentRecord
from .services import AROUND, Cell
from .wording import CHOICES

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
SMALL = {"rows": 2, "data-optional": True}


class HereForm(forms.Form):
    """Who is in the room, and in which language."""

    language = forms.ChoiceField(
        label=_("In which language do we talk?"),
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages={"required": _("Please choose a language.")},
    )
    interpreter = LineField(
        label=_("Who interprets?"),
        help_text=_("Empty if nobody does."),
        required=False,
        most=AROUND["interpreter"],
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-optional": True}),
    )
    present = LineField(
        label=_("Who else is here?"),
        help_text=_("It can be somebody who has nothing to do with us. You choose."),
        required=False,
        most=AROUND["present"],
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-optional": True}),
    )

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(code, _own_name(code)) for code in languages]  # type: ignore[attr-defined]


def _own_name(code: str) -> str:
    with override(code):
        return str(_(dict(settings.LANGUAGES)[code]))


class PromiseForm(forms.Form):
    """After the promise: what they asked, and the one question that checks the peer's words, not the person."""

    questions = TextField(
        label=_("What did you ask me?"),
        help_text=_("So that we find the answers again."),
        required=False,
        most=AROUND["questions"],
        widget=forms.Textarea(attrs=SMALL),
    )
    say_back = TextField(
        label=_("Your words"),
        required=False,
        most=AROUND["say_back"],
        widget=forms.Textarea(attrs=SMALL),
    )
    keep_say_back = forms.BooleanField(label=_("Keep these words with what we agree"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("keep_say_back"):
            said["say_back"] = ""
        return said


class ChoicesForm(forms.Form):
    """At most five questions, each a plain yes or no, and what is never to be written."""

    leave_out = TextField(
        label=_("What we leave out"),
        help_text=_("A name, a place or a part of your life that is never to be written down. One a line."),
        required=False,
        most=1000,
        widget=forms.Textarea(attrs=SMALL),
    )

    def __init__(self, *args: Any, asked: Iterable[Cell], before: Mapping[Cell, bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cells = {f"choice_{audience}_{content}": (audience, content) for audience, content in asked}
        self.before = before
        for name, cell in self.cells.items():
            self.fields[name] = self._choice(cell)
        self.order_fields([*self.cells, "leave_out"])

    def _choice(self, cell: Cell) -> forms.ChoiceField:
        words = CHOICES[cell]
        return forms.ChoiceField(
            label=words.question,
            choices=YES_NO,
            required=False,
            initial={True: "yes", False: "no"}.get(self.before.get(cell)),  # type: ignore[arg-type]
            widget=forms.RadioSelect(
                attrs={"data-look": "tiles", "hints": {"yes": words.yes_means, "no": words.no_means}}
            ),
        )

    @property
    def new_fields(self) -> list[forms.BoundField]:
        return [self[name] for name, cell in self.cells.items() if cell not in self.before]

    @property
    def old_fields(self) -> list[forms.BoundField]:
        """Questions that were answered before, with that answer in them."""
        return [self[name] for name, cell in self.cells.items() if cell in self.before]


class AnswerForm(forms.Form):
    """What the person says, and how they say it."""

    answer = forms.ChoiceField(
        label=_("What do you say?"),
        # "Not today" stands first: nobody signs by habit.
        choices=[("not_today", _("Not today")), ("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect(
            attrs={
                "data-look": "tiles",
                "class": "ps-options--one",
                "hints": {
                    "not_today": _("We can still meet. I write down only that we met."),
                    "yes": _("We start. I can write notes, and you can read them."),
                    "no": _("We can still meet. I write no notes about you."),
                },
            }
        ),
        error_messages={"required": _("Please choose one of the three answers.")},
    )
    way = forms.ChoiceField(
        label=_("How do you say it?"),
        choices=[
            (ConsentRecord.Way.TYPED, _("I type my name")),
            (ConsentRecord.Way.DRAWN, _("I draw my signature")),
            (ConsentRecord.Way.SPOKEN, _("I say it, and somebody hears it")),
            (ConsentRecord.Way.PAPER, _("I signed on paper")),
        ],
        initial=ConsentRecord.Way.TYPED,
        required=False,
        widget=forms.RadioSelect(attrs={"data-look": "chips", "data-shown-when": "answer=yes"}),
    )
    signature = LineField(
        label=_("Your name, as you sign"),
        required=False,
        most=120,
        widget=forms.TextInput(attrs={"data-shown-when": "way=typed|paper", "autocomplete": "off"}),
    )
    drawing = forms.CharField(label=_("Your signature"), required=False, strip=True, widget=forms.HiddenInput)
    witness = LineField(
        label=_("Who else heard it?"),
        required=False,
        most=120,
        widget=forms.TextInput(attrs={"data-shown-when": "way=spoken", "autocomplete": "off"}),
    )
    guardian = LineField(
        label=_("Name of the guardian, as they sign"),
        help_text=_("Only where the law gives you one. Your own yes comes first, and your no stays a no."),
        required=False,
        most=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-optional": True}),
    )
    policy_read = forms.UUIDField(widget=forms.HiddenInput)
