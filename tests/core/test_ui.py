from datetime import UTC, datetime

import pytest
from django import forms
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from peersupport.core import clock
from peersupport.core.templatetags.ui import day_words, initials, meeting_time, minutes_words, others_time

NOON_IN_CHICAGO = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


class MeetingForm(forms.Form):
    length = forms.ChoiceField(
        label="How long?",
        help_text="About.",
        choices=[("15", "15 min"), ("30", "30")],
        widget=forms.RadioSelect(attrs={"data-look": "chips", "hints": {"30": "half an hour"}}),
    )
    note = forms.CharField(label="Note", help_text="They can read this.", widget=forms.Textarea)
    day = forms.DateField(
        label="Day",
        required=False,
        widget=forms.DateInput(
            attrs={"type": "date", "data-shown-when": "when=another", "data-optional": True}
        ),
    )
    way = forms.BooleanField(label="By phone", required=False)


def rendered(source: str, **context: object) -> str:
    return Template("{% load ui i18n %}" + source).render(Context(context))


def test_choices_become_pills_with_hints_told_to_screen_readers() -> None:
    html = rendered("{{ form.length.as_field_group }}", form=MeetingForm())

    assert "ps-options--chips" in html
    assert '<span class="ps-option__hint" id="id_length_1_hint">half an hour</span>' in html
    assert 'aria-describedby="id_length_1_hint"' in html
    assert [word for word in ("data-look", "hints=") if word in html] == []


def test_field_with_error_names_hint_and_error_at_the_control() -> None:
    html = rendered("{{ form.note.as_field_group }}", form=MeetingForm({}))

    assert 'aria-describedby="id_note_helptext id_note_error"' in html
    assert [part for part in ('id="id_note_helptext"', 'id="id_note_error"') if part not in html] == []
    assert 'aria-invalid="true"' in html


def test_every_error_link_of_the_summary_has_its_target() -> None:
    form = MeetingForm({})
    html = rendered('{% include "_partials/error_summary.html" %}{{ form }}', form=form)

    assert 'href="#id_length_0"' in html
    assert 'href="#id_note"' in html
    assert [target for target in ('id="id_length_0"', 'id="id_note"') if target not in html] == []


def test_field_shown_only_after_a_choice_says_so_on_its_group() -> None:
    html = rendered("{{ form.day.as_field_group }}", form=MeetingForm())

    assert html.count('data-shown-when="when=another"') == 1
    assert "optional" in html


@pytest.mark.parametrize(("data", "is_open"), [({}, True), ({"note": "We met.", "length": "15"}, False)])
def test_fold_never_hides_an_error(data: dict[str, str], is_open: bool) -> None:
    source = '{% fold key="more" title="More" %}{{ form.note.as_field_group }}{% endfold %}'

    html = rendered(source, form=MeetingForm(data))

    assert (" open>" in html) is is_open


def test_fold_and_card_escape_their_titles() -> None:
    html = rendered(
        '{% card title=words %}{{ words }}{% endcard %}{% fold key="a" title=words %}{% endfold %}',
        words="<b>",
    )

    assert "<b>" not in html
    assert html.count("&lt;b&gt;") == 3


def test_days_are_told_in_words_and_in_the_zone_of_the_meeting() -> None:
    with clock.set_to(NOON_IN_CHICAGO):
        late = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
        words = [day_words(late, zone) for zone in ("America/Chicago", "UTC")]

    assert words == ["Today", "Tomorrow"]


def test_meeting_time_carries_the_local_time_for_machines() -> None:
    with clock.set_to(NOON_IN_CHICAGO):
        html = meeting_time(NOON_IN_CHICAGO, "America/Chicago")

    assert html == '<time datetime="2026-11-20T12:00-06:00">Today, noon</time>'


@pytest.mark.parametrize(
    ("house", "words"),
    [
        ("America/Denver", "Today, noon (Chicago time)"),
        ("America/Chicago", "Today, noon"),
        ("America/Winnipeg", "Today, noon"),
        ("UTC", "Today, noon"),
    ],
)
def test_the_clock_of_another_house_is_named(house: str, words: str) -> None:
    with clock.set_to(NOON_IN_CHICAGO), timezone.override(house):
        html = others_time(NOON_IN_CHICAGO, "America/Chicago")

    assert html == f'<time datetime="2026-11-20T12:00-06:00">{words}</time>'


def test_far_days_name_their_year() -> None:
    with clock.set_to(NOON_IN_CHICAGO):
        words = [day_words(datetime(year, 3, 5, 18, tzinfo=UTC), "UTC") for year in (2026, 2025)]

    assert words == ["Thu, Mar 5", "Wed, Mar 5, 2025"]


@pytest.mark.parametrize(
    ("minutes", "words"), [(None, ""), (0, "0 min"), (45, "45 min"), (60, "1 h"), (95, "1 h 35 min")]
)
def test_minutes_in_words(minutes: int | None, words: str) -> None:
    with translation.override("en"):
        assert minutes_words(minutes) == words.replace(" ", "\xa0")


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Rosa Delgado", "RD"), ("Jay", "J"), ("Ana María de la Cruz", "AM"), ("(–)", "·"), ("", "·")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_pager_keeps_the_filters_and_drops_the_old_place() -> None:
    request = RequestFactory().get("/sessions/?kind=planned&after=abc")

    context = RequestContext(request, {"newer": "n1", "older": "o1"})
    source = '{% include "_partials/pager.html" with newer=newer older=older only %}'
    html = Template(source).render(context)

    assert 'href="?kind=planned&amp;after=n1"' in html
    assert 'href="?kind=planned&amp;before=o1"' in html
