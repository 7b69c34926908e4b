"""Who knows of one person that they were at a group does not learn at which: on no page, by token or in a file."""

import pytest

from peersupport.core.principal import acting_as
from peersupport.exchange import services
from peersupport.people.models import Pairing
from sessions_app.querysets import SessionFilter
from sessions_app.services import Words, write_group_note
from tests import factories
from tests.api.caller import Caller
from tests.factories import sign_in
from tests.sessions_app.circle import Circle

NAME = "Voices circle"


@pytest.fixture
def circle():
    """Hank came, whom another peer walks with; there is a note about Lou."""
    circle = Circle(level="brief")
    circle.hank, circle.lou = circle.comes("Hank D."), circle.walks_with("Big Lou")
    circle.session = circle.met(people=[circle.hank, circle.lou], count=8)
    write_group_note(
        session=circle.session,
        person_id=circle.lou.pk,
        words=Words(text="Lou was quiet.", kinds=("companionship",)),
        by=circle.user,
    )
    return circle


def everywhere(user, circle, person):
    """All that tells staff of this meeting."""
    client, session = sign_in(user), circle.session
    texts = [
        client.get(path).content.decode()
        for path in ("/", "/sessions/", f"/people/{person.pk}/", f"/sessions/{session.pk}/")
    ]
    texts.append(client.post(f"/sessions/{session.pk}/read/", {"why": "safety"}).content.decode())
    caller = Caller(user)
    texts += [
        caller.get(path).content.decode()
        for path in ("sessions/", f"sessions/{session.pk}/", f"sessions/{session.pk}/attendance/", "notes/")
    ]
    with acting_as(user.pk):
        texts.append("".join(services.take_meetings(only=SessionFilter(), why="overview", by=user)))
        only = SessionFilter(person_id=person.pk)
        texts.append("".join(services.take_meetings(only=only, why="overview", by=user)))
    return texts


def test_who_walks_with_one_of_them_sees_that_they_were_at_a_group(circle):
    walking = Pairing.objects.get(person=circle.hank)
    let_in = factories.make_grant(
        person=circle.hank,
        user=factories.make_peer(agency=circle.agency).user,
        contents=["facts", "narrative"],
    ).user
    for user in (walking.peer.user, factories.make_cover(pairing=walking).peer.user, let_in):
        texts = everywhere(user, circle, circle.hank)

        assert [NAME in text for text in texts] == [False] * len(texts)
        assert [str(circle.session.pk) in texts[1], "Hank D." in texts[1], "a group" in texts[1]] == [
            True
        ] * 3
        assert ["<dd>a group</dd>" in texts[3], ",a group" in texts[-1]] == [True] * 2


def test_who_sees_the_group_as_a_group_reads_its_name(circle):
    supervisor = factories.make_link(peer=circle.peer).supervisor
    for user in (circle.user, supervisor):
        texts = everywhere(user, circle, circle.lou)

        assert [NAME in texts[place] for place in (1, 3, 6, 9)] == [True] * 4
    assert NAME in everywhere(circle.user, circle, circle.lou)[2]
    own = factories.give_account(circle.hank)
    assert NAME in sign_in(own).get(f"/my/meetings/{circle.session.pk}/").content.decode()
