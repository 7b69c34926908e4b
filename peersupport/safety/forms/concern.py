"""Who and one sentence; and what can be added once it is kept."""

import unicodedata
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peersupport.accounts.models import User
from peersupport.core.text import LINE_AT_MOST, OVERRIDES, LineField, TextField
from peersupport.people.models import SupportedPerson
from peersupport.safety import neighbours
from peersupport.safety.concern_querysets import people_worried_about
from peersupport.safety.concern_words import FIELDS
from peersupport.safety.models import Concern, ConcernWish, MandatedReport, RepairTalk, Telling

from .common import day_field

CHOOSE = {"required": _("Please choose one."), "invalid_choice": _("Please choose one.")}
SOMEBODY_ELSE = "else"
CHIPS_AT_MOST, LATELY, NAMES_AT_MOST = 6, 5, 400


def _chips(choices: Any, label: Any, *, required: bool = True, **more: Any) -> forms.ChoiceField:
    attrs = (
        {"data-look": "chips"}
        if required
        else {"data-look": "chips", "class": "ps-clearable", "data-optional": True}
    )
    return forms.ChoiceField(
        label=label, choices=choices, required=required, widget=forms.RadioSelect(attrs=attrs),
        error_messages=CHOOSE, **more,
    )  # fmt: skip


def _words(
    label: Any, *, required: bool = False, rows: int = 2, help_text: Any = "", shown_when: str = ""
) -> TextField:
    attrs: dict[str, Any] = {"rows": rows}
    if not required:
        attrs["data-optional"] = True
    if shown_when:
        attrs["data-shown-when"] = shown_when
    return TextField(label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs=attrs))


class KeptText(TextField):
    """What would be refused elsewhere is taken out here: a hidden character must not stop a worry."""

    def to_python(self, value: Any) -> Any:
        kept = [letter for letter in str(value or "") if letter in "\n\t\r" or not _is_refused(letter)]
        return super().to_python("".join(kept))


def _is_refused(letter: str) -> bool:
    return letter in OVERRIDES or unicodedata.category(letter) in {"Cc", "Cs"}


class AnyChoice(forms.ChoiceField):
    """Somebody who is no longer in the list is somebody else: the worry is kept all the same."""

    def valid_value(self, value: Any) -> bool:
        return True


class KeyField(forms.Field):
    """The page's own key. One that is none is a new one: nothing hidden stops a worry."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> uuid.UUID:
        try:
            return uuid.UUID(str(value))
        except ValueError:
            return uuid.uuid4()


class ConcernForm(forms.Form):
    """Nothing but who and one sentence. Whoever is not in the list is typed, and may be a description.

    A few people are chips; of more it is one line to choose from, so that the sentence stays in sight on a phone.
    """

    key = KeyField()
    person = AnyChoice(
        label=_("Who is it about?"), required=False,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
    )  # fmt: skip
    who = KeptText(
        label=_("A name, or who they are"), required=False, widget=forms.TextInput, most=LINE_AT_MOST
    )
    sentence = KeptText(
        label=_("What worries you? One sentence is enough."), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.user = user
        mine = SupportedPerson.objects.reached_by(user).paired_with(user).listed().by_name()[:NAMES_AT_MOST]
        people = {person.pk: (str(person.pk), person.chosen_name) for person in mine}
        if people:
            self.fields["who"].widget.attrs["data-shown-when"] = f"person={SOMEBODY_ELSE}"
        if len(people) > CHIPS_AT_MOST:
            self.fields["person"].widget = forms.Select()
        self.fields["person"].choices = self._choices(people)  # type: ignore[attr-defined]

    def _choices(self, people: dict[uuid.UUID, tuple[str, str]]) -> list[Any]:
        someone = (SOMEBODY_ELSE, _("Someone else"))
        if len(people) <= CHIPS_AT_MOST:
            return [*people.values(), someone]
        lately = [key for key in neighbours.opened_lately(self.user, people) if key in people][:LATELY]
        rest = [choice for key, choice in people.items() if key not in lately]
        groups = [(_("Lately"), [people[key] for key in lately]), (_("All others"), rest)] if lately else rest
        return [("", _("choose")), someone, *groups]

    def about(self) -> SupportedPerson | None:
        """Somebody chosen who is out of reach meanwhile is nobody: the worry is kept all the same."""
        chosen = self.cleaned_data.get("person") or SOMEBODY_ELSE
        try:
            key = uuid.UUID(chosen)
        except ValueError:
            return None
        found: SupportedPerson | None = people_worried_about(self.user).filter(pk=key).first()
        return found


class ThinkForm(forms.Form):
    key = KeyField()


class ComposerForm(forms.Form):
    """Field by field what may go out at most. What was said already is not asked again."""

    limit = forms.ChoiceField(
        label=_("Which exception of the promise is it?"), required=False, error_messages=CHOOSE,
        widget=forms.RadioSelect(attrs={"class": "ps-clearable", "data-optional": True}),
        help_text=_("It decides what may go out at most. Nothing below is needed: it is kept already."),
    )  # fmt: skip
    where = _words(FIELDS["where"])
    reach = _words(FIELDS["reach"])
    danger = _words(FIELDS["danger"])
    in_danger = _words(FIELDS["in_danger"])
    wishes = _words(
        _("What they want"), help_text=_("One wish on each line. Each one gets an answer."), rows=3
    )
    tried_talk = _words(_("We talked: what did you try?"))
    tried_plan = _words(_("We used the plan for hard times: what did you try?"))
    tried_others = _words(FIELDS["tried_others"])
    talked_first = _chips(
        Concern.Talked.choices, _("Did you talk with them first about telling somebody?"), required=False
    )
    why_not_talked = _words(_("Why not yet?"), shown_when="talked_first=no")
    is_close = _words(
        _("Is it close and serious? What did you see or hear?"),
        help_text=_("What was seen or heard, no guesses."),
    )
    not_enough = _words(_("Why is what you tried together not enough?"))

    def __init__(
        self,
        data: Any = None,
        *,
        concern: Concern,
        limits: list[tuple[str, str]],
        goes_out: set[str] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["limit"].choices = limits  # type: ignore[attr-defined]
        gone = {name for name in self.fields if name != "wishes" and getattr(concern, name)}
        if not limits:
            gone.add("limit")
        if goes_out is None:
            gone |= {"where", "reach", "danger", "in_danger"} if limits else set()
        else:
            gone |= {"where", "reach", "danger", "in_danger"} - goes_out
        if concern.limit not in {"self", "others"}:
            gone |= {"is_close", "not_enough"}
        for name in gone:
            self.fields.pop(name, None)

    def said(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "wishes" and value}

    def wished(self) -> tuple[str, ...]:
        lines = self.cleaned_data.get("wishes", "").splitlines()
        return tuple(line.strip() for line in lines if line.strip())


class ActForm(forms.Form):
    tried = _words(_("What was tried?"))
    asked = _words(_("Was the person asked?"))
    smallest = _words(_("Why is this the smallest step?"))
    words = _words(_("What happens now?"))


class SayForm(forms.Form):
    words = _words(_("What is there to add?"), required=True, rows=3)


class HandOnForm(forms.Form):
    to = _chips([], _("To whom?"))
    words = _words(_("What should they know?"))

    def __init__(self, data: Any = None, *, others: list[User], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.others = {str(user.pk): user for user in others}
        self.fields["to"].choices = [(pk, user.name) for pk, user in self.others.items()]  # type: ignore[attr-defined]

    def clean_to(self) -> User:
        return self.others[self.cleaned_data["to"]]


class WishForm(forms.Form):
    answer = _chips(ConcernWish.Answer.choices, _("What became of it?"))
    because = _words(_("Why? They read it."), shown_when="answer=not")


class CloseForm(forms.Form):
    ending = _chips(Concern.Ending.choices, _("How did it end?"))
    words = _words(_("Anything to say? They read it."))


class TellForm(forms.Form):
    how = _chips(Telling.How.choices, _("How did you tell them?"))


class WaitForm(forms.Form):
    hours = forms.IntegerField(
        label=_("For how many hours?"), help_text=_("At most 72. Then it stands in their space by itself."),
        min_value=1, max_value=72, widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    reason = _words(_("Why not yet? They read it afterwards."), required=True)


class GroundForm(forms.Form):
    basis = _chips(Concern.Basis.choices, _("On which ground may something go out?"))


class ReportForm(forms.Form):
    is_one_of_these = _chips(
        [("no", _("No, none of these")), ("yes", _("Yes, and still"))], _("Is it one of these?")
    )
    not_that = _words(_("Why still?"), shown_when="is_one_of_these=yes")
    prepared = _chips(MandatedReport.Prepared.choices, _("Who prepared it?"))
    to_whom = LineField(label=_("To whom was it reported?"))
    made_at = forms.DateTimeField(
        label=_("When?"), input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    reference = LineField(label=_("Number or name they gave"), required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("is_one_of_these") == "yes" and not data.get("not_that"):
            self.add_error("not_that", _("Please say why: this list says that it does not count."))
        return data

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "is_one_of_these"}


class AgainForm(forms.Form):
    """About whom, around which day, and why. It can be filled in for everybody alike."""

    person = forms.ChoiceField(label=_("About whom?"), error_messages=CHOOSE)
    day = day_field(
        _("Around which day was it?"), help_text=_("What was raised within a month before or after it opens.")
    )
    reason = _words(_("Why does it have to be read again? The person reads it, too."), required=True)

    def __init__(self, data: Any = None, *, people: dict[str, SupportedPerson], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.people = people
        names = [(key, person.chosen_name) for key, person in people.items()]
        self.fields["person"].choices = [("", _("choose")), *names]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What ask_to_read_again() takes."""
        return {**self.cleaned_data, "person": self.people[self.cleaned_data["person"]]}


class AccountForm(forms.Form):
    account = _words(_("How was it for you?"), rows=5)


class RepairForm(forms.Form):
    wish = _chips(RepairTalk.Wish.choices, _("Would you like to talk it through afterwards?"))
