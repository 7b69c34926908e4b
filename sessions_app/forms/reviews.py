"""What a supervisor asks about a note, what its author answers, and what is withheld."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Language
from peersupport.core.text import TextField
from peersupport.people.models import SupportedPerson
from sessions_app.beside import OpenReview
from sessions_app.hints import Hints, Told
from sessions_app.levels import FULL_LETTERS
from sessions_app.models import ReviewComment, WithheldPassage

from . import fields

LETTERS = 1000
# Boxes of these pages that the mirror looks at; what is chosen among answers is not written.
WRITTEN = ("good", *ReviewComment.Field.values, "left_because")
ADD, LEAVE = "add", "leave"


def _box(rows: int = 3, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(
        attrs={"class": "ps-note", "rows": rows, "spellcheck": "true", "autocapitalize": "sentences", **attrs}
    )


def own_language() -> str:
    """What is written beside a note is in the language of its writer's pages, whatever the note is in."""
    code = (get_language() or "").split("-")[0]
    return code if code in Language.values else str(Language.EN)


def mark_hints(form: forms.BaseForm, person: SupportedPerson) -> None:
    for name in WRITTEN:
        if name in form.fields:
            form.fields[name].widget.attrs |= {"data-hints": str(person.pk), "lang": own_language()}


def hints_about(form: forms.BaseForm, hints: Hints, person: SupportedPerson) -> list[Told]:
    """The hints of the server about what stands in the boxes, for who has no script."""
    return [
        told
        for name in WRITTEN
        if name in form.fields
        for told in hints.told(str(form[name].value() or ""), own_language(), person)
    ]


class ReviewForm(forms.Form):
    """What is good comes first. Then one box beside each part of the note that has something in it."""

    good = TextField(
        label=_("What is good in this note?"),
        help_text=_("This is asked first. Whoever wrote it, and whoever it is about, read it too."),
        most=LETTERS,
        error_messages={"required": _("Please say first what is good in this note.")},
        widget=_box(),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        text: Any,
        begun: OpenReview | None = None,
        typed: Mapping[str, str] | None = None,
    ) -> None:
        """typed: what stands in the boxes while somebody only looks at their words, instead of what was kept."""
        said = {comment.field: comment.text for comment in begun.comments} if begun else {}
        said = {"good": begun.good if begun else "", **said, **(dict(typed.items()) if typed else {})}
        super().__init__(data, initial=said)
        self.parts: list[tuple[Any, str, forms.BoundField]] = []
        for code, label in ReviewComment.Field.choices:
            written = getattr(text, code, "")
            if not written and code != ReviewComment.Field.ELSE:
                continue
            self.fields[code] = TextField(
                label=_("What would you like to ask about it?"), most=LETTERS, required=False, widget=_box(2)
            )
            self.parts.append((label, written, self[code]))

    def give_hints(self, person: SupportedPerson) -> None:
        """Whoever looks after the work of others writes about people, too."""
        mark_hints(self, person)

    def comments(self) -> dict[str, str]:
        return {
            code: self.cleaned_data.get(code) or ""
            for code in ReviewComment.Field.values
            if code in self.fields
        }


class ReviewAnswerForm(forms.Form):
    """Something is added to the note, or it stays as it is. Nothing written is ever changed."""

    how = forms.ChoiceField(
        label=_("What would you like to do?"),
        choices=[(ADD, _("I add something")), (LEAVE, _("I leave it as it is, because"))],
        initial=ADD,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages=fields.CHOOSE,
    )
    text = TextField(
        label=_("Add something later"),
        help_text=_("The note itself stays as it is. This stands below it, with the date."),
        most=FULL_LETTERS,
        required=False,
        widget=_box(4, **{"data-shown-when": f"how={ADD}"}),
    )
    left_because = TextField(
        label=_("I leave it as it is, because"),
        help_text=_("A few words are enough. Whoever it is about reads them too."),
        most=LETTERS,
        required=False,
        widget=_box(2, **{"data-shown-when": f"how={LEAVE}"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        name = {ADD: "text", LEAVE: "left_because"}.get(data.get("how", ""))
        if name and not data.get(name) and name not in self.errors:
            self.add_error(name, _("Please write something here."))
        return data

    def said(self) -> dict[str, str]:
        """What goes to the service: one of the two."""
        name = "text" if self.cleaned_data["how"] == ADD else "left_because"
        return {name: self.cleaned_data[name]}


class WithholdForm(forms.Form):
    text = TextField(
        label=_("What shall not be read by the person?"),
        help_text=_("Only this passage. Everything else in your note stays open to them."),
        most=LETTERS,
        widget=_box(4),
    )
    reason = forms.ChoiceField(
        label=_("Why?"),
        help_text=_("They can see which of the two it is."),
        choices=WithheldPassage.Reason.choices,
        widget=forms.RadioSelect,
        error_messages=fields.CHOOSE,
    )


class ExplainForm(forms.Form):
    text = TextField(
        label=_("Your answer"),
        help_text=_("Say why, without what is withheld. They read it below the note."),
        most=LETTERS,
        widget=_box(),
    )
