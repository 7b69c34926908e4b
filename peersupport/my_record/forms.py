from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.core.text import LineField, TextField
from peersupport.people.models import AboutMe


class ContactForm(forms.Form):
    """How and when it is safe to reach me. Nothing is safe until it was chosen."""

    phone = LineField(
        label=_("Phone"),
        required=False,
        most=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    may_call = forms.BooleanField(label=_("You may call me"), required=False)
    may_text = forms.BooleanField(
        label=_("It is safe to text me"),
        required=False,
        help_text=_("Leave it empty if somebody else could see the screen."),
    )
    phone_is_shared = forms.BooleanField(label=_("Somebody else uses this phone too"), required=False)
    email = LineField(
        label=_("E-mail"),
        required=False,
        most=254,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
    )
    may_email = forms.BooleanField(label=_("It is safe to send me e-mail"), required=False)
    address = LineField(
        label=_("Address"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    may_write = forms.BooleanField(label=_("It is safe to send me a letter"), required=False)
    safe_hours = LineField(
        label=_("When is it safe?"),
        required=False,
        help_text=_("For example: weekdays before three."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    other_way = LineField(
        label=_("Another way to reach me"),
        required=False,
        help_text=_("For example: ask for me at the library on Tuesdays."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class GoodbyeForm(forms.Form):
    other_peer = forms.BooleanField(label=_("I'd like a different peer"), required=False)


class AboutForm(forms.Form):
    text = TextField(
        label=_("Something about me"),
        help_text=_(
            "How to greet me, faith, family, food, how I make sense of what happened. Only what you like."
        ),
        most=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    audience = forms.ChoiceField(
        label=_("Who may read it?"),
        choices=AboutMe.Audience,
        initial=AboutMe.Audience.NOBODY,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
    )


class LeaveOutForm(forms.Form):
    text = LineField(
        label=_("Never write about"),
        help_text=_("A name, a place, a part of my life. Your peer sees this above the box when they write."),
        most=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PromiseCommentForm(forms.Form):
    """What the person thinks of a new version before it holds."""

    text = TextField(
        label=_("What do you think?"),
        help_text=_("The office reads it without your name, and answers. You don't have to say anything."),
        most=4000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "ps-note"}),
    )


class NameForm(forms.Form):
    """One's name under something that goes on as it is."""

    signature = LineField(
        label=_("Your name, as you sign"),
        most=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Please write the name here, as a signature.")},
    )
