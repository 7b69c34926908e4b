from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import Language
from peersupport.core.text import LineField

from .kinds import Before, Channel, Kind


class ChoicesForm(forms.Form):
    """One field a kind, with the ways that there are; then when, and when not."""

    before = forms.MultipleChoiceField(
        label=_("When do you want to hear of a meeting?"),
        choices=Before,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    quiet_from = forms.TimeField(
        label=_("Leave me alone from"),
        required=False,
        help_text=_("What comes in between waits until the end. Somebody's safety does not wait."),
        widget=forms.TimeInput(attrs={"type": "time", "class": "ps-short"}, format="%H:%M"),
        error_messages={"invalid": _("Please write a time like 21:30.")},
    )
    quiet_until = forms.TimeField(
        label=_("until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "ps-short"}, format="%H:%M"),
        error_messages={"invalid": _("Please write a time like 21:30.")},
    )

    def __init__(self, *args: Any, kinds: list[Kind], ways: list[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        for kind in kinds:
            self.fields[kind] = forms.MultipleChoiceField(
                label=kind.label,
                choices=[(way.value, way.label) for way in ways],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        if Kind.CONCERN in kinds:
            self.fields[Kind.CONCERN].help_text = _(
                "By e-mail or by text message: one of the two has to stay."
            )
        if Kind.MEETING not in kinds:
            del self.fields["before"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and (found.get("quiet_from") is None) != (found.get("quiet_until") is None):
            self.add_error("quiet_until", _("Please give both times, or none."))
        return found

    @property
    def cards(self) -> list[forms.BoundField]:
        return [self[kind] for kind in self.kinds]

    def wanted(self) -> set[tuple[str, str]]:
        return {(kind, way) for kind in self.kinds for way in self.cleaned_data[kind]}


class NumberForm(forms.Form):
    number = LineField(
        label=_("My mobile number"),
        most=40,
        help_text=_("With + and the country, like +1 202 555 0143."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    again = LineField(
        label=_("The same once more"),
        most=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )


class DeviceForm(forms.Form):
    """What a script fills in: the address and the keys that the browser got when it subscribed."""

    endpoint = forms.CharField(widget=forms.HiddenInput)
    browser_key = forms.CharField(max_length=100, widget=forms.HiddenInput)
    browser_secret = forms.CharField(max_length=40, widget=forms.HiddenInput)


class WayOfPersonForm(forms.Form):
    """How a person wants to be told of a meeting; no way at all is what stands there first."""

    channel = forms.ChoiceField(
        label=_("Shall a message come before we meet?"),
        required=False,
        widget=forms.RadioSelect,
    )
    address = LineField(
        label=_("The number or the e-mail address"),
        required=False,
        most=254,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    is_safe_on_shared_phone = forms.BooleanField(
        label=_("Somebody else uses this phone too, and it is safe all the same"), required=False
    )
    before = forms.MultipleChoiceField(
        label=_("When?"), choices=Before, required=False, widget=forms.CheckboxSelectMultiple
    )
    sender = LineField(
        label=_("From whom shall it be?"),
        required=False,
        most=30,
        help_text=_("A name that says nothing, like “Ana” or “the library”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    own_text = LineField(
        label=_("What shall it say?"),
        required=False,
        most=140,
        help_text=_("Left empty, it says: see you soon."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    mine_from = forms.TimeField(
        label=_("The phone is mine from"),
        required=False,
        help_text=_("Nothing comes at any other time. Left empty, it may come at any hour."),
        widget=forms.TimeInput(attrs={"type": "time", "class": "ps-short"}, format="%H:%M"),
        error_messages={"invalid": _("Please write a time like 21:30.")},
    )
    mine_until = forms.TimeField(
        label=_("until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "ps-short"}, format="%H:%M"),
        error_messages={"invalid": _("Please write a time like 21:30.")},
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=Language, widget=forms.RadioSelect(attrs={"data-look": "chips"})
    )

    def __init__(self, *args: Any, ways: list[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = [(way.value, way.label) for way in ways if way in {Channel.EMAIL, Channel.SMS}]
        self.fields["channel"].choices = [("", _("No messages")), *there]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and (found.get("mine_from") is None) != (found.get("mine_until") is None):
            self.add_error("mine_until", _("Please give both times, or none."))
        return found
