from django import forms
from django.utils.translation import gettext_lazy as _

from sessions_app.models import CheckInAnswer, CheckInQuestion

from .fields import CHOOSE

HINTS = {
    question: _("only in a week in which you met somebody from here")
    for question in CheckInQuestion
    if question.is_about_a_meeting
}


class AnswerForm(forms.Form):
    """One of four words. Each is a button of its own."""

    answer = forms.TypedChoiceField(coerce=int, choices=CheckInAnswer.choices, error_messages=CHOOSE)


class QuestionsForm(forms.Form):
    """What somebody likes to be asked. Nothing is chosen for them."""

    questions = forms.MultipleChoiceField(
        label=_("Which of these may we ask?"),
        choices=CheckInQuestion.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"hints": HINTS}),
        error_messages={
            "required": _("Please choose at least one."),
            "invalid_choice": CHOOSE["invalid_choice"],
        },
    )
