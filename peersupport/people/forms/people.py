"""The person: name, and the safe ways to reach them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Program, User
from peersupport.accounts.roles import Role
from peersupport.core.text import LineField
from peersupport.people import languages
from peersupport.people.pronouns import suggestions
from peersupport.people.reach import check_email, check_phone

from .common import CHOOSE_ONE, DAY_ODD, SuggestInput, day_input, optional

NAME_MISSING = _("What may you call them? A first name or a nickname is enough.")


class IdentityForm(forms.Form):
    chosen_name = LineField(
        label=_("What shall I call you?"),
        help_text=_("The name they use. It need not be the one on any paper."),
        most=80,
        error_messages={"required": NAME_MISSING},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    pronouns = LineField(
        label=_("Pronouns"),
        most=40,
        required=False,
        widget=SuggestInput(optional(autocomplete="off", spellcheck="false"), suggestions=suggestions),
    )
    language = forms.ChoiceField(
        label=_("Language they like best"),
        choices=languages.choices,
        initial="en",
        error_messages={"required": CHOOSE_ONE, "invalid_choice": CHOOSE_ONE},
    )


class ReachForm(forms.Form):
    """Until somebody said so, no way is safe: nothing is ticked in advance."""

    phone = LineField(
        label=_("A phone number"),
        help_text=_("One way to reach them is enough, or none."),
        most=40,
        required=False,
        validators=[check_phone],
        widget=forms.TextInput(attrs=optional(type="tel", autocomplete="off", inputmode="tel")),
    )
    may_call = forms.BooleanField(label=_("It is safe to call"), required=False)
    may_text = forms.BooleanField(
        label=_("It is safe to text"),
        required=False,
        help_text=_("Not ticked means: not safe. Ask before you tick."),
    )
    phone_is_shared = forms.BooleanField(label=_("Somebody else uses or sees this phone"), required=False)
    safe_hours = LineField(
        label=_("When is it safe?"),
        most=200,
        required=False,
        widget=forms.TextInput(attrs=optional(autocomplete="off")),
    )
    email = LineField(
        label=_("An e-mail address"),
        most=254,
        required=False,
        validators=[check_email],
        widget=forms.EmailInput(attrs=optional(autocomplete="off", spellcheck="false")),
    )
    other_way = LineField(
        label=_("Another way"),
        help_text=_("Such as: leave word at the café, or with a friend."),
        most=200,
        required=False,
        widget=forms.TextInput(attrs=optional(autocomplete="off")),
    )


class AddPersonForm(IdentityForm, ReachForm):
    program = forms.ChoiceField(
        label=_("Program"),
        error_messages={"required": CHOOSE_ONE, "invalid_choice": CHOOSE_ONE},
    )
    said_yes = forms.BooleanField(label=_("We said yes to walking together"), required=False)
    is_somebody_else = forms.BooleanField(label=_("This is somebody else"), required=False)
    field_order = ("chosen_name", "pronouns", "language", "program", "phone")

    def __init__(self, *args: Any, user: User, programs: Iterable[Program], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programs = {str(program.pk): program for program in programs}
        self.fields["program"].choices = [  # type: ignore[attr-defined]
            (key, program.name) for key, program in self.programs.items()
        ]
        if len(self.programs) == 1:
            del self.fields["program"]
        if Role.PEER not in user.roles:
            del self.fields["said_yes"]

    def has_another_way(self) -> bool:
        return bool(self["email"].value() or self["other_way"].value())

    def details(self) -> dict[str, Any]:
        """What meet_person() takes."""
        details = dict(self.cleaned_data)
        details.pop("is_somebody_else")
        chosen = details.pop("program", None) or next(iter(self.programs))
        return {**details, "program": self.programs[chosen]}


class ContactForm(IdentityForm, ReachForm):
    other_languages = forms.MultipleChoiceField(
        label=_("Other languages"),
        choices=languages.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-look": "chips"}),
        error_messages={"invalid_choice": CHOOSE_ONE},
    )
    may_email = forms.BooleanField(label=_("It is safe to write an e-mail"), required=False)
    address = LineField(
        label=_("An address for letters"),
        most=200,
        required=False,
        widget=forms.TextInput(attrs=optional(autocomplete="off")),
    )
    may_write = forms.BooleanField(label=_("It is safe to send a letter"), required=False)


class LeaveOutForm(forms.Form):
    text = LineField(
        label=_("Something never to be written"),
        help_text=_("A name, a place or a part of their life, in their words."),
        most=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class DeathForm(forms.Form):
    died_on = forms.DateField(
        label=_("The day, as far as you know"),
        widget=day_input(),
        error_messages={"required": DAY_ODD, "invalid": DAY_ODD},
    )
    is_sure = forms.BooleanField(required=False, widget=forms.HiddenInput)
