"""The plan for hard times: its parts in their order, as the page asks for them and as paper and a kept list name them.

On paper it looks like a list: no word of it says what the list is for.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Part:
    """One part. `name` is the column it stands in."""

    name: str
    title: Any
    hint: Any
    on_paper: Any


PARTS = (
    Part(
        "carried",
        _("What has carried me through before, and what I stay for"),
        _("People, a pet, a song, a faith, a stubborn streak, something that is not finished yet."),
        _("What carries me"),
    ),
    Part(
        "signs",
        _("How I notice that it gets hard"),
        _("What I do, think or feel then. What others could see."),
        _("How I notice"),
    ),
    Part(
        "alone",
        _("What I can do alone"),
        _("Small things count: cold water, a walk round the block, a list of names."),
        _("On my own"),
    ),
    Part(
        "elsewhere",
        _("Places and people that take my mind elsewhere"),
        _("Where I can sit without explaining anything."),
        _("Places and company"),
    ),
    Part(
        "ask",
        _("People I can ask"),
        _("Who, how to reach them, and what I would like them to do."),
        _("I can ask"),
    ),
    Part(
        "lines",
        _("Professionals and phone lines"),
        _("Only those I would call. With the number, and when somebody answers."),
        _("Numbers"),
    ),
    Part(
        "safer",
        _("Making my surroundings safer"),
        _("What I put away, give to somebody, or keep near me."),
        _("At home"),
    ),
    Part(
        "helps",
        _("What helps when others step in"),
        _("How to talk to me, where to sit, what to ask first."),
        _("Good with me"),
    ),
    Part(
        "worse",
        _("What makes it worse"),
        _("Words, ways, rooms."),
        _("Not good with me"),
    ),
    Part(
        "not_wanted",
        _("What I do not want"),
        _("Places, treatments, people, uniforms."),
        _("I do not want"),
    ),
    Part(
        "not_to_call",
        _("Whom not to call"),
        _("A name is enough. Nobody asks why."),
        _("Do not call"),
    ),
    Part(
        "looks_after",
        _("Who looks after pets and children"),
        _("Who has a key, what they eat, where they sleep."),
        _("Pets and children"),
    ),
    Part(
        "afterwards",
        _("What I want afterwards"),
        _("Who may come, what I would like to talk about, what should wait."),
        _("Afterwards"),
    ),
)
NAMES = tuple(part.name for part in PARTS)
