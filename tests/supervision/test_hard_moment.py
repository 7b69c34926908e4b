"""After a worry is closed its peer is offered to talk: nothing is told of it, and nobody else reads even that."""

from peersupport.safety.services import close_concern
from supervision.models import TalkWish
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


def test_from_the_closed_worry_to_the_talk_of_which_the_senior_reads_no_reason():
    world = World()
    senior = factories.make_link(peer=world.peer, kind="senior").supervisor
    clinical = factories.make_link(peer=world.peer, kind="clinical").supervisor
    mine, concern = factories.sign_in(world.user), world.worry()
    here = f"/concerns/{concern.pk}/"
    close_concern(concern=concern, ending="not_needed", by=world.user)

    assert 'href="/supervision/meetings/"' in mine.get(here).content.decode()
    mine.post("/supervision/meetings/talk/", {"soon": "today"})

    assert TalkWish.objects.get().peer == world.peer
    waits = factories.sign_in(senior).get("/supervision/meetings/").content.decode()
    assert "Jin Baek" in waits
    assert "Ana" not in waits
    assert "Jin Baek" not in factories.sign_in(clinical).get("/supervision/meetings/").content.decode()
    assert factories.sign_in(senior).get(here).status_code == 404
