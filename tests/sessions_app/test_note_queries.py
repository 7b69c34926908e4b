"""A note with nothing beside it is opened without asking for each thing that could stand there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peersupport.core.principal import acting_as
from sessions_app.models import SessionNote
from sessions_app.relation_querysets import open_with_beside
from sessions_app.services import add_addendum, answer_note
from tests import factories
from tests.sessions_app.reviewed import Reviewed


@pytest.mark.parametrize(("who", "most"), [("author", 14), ("person", 13)])
def test_a_plain_note_asks_little(who, most):
    world = Reviewed()
    user, path = {
        "author": (world.two.user, f"/sessions/{world.session.pk}/read/"),
        "person": (world.me, f"/my/meetings/{world.session.pk}/"),
    }[who]
    client = factories.sign_in(user)
    client.get(path)

    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200

    assert len(asked) <= most


def test_what_stands_beside_a_note_is_found_for_who_may_read_it():
    world = Reviewed()

    def beside(user):
        with acting_as(user.pk):
            return {pk: set(kinds) for pk, kinds in open_with_beside(world.session.pk).items()}

    assert beside(world.two.user) == {world.note.pk: set()}
    answer_note(note_id=world.note.pk, kind="right", words="", given="own_account", by=world.me)
    add_addendum(note=SessionNote.objects.get(), text="Later.", by=world.two.user)
    world.returned()
    assert beside(world.two.user) == {world.note.pk: {"addenda", "answers", "reviews"}}
    assert beside(world.clinical).keys() == {world.note.pk}
    world.two.withdraw()
    assert beside(world.clinical) == {}
