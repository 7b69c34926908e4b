"""What a peer does here: the house's words, who says yes to them, and what people read of it."""

import pytest
from django.db import IntegrityError, connection
from django.utils.translation import override

from consent.services import publish_policy, start_policy
from consent.starter import CONTENT
from peersupport.accounts.models import Agency, Program
from peersupport.accounts.roles import Role
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.language import check
from peersupport.rules import services as rules
from peersupport.rules.models import RoleText, RoleVersion
from peersupport.rules.role import PARTS, role_words, shipped
from supervision.models import RoleAcceptance
from supervision.queries.my_work import my_work
from supervision.queries.role import role_page
from supervision.services import accept_role
from tests import factories
from tests.parts.role import in_force


@pytest.fixture
def peer():
    return factories.make_peer(program=factories.make_program())


@pytest.fixture
def admin(peer):
    return factories.make_admin(agency=peer.agency)


@pytest.fixture
def clinical(peer, admin):
    return factories.make_link(peer=peer, made_by=admin).supervisor


@pytest.fixture
def senior(peer, admin):
    return factories.make_link(peer=peer, kind="senior", made_by=admin).supervisor


def slots(user):
    return [
        (slot.title, slot.name, slot.at is not None) for row in role_page(user).rows for slot in row.slots
    ]


def waiting(user):
    return [str(line.title) for line in my_work(user).waiting]


def write(version, by, **parts):
    lines = {part: "\n".join(getattr(shipped("en"), part)) for part in PARTS}
    return rules.write_role_agreement(version=version, language="en", by=by, **{**lines, **parts})


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_the_product_brings_is_whole_and_passes_its_own_mirror(language):
    words = shipped(language)

    assert words.language == language
    assert [len(getattr(words, part)) for part in PARTS] == [8, 6, 6]
    lines = [line for part in PARTS for line in getattr(words, part)]
    assert all(len(line) <= 200 for line in lines)
    assert [(line, hint.rule) for line in lines for hint in check(line, language)] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "not a doctor or a therapist"), ("es", "No doy consulta médica ni terapia")],
)
def test_the_starter_promise_and_the_role_say_the_same(language, said):
    assert said in (CONTENT / f"starter_policy_{language}.md").read_text()
    assert any(said in line for line in shipped(language).does_not)


def test_before_a_house_has_its_own_words_nobody_is_asked(peer, admin):
    page = role_page(peer.user)

    assert (page.words, page.rows) == (shipped("en"), [])
    assert waiting(peer.user) == []
    assert my_work(admin).doors


def test_a_draft_holds_nothing_and_its_publication_is_read_by_people(peer, admin):
    person = factories.make_person(program=factories.make_program(agency=peer.agency))
    client = factories.sign_in(factories.give_account(person))
    version = rules.start_role_agreement(by=admin)
    write(version, admin, does="I sit on the porch with people.\n\n- I bring tea.")
    assert "sit on the porch" not in client.get("/my/peer/role/").content.decode()

    rules.publish_role_agreement(version=version, by=admin)

    shown = client.get("/my/peer/role/").content.decode()
    assert "I sit on the porch with people." in shown
    assert "I bring tea." in shown
    assert "Fair pay" not in shown  # what the house gives its peers is theirs to read
    assert role_words(peer.agency, "en").does == ("I sit on the porch with people.", "I bring tea.")


def test_the_conversation_and_its_paper_say_it_in_the_words_of_the_house(peer, admin):
    policy = start_policy(agency=peer.agency, by=admin)
    publish_policy(policy=policy, by=admin)
    person = factories.make_person(program=factories.make_program(agency=peer.agency))
    factories.make_pairing(person=person, peer=peer)
    version = rules.start_role_agreement(by=admin)
    write(version, admin, does_not="I don't carry keys.")
    rules.publish_role_agreement(version=version, by=admin)
    client = factories.sign_in(peer.user)

    for page in ("here/", "about/opening/", "paper/"):
        answer = client.get(f"/people/{person.pk}/conversation/{page}")
        assert answer.status_code == 200
        assert "I don&#x27;t carry keys." in answer.content.decode(), page


def test_peer_and_both_supervisors_are_asked_and_a_new_version_asks_anew(peer, admin, clinical, senior):
    version = in_force(admin)
    everybody = (peer.user, clinical, senior)
    assert all(waiting(one) == ["What a peer does here"] for one in everybody)

    for one in everybody:
        accept_role(version=version, peer=peer, by=one)
        accept_role(version=version, peer=peer, by=one)

    assert slots(admin) == [
        ("peer", peer.user.name, True),
        ("clinical supervisor", clinical.name, True),
        ("senior peer supervisor", senior.name, True),
    ]
    assert RoleAcceptance.objects.count() == 3
    assert [waiting(one) for one in everybody] == [[], [], []]

    second = in_force(admin)

    assert [said for _title, _name, said in slots(clinical)] == [False, False, False]
    with pytest.raises(WrongState):
        accept_role(version=version, peer=peer, by=peer.user)
    accept_role(version=second, peer=peer, by=peer.user)
    assert [waiting(one) for one in everybody] == [[], ["What a peer does here"], ["What a peer does here"]]


@pytest.mark.parametrize(
    ("model", "asked"),
    [
        ("hybrid", ["peer", "clinical supervisor", "senior peer supervisor"]),
        ("peer_led", ["peer"]),
        ("circle", ["peer"]),
    ],
)
def test_each_way_of_supervising_asks_for_its_own_signatures(model, asked):
    program = factories.make_program(supervision_model=model)
    peer = factories.make_peer(program=program)
    in_force(factories.make_admin(agency=program.agency))

    assert [title for title, _name, _said in slots(peer.user)] == asked


def test_a_house_with_more_than_one_way_calls_nobody_incomplete(peer, admin):
    Program.objects.filter(agency=peer.agency).update(supervision_model="hybrid")
    factories.make_program(agency=peer.agency, supervision_model="circle")
    everywhere = factories.make_peer(agency=peer.agency)
    in_force(admin)

    assert slots(everywhere.user) == [("peer", everywhere.user.name, False)]


def test_only_who_stands_to_the_peer_says_yes_or_sees_it(peer, admin, clinical):
    version = in_force(admin)
    stranger = factories.make_peer(agency=peer.agency)
    far = factories.make_supervisor("clinical", agency=peer.agency)

    for one in (admin, stranger.user, far):
        with pytest.raises(NotAllowed):
            accept_role(version=version, peer=peer, by=one)
    assert {row.peer for row in role_page(stranger.user).rows} == {stranger}
    assert {row.peer for row in role_page(clinical).rows} == {peer}
    assert role_page(far).rows == []


def test_one_who_holds_both_links_by_exception_signs_for_both(peer, admin):
    both = factories.make_staff(Role.CLINICAL_SUPERVISOR, Role.SENIOR_PEER_SUPERVISOR, agency=peer.agency)
    for kind in ("clinical", "senior"):
        factories.make_link(peer=peer, kind=kind, supervisor=both, made_by=admin)

    accept_role(version=in_force(admin), peer=peer, by=both)

    assert set(RoleAcceptance.objects.values_list("signs_as", flat=True)) == {"clinical", "senior"}


def test_what_was_published_never_changes(peer, admin):
    version = in_force(admin)
    for act in (
        lambda: rules.publish_role_agreement(version=version, by=admin),
        lambda: write(version, admin),
        lambda: rules.drop_role_agreement(version=version, by=admin),
    ):
        with pytest.raises(RoleVersion.DoesNotExist):
            act()
    for statement in ("UPDATE rules_roletext SET does = '{x}'", "UPDATE rules_roleversion SET number = 9"):
        with pytest.raises(IntegrityError), connection.cursor() as cursor:
            cursor.execute(statement)


def test_only_the_office_writes_and_only_one_draft_at_a_time(peer, admin, senior):
    draft = rules.start_role_agreement(by=admin)
    with pytest.raises(WrongState):
        rules.start_role_agreement(by=admin)
    for one in (peer.user, senior):
        with pytest.raises(NotAllowed):
            rules.publish_role_agreement(version=draft, by=one)
    rules.drop_role_agreement(version=draft, by=admin)

    assert not RoleVersion.objects.draft(admin.agency_id).exists()


def test_a_draft_that_was_dropped_comes_back_until_another_begins(admin, senior):
    draft = rules.start_role_agreement(by=admin)
    write(draft, admin, does="I listen.")
    office = factories.sign_in(admin)
    page = office.post("/supervision/role/draft/drop/", follow=True).content.decode()
    back = f"/supervision/role/draft/{draft.pk}/back/"

    assert (back in page, "Begin a new version" in page) == (True, True)
    assert factories.sign_in(senior).post(back).status_code == 404
    assert "I listen." in office.post(back, follow=True).content.decode()
    assert office.post(back).status_code == 302
    rules.drop_role_agreement(version=draft, by=admin)
    newer = rules.start_role_agreement(by=admin)
    assert (office.post(back).status_code, RoleVersion.objects.get()) == (404, newer)
    rules.publish_role_agreement(version=newer, by=admin)
    assert office.post(f"/supervision/role/draft/{newer.pk}/back/").status_code == 404


@pytest.mark.parametrize("bad", ["", "\n \n", "x" * 201, "\n".join("abcdefghijklmnop"), "a\x00b"])
def test_lines_that_cannot_be_read_are_refused_in_plain_words(admin, bad):
    draft = rules.start_role_agreement(by=admin)
    with pytest.raises(DomainError) as refused:
        write(draft, admin, does=bad)

    assert refused.value.field == "does"


def test_the_office_writes_publishes_and_the_peer_says_yes_in_the_browser(peer, admin):
    office, own = factories.sign_in(admin), factories.sign_in(peer.user)
    assert office.post("/supervision/role/draft/").status_code == 302
    said = {"does": "I listen.", "does_not": "I don't grade.", "gives": "Time."}
    assert office.post("/supervision/role/draft/en/", said).status_code == 302
    assert office.post("/supervision/role/draft/en/", {**said, "does": "x" * 300}).status_code == 422
    assert office.post("/supervision/role/draft/publish/").status_code == 302
    assert "I listen." in own.get("/supervision/role/").content.decode()

    version = RoleVersion.objects.get()
    yes = own.post(f"/supervision/role/{peer.pk}/yes/", {"version": version.pk})

    assert yes.status_code == 302
    assert RoleAcceptance.objects.get().user == peer.user
    assert own.post(f"/supervision/role/{peer.pk}/yes/", {"version": peer.pk}).status_code == 409
    assert "Time." in own.get("/supervision/role/paper/").content.decode()


def test_a_language_that_the_house_adds_meanwhile_is_written_as_any_other(peer, admin):
    Agency.objects.filter(pk=admin.agency_id).update(languages=["en"])
    office = factories.sign_in(admin)
    assert office.post("/supervision/role/draft/").status_code == 302
    said = {"does": "Escucho.", "does_not": "No pongo notas.", "gives": "Tiempo."}
    for address in ("/supervision/role/draft/es/", "/supervision/role/draft/vi/"):
        assert office.get(address).status_code == office.post(address, said).status_code == 404

    Agency.objects.filter(pk=admin.agency_id).update(languages=["en", "es"])
    first = office.get("/supervision/role/draft/es/")
    assert (first.status_code, shipped("es").does[0] in first.content.decode()) == (200, True)
    assert not RoleText.objects.filter(language="es").exists()
    assert office.post("/supervision/role/draft/es/", said).status_code == 302
    assert "Escucho." in office.get("/supervision/role/draft/es/").content.decode()
    assert RoleText.objects.get(language="es").version.published_at is None


def test_a_peer_led_house_asks_for_whoever_looks_after_a_peer_and_misses_nobody(admin):
    program = factories.make_program(agency=admin.agency, supervision_model="peer_led")
    peer = factories.make_peer(program=program)
    link = factories.make_link(peer=peer, kind="senior", made_by=admin)
    in_force(admin)

    assert slots(peer.user)[1:] == [("senior peer supervisor", link.supervisor.name, False)]


def test_a_reader_gets_their_language_or_the_first_of_the_house(peer, admin):
    in_force(admin)
    with override("es"):
        assert role_page(peer.user).words.does == shipped("es").does
    assert role_words(peer.agency, "vi").language == "en"
