"""After a worry is closed its peer is offered to talk: nothing is told of it, and nobody else reads even that."""

from peersupport.safety.services import close_concern
from tests import factories
from tests.safety.concern_world import World

MOMENT = "That was a hard moment."


def test_the_peer_alone_is_offered_to_talk_about_a_hard_moment():
    world = World()
    senior = factories.sign_in(factories.make_link(peer=world.peer, kind="senior").supervisor)
    mine = factories.sign_in(world.user)
    assert MOMENT not in mine.get("/supervision/").content.decode()
    concern = world.worry("She stands on the bridge.")
    assert MOMENT not in mine.get("/supervision/").content.decode()

    close_concern(concern=concern, ending="not_needed", by=world.user)

    for path in ("/supervision/", "/supervision/meetings/"):
        page = mine.get(path).content.decode()
        assert MOMENT in page
        assert "bridge" not in page
        assert MOMENT not in senior.get(path).content.decode()
