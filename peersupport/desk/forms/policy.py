"""The policy studio: pages and limits language by language, who may read what, and days."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from consent.comparison import DAYS as DAY_WORDS
from consent.models import PolicyLimit, PolicyTerms
from consent.rule import AT_MOST, MAY_BE_ASKED, Audience, Content, Rule
from consent.services import DAYS, LimitTerms, LimitWords
from consent.stamps import WORDS_OF_A_LIMIT
from peersupport.accounts.models import Language
from peersupport.core.text import LineField, TextField

from .common import CHOOSING

LIMIT_LABELS = {
    "title": _("Title"),
    "plain_words": _("In plain words"),
    "counts": _("What counts, one a line"),
    "counts_not": _("What does not count, one a line"),
    "who_is_told": _("Who is told, and what"),
    "what_we_do_first": _("What we do first"),
    "not_when": _("When we can't talk about it first, and why"),
}
LIMIT_KINDS = {
    PolicyLimit.Code.SELF: _("You may die or be badly hurt by your own hand, very soon"),
    PolicyLimit.Code.OTHERS: _("Somebody else may be badly hurt, very soon"),
    PolicyLimit.Code.CHILD: _("A child is being hurt"),
    PolicyLimit.Code.ADULT: _("An adult who can't keep safe alone is being hurt"),
    PolicyLimit.Code.COURT: _("A judge orders it"),
    PolicyLimit.Code.MEDICAL: _("Somebody needs a doctor right now and can't speak"),
    PolicyLimit.Code.OWN: _("One of our own"),
}


def graded(language: str, rows: int) -> forms.Textarea:
    """A box whose reading grade follows while somebody writes."""
    return forms.Textarea(
        attrs={
            "rows": rows,
            "lang": language,
            "class": "ps-note",
            "data-hints": "",
            "hx-post": reverse_lazy("desk:policy_grade"),
            "hx-trigger": "input changed delay:700ms",
            "hx-target": f"#grade-{language}",
            "hx-swap": "innerHTML",
            "hx-vals": f'{{"language": "{language}"}}',
        }
    )


def words_in(said: Any, language: str) -> str:
    """Everything on a form in one language, in the order of the page."""
    found = [str(said[name]) for name in said if name.endswith(f"_{language}") and said[name]]
    return "\n\n".join(found)


class PageForm(forms.Form):
    """One page of the promise in every language."""

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for language in languages:
            self.fields[f"body_{language}"] = TextField(
                label=f"{_('The text')} ({Language(language).label})",
                required=False,
                widget=graded(language, 16),
            )

    def bodies(self) -> dict[str, str]:
        return {language: self.cleaned_data[f"body_{language}"] for language in self.languages}

    def columns(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(language, [self[f"body_{language}"]]) for language in self.languages]

    @staticmethod
    def of(stands: dict[str, str]) -> dict[str, Any]:
        return {f"body_{language}": body for language, body in stands.items()}


class LimitForm(forms.Form):
    """One limit: what it means in every language, and its words in each."""

    told = forms.MultipleChoiceField(
        label=_("What they hear at most"),
        help_text=_("As little as keeps somebody safe. Everything that is not chosen stays between the two."),
        choices=PolicyTerms.Told,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-look": "chips"}),
    )
    within = forms.TypedChoiceField(
        label=_("How soon?"),
        choices=PolicyTerms.Within,
        coerce=int,
        error_messages=CHOOSING,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
    )
    talk_first = forms.ChoiceField(
        label=_("Do we talk about it first?"),
        choices=[("yes", _("Always")), ("no", _("Yes, but not when …"))],
        error_messages=CHOOSING,
        widget=forms.RadioSelect(attrs={"data-look": "chips"}),
    )

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for language in languages:
            for name in WORDS_OF_A_LIMIT:
                self.fields[f"{name}_{language}"] = self._words(name, language)

    @staticmethod
    def _words(name: str, language: str) -> forms.Field:
        label = f"{LIMIT_LABELS[name]} ({Language(language).label})"
        if name == "title":
            return LineField(label=label, required=False, widget=forms.TextInput({"lang": language}))
        box = graded(language, 4)
        if name == "not_when":
            box.attrs["data-shown-when"] = "talk_first=no"
        return TextField(label=label, required=False, widget=box)

    def words(self) -> dict[str, LimitWords]:
        return {language: self._in(language) for language in self.languages}

    def _in(self, language: str) -> LimitWords:
        said = {name: self.cleaned_data[f"{name}_{language}"] for name in WORDS_OF_A_LIMIT}
        for name in ("counts", "counts_not"):
            said[name] = [line.strip() for line in said[name].splitlines() if line.strip()]
        return LimitWords(**said)

    def terms(self) -> LimitTerms:
        said = self.cleaned_data
        return LimitTerms(told=said["told"], talk_first=said["talk_first"] == "yes", within=said["within"])

    def columns(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [
            (language, [self[f"{name}_{language}"] for name in WORDS_OF_A_LIMIT])
            for language in self.languages
        ]

    @staticmethod
    def of(stands: dict[str, Any]) -> dict[str, Any]:
        found = {"told": stands["told"], "within": stands["within"]}
        found["talk_first"] = "yes" if stands["talk_first"] else "no"
        for language, words in stands["words"].items():
            for name, said in words.items():
                found[f"{name}_{language}"] = "\n".join(said) if isinstance(said, list) else said
        return found


class LimitAddForm(forms.Form):
    code = forms.ChoiceField(label=_("Which limit?"), error_messages=CHOOSING, widget=forms.RadioSelect)

    def __init__(self, *args: Any, there: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = PolicyLimit.Code.OWN
        self.fields["code"].choices = [  # type: ignore[attr-defined]
            (str(code), words) for code, words in LIMIT_KINDS.items() if code not in there or code == own
        ]


class ReadersForm(forms.Form):
    """One row for each kind of reader and content that a house may open at all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for (audience, content), most in AT_MOST.items():
            rules = [Rule.NEVER]
            rules += [Rule.ASK] if (audience, content) in MAY_BE_ASKED else []
            rules += [Rule.ALWAYS] if most == Rule.ALWAYS else []
            if len(rules) == 1:
                continue
            self.fields[f"{audience}_{content}"] = forms.TypedChoiceField(
                label=f"{capfirst(Audience(audience).label)}: {Content(content).label}",
                choices=[(int(rule), rule.label) for rule in rules],
                coerce=int,
                error_messages=CHOOSING,
                widget=forms.RadioSelect(attrs={"data-look": "chips"}),
            )
        self.fields["kept_for"] = forms.MultipleChoiceField(
            label=_("Who still reads what somebody set aside in a note that is also used for payment?"),
            help_text=_("Nobody, unless a payer or the law asks for it. The page about it then says why."),
            choices=[(audience.value, audience.label) for audience in Audience],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def rules(self) -> dict[tuple[str, str], int]:
        return {cell: self.cleaned_data["_".join(cell)] for cell in AT_MOST if "_".join(cell) in self.fields}


class DaysForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        odd = _("Please give a whole number.")
        for name, (least, most) in DAYS.items():
            self.fields[name] = forms.IntegerField(
                label=DAY_WORDS[name][0],
                help_text=_("From %(least)d to %(most)d.") % {"least": least, "most": most},
                error_messages={"invalid": odd, "required": odd},
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "ps-short"}),
            )
