"""Being put on the list of a group lets its lead know a name: whoever it concerns finds it in their news."""

from collections.abc import Callable
from typing import Any

import pytest

from peersupport.people.models import News
from sessions_app.services import groups
from tests.factories import give_account, make_admin, make_peer, sign_in
from tests.people.house import services_of
from tests.sessions_app.circle import Circle

# Nobody knows more or less of anybody by these. A new service of groups stands here or in TOLD, or this fails.
SILENT = {"start_group", "close_group", "open_group_again"}


class Lists(Circle):
    """A circle with Ana on its list; Bo walks with the same peer and is on none."""

    def __init__(self) -> None:
        super().__init__()
        self.ana, self.bo = self.comes("Ana"), self.walks_with("Bo")
        self.admin = make_admin(agency=self.agency)
        News.objects.all().delete()

    def change(self, **values: Any) -> Any:
        told = {"name": "Named after what hurts", "shape": "group", "led_by": "peer", "lead": self.peer}
        return groups.change_group(group=self.group, by=self.admin, **(told | values))


@pytest.fixture
def lists():
    return Lists()


TOLD: dict[str, tuple[Callable[[Lists], Any], list[tuple[str, str]]]] = {
    "add_regular": (
        lambda on: groups.add_regular(group=on.group, person_id=on.bo.pk, by=on.user),
        [("Bo", "on_list")],
    ),
    "remove_regular": (
        lambda on: groups.remove_regular(group=on.group, person_id=on.ana.pk, by=on.user),
        [("Ana", "off_list")],
    ),
    "change_group": (lambda on: on.change(lead=make_peer(agency=on.agency)), [("Ana", "off_list")]),
}


def test_every_service_of_groups_is_told_or_changes_nothing_for_anybody():
    assert services_of(groups, "sessions_app") == SILENT | set(TOLD)


@pytest.mark.parametrize("name", TOLD)
def test_who_is_concerned_finds_it_in_their_news(name, lists):
    act, expected = TOLD[name]

    act(lists)
    groups.add_regular(group=lists.group, person_id=lists.bo.pk, by=give_account(lists.bo))

    assert list(News.objects.values_list("person__chosen_name", "kind")) == expected


def test_a_list_that_stays_as_it_is_is_no_news(lists):
    lists.change()
    groups.add_regular(group=lists.group, person_id=lists.ana.pk, by=lists.admin)
    groups.remove_regular(group=lists.group, person_id=lists.bo.pk, by=lists.user)

    assert not News.objects.exists()


def test_the_sentence_names_the_lead_and_never_the_group(lists):
    lists.change()
    groups.add_regular(group=lists.group, person_id=lists.bo.pk, by=lists.user)

    shown = sign_in(give_account(lists.bo)).get("/my/news/").content.decode()

    assert "You are on the list of a group. Tomasz, who leads it, knows your chosen name there." in shown
    assert "Named after" not in shown
