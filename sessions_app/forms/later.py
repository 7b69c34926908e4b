from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.audit.services import Purpose
from sessions_app.levels import FULL_LETTERS
from sessions_app.models import SessionNote

from .note_box import NoteField, WithNoteBox
from .parts import give_hints

WHY = [
    (Purpose.ASKED_BY_PEER, _("the peer asked me to")),
    (Purpose.DOCUMENTATION, _("for the paperwork")),
    (Purpose.SAFETY, _("for somebody's safety")),
    (Purpose.OTHER, _("something else")),
]


class AddendumForm(WithNoteBox):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = NoteField(
        rows=4,
        label=_("Add something later"),
        help_text=_("The note itself stays as it is. This stands below it, with the date."),
        most=FULL_LETTERS,
    )

    def is_about(self, note: SessionNote) -> None:
        """Hints follow the language of the note, and what its person asked for."""
        give_hints(self, note.person, language=note.language)


class WhyForm(forms.Form):
    """Why somebody opens what another wrote. The person reads the answer."""

    why = forms.ChoiceField(choices=WHY)
