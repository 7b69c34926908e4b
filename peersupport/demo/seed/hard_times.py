"""Plans for hard times, as they were written and changed: beside a peer, from paper, on one's own phone."""

from typing import Any

from peersupport.accounts.models import User
from peersupport.safety.services import save_plan

from .cast import Cast, living
from .data import load
from .story import Story


def write_for_hard_times(cast: Cast, stories: list[Story]) -> None:
    by_name = {story.person.name: story for story in stories}
    for told in load("hard_times")["plans"]:
        story = by_name.get(told["person"])
        if story is not None and story.row is not None:
            for number, version in enumerate(told["versions"]):
                _write(cast, story, told["language"], version, base=number)


def _write(cast: Cast, story: Story, language: str, version: dict[str, Any], *, base: int) -> None:
    """Never before the two walked together."""
    own = version["typed"] == "own"
    by = User.objects.get(pk=story.row.user_id) if own else cast.users[story.walks[-1].peer]  # type: ignore[union-attr]
    days = max(0, min(version["days"], story.walks[-1].since - 5 - base))
    with living(cast.at(days, 18, base), by):
        save_plan(
            person=story.row,  # type: ignore[arg-type]
            parts=version["parts"],
            base=base,
            typed=version["typed"],
            language=language,
            show_not_wanted=version.get("show"),
            by=by,
        )
