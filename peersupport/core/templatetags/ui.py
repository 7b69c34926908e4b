"""Small helpers for templates: looks of form fields, times, words. No domain words and no queries."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peersupport.core.charts import Chart, Drawing
from peersupport.core.clock import now

register = template.Library()


@register.filter
def item(mapping: Any, key: Any) -> Any:
    return mapping.get(key) if isinstance(mapping, Mapping) else None


@register.filter
def widget_attr(field: BoundField, name: str) -> Any:
    return field.field.widget.attrs.get(name)


@register.filter
def first_control(field: BoundField) -> str:
    """The id an error link points at: of a group of choices the first one."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)) if zone else timezone.localtime(moment)


@register.filter
def day_words(moment: datetime, zone: str = "") -> str:
    """Today, Yesterday, Tomorrow, else the weekday and date, as it was where the meeting was."""
    return _day_words(_local(moment, zone).date(), _local(now(), zone).date(), get_language())


def day_within(moment: datetime, zone: str = "") -> str:
    """day_words() in the middle of a sentence."""
    return _day_words(_local(moment, zone).date(), _local(now(), zone).date(), get_language(), within=True)


@lru_cache(maxsize=2048)
def _day_words(day: date, today: date, _language: str | None, *, within: bool = False) -> str:
    """Lists say the same few days again and again."""
    first = {0: _("Today"), -1: _("Yesterday"), 1: _("Tomorrow")}
    inner = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}
    near = (inner if within else first).get((day - today).days)
    if near:
        return near
    return formats.date_format(day, _("D, M j, Y") if day.year != today.year else _("D, M j"))


@lru_cache(maxsize=2048)
def _clock_words(minute: time, _language: str | None) -> str:
    return _unbroken(formats.time_format(minute, "TIME_FORMAT"))


@register.filter
def meeting_time(moment: datetime, zone: str = "") -> SafeString:
    """`<time>` with the day in words and the clock time of the given zone (the zone name, or the current one)."""
    return _time(_local(moment, zone), zone)


@register.filter
def time_within(moment: datetime, zone: str = "") -> SafeString:
    """meeting_time() in the middle of a sentence: "until tomorrow, 8 a.m."."""
    return _time(_local(moment, zone), zone, within=True)


@register.filter
def others_time(moment: datetime, zone: str) -> SafeString:
    """meeting_time() of somebody else's meeting: a clock other than the reader's house keeps is named."""
    local = _local(moment, zone)
    return _time(local, zone, place=_place(zone) if _is_another_clock(local) else "")


def _time(local: datetime, zone: str, *, place: str = "", within: bool = False) -> SafeString:
    language = get_language()
    words = _("%(day)s, %(time)s") % {
        "day": _day_words(local.date(), _local(now(), zone).date(), language, within=within),
        "time": _clock_words(time(local.hour, local.minute), language),
    }
    if place:
        words = _("%(when)s (%(place)s time)") % {"when": words, "place": place}
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)


def _is_another_clock(local: datetime) -> bool:
    """Whether the reader's house keeps other hours just then. Without a reader nobody's clock is the usual one."""
    here = timezone.get_current_timezone()
    return here != timezone.get_default_timezone() and local.astimezone(here).utcoffset() != local.utcoffset()


def _place(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


@register.filter
def minutes_words(minutes: int | None) -> str:
    """45 → 45 min, 60 → 1 h, 90 → 1 h 30 min."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _unbroken(_("%(minutes)s min") % {"minutes": rest})
    if not rest:
        return _unbroken(_("%(hours)s h") % {"hours": hours})
    return _unbroken(_("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest})


def _unbroken(text: str) -> str:
    """A number stays on one line with what it counts."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


@register.filter
def initials(name: str) -> str:
    """Up to two letters for the round mark beside a name."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or "·"


@register.simple_block_tag
def fold(content: str, *, key: str, title: str, opened: bool = False) -> SafeString:
    """Fields or text that may stay closed. An error never hides in a closed fold."""
    return render_to_string(
        "_partials/fold.html",
        {
            "content": content,
            "key": key,
            "title": title,
            "opened": opened or "govuk-form-group--error" in content,
        },
    )


@register.simple_block_tag
def card(content: str, *, title: str = "", look: str = "", key: str = "") -> SafeString:
    """A quiet box. `look`: "" | "soft" (tinted) | "attention"."""
    context = {"content": content, "title": title, "look": look, "key": key}
    return render_to_string("_partials/card.html", context)


@register.simple_tag
def chart(drawn: Chart, *, key: str, opened: bool = False) -> SafeString:
    """Lines over time with the table that says the same. `key`: an id, once on a page. Printed, the table is open."""
    return render_to_string(
        "_partials/chart.html", {"chart": drawn, "drawing": Drawing(drawn), "key": key, "opened": opened}
    )
