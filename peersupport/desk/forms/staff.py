"""Colleagues: asked to come in, with what they do, and what they type when they come."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.invitations import tidy
from peersupport.accounts.models import Agency, Language, Program
from peersupport.accounts.roles import SENTENCES, Role
from peersupport.core.text import LineField
from peersupport.people.models import Credential

from .common import CHOOSE_ONE, CHOOSING, day_field

EMAIL_ODD = _("This does not look like an e-mail address. One looks like name@example.org.")
TASKS = [role for role in Role if role != Role.PERSON]


def task_choices() -> list[tuple[str, str]]:
    return [(str(role), str(capfirst(role.label))) for role in TASKS]


def _program_choices(programs: Iterable[Program]) -> list[tuple[str, str]]:
    return [("", str(_("the whole house"))), *((str(program.pk), program.name) for program in programs)]


class InviteForm(forms.Form):
    """Name, a way in, what they do. Everything else is filled in as most colleagues need it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = LineField(label=_("Their name"), most=120)
    email = LineField(
        label=_("E-mail"),
        help_text=_("Leave it empty and print the invitation instead."),
        required=False,
        most=254,
        validators=[EmailValidator(EMAIL_ODD)],
        widget=forms.EmailInput(attrs={"data-optional": True}),
    )
    roles = forms.MultipleChoiceField(
        label=_("What will they do?"),
        initial=[str(Role.PEER)],
        widget=forms.CheckboxSelectMultiple(
            attrs={"hints": {str(role): sentence for role, sentence in SENTENCES.items()}}
        ),
        error_messages={"required": CHOOSE_ONE, "invalid_choice": CHOOSE_ONE},
    )
    program = forms.ChoiceField(
        label=_("In which program?"),
        help_text=_("For peers. Supervisors and the office work for the whole house."),
        required=False,
        error_messages=CHOOSING,
    )
    language = forms.ChoiceField(
        label=_("Which language do they read?"),
        choices=Language,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages=CHOOSING,
    )

    def __init__(self, *args: Any, programs: Iterable[Program], agency: Agency, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "key": uuid.uuid4(),
            "language": agency.languages[0],
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.programs = {str(program.pk): program for program in programs}
        self.fields["roles"].choices = task_choices()  # type: ignore[attr-defined]
        self.fields["program"].choices = _program_choices(self.programs.values())  # type: ignore[attr-defined]

    def invitation(self) -> dict[str, Any]:
        """What invite_staff() takes."""
        said = self.cleaned_data
        return {**said, "program": self.programs.get(said["program"])}


class TaskForm(forms.Form):
    role = forms.ChoiceField(label=_("Another task"), widget=forms.RadioSelect, error_messages=CHOOSING)
    program = forms.ChoiceField(
        label=_("In which program?"),
        help_text=_("For peers. Supervisors and the office work for the whole house."),
        required=False,
        error_messages=CHOOSING,
    )

    def __init__(self, *args: Any, programs: Iterable[Program], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programs = {str(program.pk): program for program in programs}
        self.fields["role"].choices = task_choices()  # type: ignore[attr-defined]
        self.fields["program"].choices = _program_choices(self.programs.values())  # type: ignore[attr-defined]

    def task(self) -> dict[str, Any]:
        """What give_task() takes."""
        role = self.cleaned_data["role"]
        program = self.programs.get(self.cleaned_data["program"]) if role == Role.PEER else None
        return {"role": role, "program": program}


class CredentialForm(forms.Form):
    title = LineField(
        label=_("What is it called?"),
        help_text=_("As it stands on the paper; it is not translated."),
        most=120,
    )
    stage = forms.ChoiceField(
        label=_("How far is it?"),
        choices=Credential.Stage,
        initial=Credential.Stage.CERTIFIED,
        widget=forms.RadioSelect,
        error_messages=CHOOSING,
    )
    valid_until = day_field(label=_("Valid until"))


class CodeForm(forms.Form):
    code = LineField(
        label=_("The code on your paper"),
        help_text=_("Sixteen letters and digits. Big or small letters, with or without dashes."),
        most=64,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        """The code as it stands on the paper. What has none of its letters could stand in no address either."""
        code = tidy(self.cleaned_data["code"])
        if not code or not code.isascii():
            raise ValidationError(
                _("This is not the code: it has sixteen letters and digits, A to Z and 2 to 7.")
            )
        return code


class AcceptForm(forms.Form):
    name = LineField(
        label=_("Your name"),
        help_text=_("As you like to be called here."),
        most=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = LineField(
        label=_("Your e-mail for signing in"),
        help_text=_("When you sign in, we send a code there."),
        most=254,
        validators=[EmailValidator(EMAIL_ODD)],
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=Language,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
        error_messages=CHOOSING,
    )
    password = forms.CharField(
        label=_("A password"),
        help_text=_("Twelve characters or more. Without one you sign in with a code each time."),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "data-optional": True}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        if "\x00" in password:
            raise ValidationError(
                _("One character in here is broken and can't be stored. Please type it again.")
            )
        return password
