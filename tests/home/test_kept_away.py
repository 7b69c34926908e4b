from sessions_app.services import save_draft
from tests.factories import make_block, make_pairing, make_person, sign_in
from tests.sessions_app.world import Two, wall


def test_whoever_keeps_a_peer_away_stands_nowhere_on_their_page():
    two = Two()
    peer = two.peer
    offered = make_pairing(person=make_person(agency=two.agency, name="Bo"), peer=peer, state="offered")
    two.plan(local_start=wall(minutes=30))
    two.withdraw()
    save_draft(key=two.person.pk, person=two.person, form_version=1, payload={"text": "half"}, by=peer.user)
    content = sign_in(peer.user).get("/").content.decode()
    assert "Ana R." in content
    assert "Bo" in content

    make_block(person=two.person, user=peer.user)
    make_block(person=offered.person, user=peer.user)

    content = sign_in(peer.user).get("/").content.decode()
    assert "Ana R." not in content
    assert str(two.person.pk) not in content
    assert str(offered.pk) not in content
