"""Who reads a plan for hard times: each relation, with the cell of the agreement that opens it and without."""

import pytest

from peersupport.audit.models import AccessEvent
from peersupport.core import clock
from peersupport.core.principal import acting_as
from peersupport.people.models import Pairing
from peersupport.safety.models import SafetyPlan
from tests.factories import (
    make_admin,
    make_block,
    make_cover,
    make_grant,
    make_link,
    make_pairing,
    make_peer,
    make_supervisor,
    sign_in,
)
from tests.safety.planned import Planned

WORDS = "The radio, low"
ALSO = ("clinical", "cover", "responder")


def of_plan(two):
    return f"/people/{two.person.pk}/hard-times/"


def readable(two, user):
    with acting_as(user.pk):
        return SafetyPlan.objects.readable(two.person.pk) is not None


def relations(two):
    """Somebody in each relation to the person, by name."""
    cover = make_peer(agency=two.agency)
    make_cover(pairing=two.pairing, peer=cover)
    other = make_peer(agency=two.agency)
    ended = make_pairing(person=two.person, peer=make_peer(agency=two.agency))
    Pairing.objects.filter(pk=ended.pk).update(state="ended", ended_at=clock.now(), end_reason="goodbye")
    let_in = make_supervisor("clinical", agency=two.agency)
    make_grant(person=two.person, user=let_in, audience="responder", contents=["plan"])
    return {
        "paired": two.user,
        "cover": cover.user,
        "clinical": make_link(peer=two.peer).supervisor,
        "senior": make_link(peer=two.peer, kind="senior").supervisor,
        "grant": let_in,
        "former": ended.peer.user,
        "other": other.user,
        "office": two.office,
        "person": two.me,
    }


@pytest.mark.parametrize(
    ("agreed", "readers"),
    [
        ({}, {"paired", "person"}),
        ({"paired": 0}, {"person"}),
        ({"also": ALSO}, {"paired", "cover", "clinical", "grant", "person"}),
        ({"paired": 0, "also": ("cover",)}, {"cover", "person"}),
    ],
    ids=["the peer", "nobody", "everybody it can open to", "who stands in alone"],
)
def test_each_relation_reads_what_the_agreement_opens(agreed, readers):
    two = Planned(**agreed)
    two.write()
    people = relations(two)

    assert {name for name, user in people.items() if readable(two, user)} == readers

    two.withdraw()
    assert {name for name, user in people.items() if readable(two, user)} == {"person"}


def test_the_page_shows_it_to_who_reads_it_and_leaves_a_trace():
    two = Planned()
    two.write()
    before = AccessEvent.objects.count()

    assert WORDS in sign_in(two.user).get(of_plan(two)).content.decode()

    trace = AccessEvent.objects.order_by("at").last()
    assert AccessEvent.objects.count() == before + 1
    assert (trace.reader_id, trace.person_id, trace.via, trace.contents) == (
        two.user.pk, two.person.pk, "paired", ["plan"],
    )  # fmt: skip


def test_a_supervisor_says_why_first():
    two = Planned(also=ALSO)
    two.write()
    clinical = sign_in(make_link(peer=two.peer).supervisor)

    asked = clinical.get(of_plan(two)).content.decode()
    nothing = clinical.post(of_plan(two), {"why": "curious"}).content.decode()
    opened = clinical.post(of_plan(two), {"why": "safety"}).content.decode()

    assert [WORDS in page for page in (asked, nothing, opened)] == [False, False, True]
    assert "Why do you open it?" in asked
    trace = AccessEvent.objects.order_by("at").last()
    assert (trace.via, trace.purpose) == ("clinical", "safety")


def test_earlier_versions_are_the_persons_alone():
    two = Planned()
    two.write(parts={"alone": "a number that is nobody's business"})
    two.write(parts={"alone": WORDS})

    page = sign_in(two.user).get(of_plan(two)).content.decode()

    assert WORDS in page
    assert "nobody's business" not in page
    assert sign_in(two.me).get("/my/hard-times/versions/1/").status_code == 200
    assert sign_in(two.user).get("/my/hard-times/versions/1/").status_code == 404


def addresses(two):
    here = of_plan(two)
    return [("get", here), ("post", here), ("get", f"{here}write/"), ("post", f"{here}write/"),
            ("post", f"{here}draft/"), ("get", f"{here}hand-over/"), ("post", f"{here}hand-over/"),
            ("post", f"{here}back/0/from/1/")]  # fmt: skip


MINE = ["", "write/", "versions/", "versions/1/", "card/", "phone/", "kept/"]


@pytest.mark.parametrize("who", ["other", "blocked", "office", "elsewhere"])
def test_a_stranger_finds_no_door(who):
    two = Planned()
    two.write()
    make_block(person=two.person, user=two.user)
    user = {
        "other": make_peer(agency=two.agency).user,
        "blocked": two.user,
        "office": make_admin(agency=two.agency),
        "elsewhere": make_peer().user,
    }[who]
    client = sign_in(user)

    answers = [getattr(client, method)(path).status_code for method, path in addresses(two)]
    answers += [client.get(f"/my/hard-times/{path}").status_code for path in MINE]

    assert set(answers) == {404}
    assert SafetyPlan.objects.count() == 1


def test_another_person_meets_only_their_own():
    two = Planned()
    two.write()
    other = Planned(agency=None)

    client = sign_in(other.me)
    pages = [client.get(f"/my/hard-times/{path}") for path in MINE]

    assert all(WORDS not in page.content.decode() for page in pages)
    assert [page.status_code for page in pages] == [200, 200, 200, 404, 404, 404, 200]
    assert {client.get(of_plan(two)).status_code, client.get(f"{of_plan(two)}write/").status_code} == {404}


def test_a_cover_of_the_day_writes_only_where_it_opens_to_them():
    closed, opened = Planned(), Planned(also=("cover",))
    found = []
    for two in (closed, opened):
        two.write()
        cover = make_peer(agency=two.agency)
        make_cover(pairing=two.pairing, peer=cover)
        found.append(sign_in(cover.user).get(f"{of_plan(two)}write/").status_code)

    assert found == [404, 200]
