"""Links from the desk: who may make one alone, who needs a second colleague, and what a house of one waits for."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.models import Program
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.desk.queries import supervision
from peersupport.people import services
from peersupport.people.models import ProposedLink, SupervisionLink
from tests.factories import (
    make_admin,
    make_agency,
    make_link,
    make_peer,
    make_program,
    make_staff,
    make_supervisor,
    sign_in,
)


@pytest.fixture
def agency():
    return make_agency()


@pytest.fixture
def office(agency):
    return make_admin(agency=agency)


@pytest.fixture
def both(agency, office):
    """In the office, and a supervisor of peers."""
    return make_staff(Role.ADMIN, Role.SENIOR_PEER_SUPERVISOR, agency=agency)


@pytest.fixture
def peer(agency):
    return make_peer(agency=agency)


@pytest.fixture
def clinical(agency):
    return make_supervisor("clinical", agency=agency, name="Emeka Nwosu")


def test_who_has_a_part_in_it_proposes_and_a_second_colleague_confirms(office, both, peer, clinical):
    with pytest.raises(NotAllowed, match="second colleague"):
        services.link_supervision(peer=peer, supervisor=clinical, kind="clinical", by=both)
    asked = services.propose_link(peer=peer, supervisor=clinical, kind="clinical", by=both)
    assert isinstance(asked, ProposedLink)
    assert not SupervisionLink.objects.held_by(clinical).exists()

    for by in (both, make_staff(Role.ADMIN, agency=make_agency())):
        with pytest.raises((NotAllowed, ProposedLink.DoesNotExist)):
            services.confirm_link(proposal=asked, by=by)
    link = services.confirm_link(proposal=asked, by=office)

    assert (link.made_by, link.confirmed_by, link.starts_on) == (both, office, peer.agency.today())
    assert list(SupervisionLink.objects.held_by(clinical)) == [link]
    with pytest.raises(WrongState):
        services.confirm_link(proposal=asked, by=office)


def test_the_one_it_is_about_does_not_confirm_it(agency, office, both):
    own = make_peer(user=make_staff(Role.ADMIN, Role.PEER, agency=agency))
    supervisor = make_staff(Role.ADMIN, Role.CLINICAL_SUPERVISOR, agency=agency)
    asked = services.propose_link(peer=own, supervisor=supervisor, kind="clinical", by=both)

    for by in (own.user, supervisor):
        with pytest.raises(NotAllowed):
            services.confirm_link(proposal=asked, by=by)
    services.drop_proposal(proposal=asked, by=both)
    with pytest.raises(WrongState):
        services.confirm_link(proposal=asked, by=office)


def test_without_a_part_in_it_one_colleague_is_enough(office, both, peer, clinical):
    link = services.propose_link(peer=peer, supervisor=clinical, kind="clinical", by=office)

    assert (link.starts_on, link.confirmed_by) == (peer.agency.today(), None)


def test_a_proposal_is_made_once(office, both, peer, clinical):
    services.propose_link(peer=peer, supervisor=clinical, kind="clinical", by=both)

    with pytest.raises(WrongState):
        services.propose_link(peer=peer, supervisor=clinical, kind="clinical", by=both)
    with pytest.raises(DomainError):
        services.propose_link(peer=peer, supervisor=clinical, kind="senior", by=both)


def test_a_house_of_one_waits_a_day_and_nobody_reads_meanwhile(office, peer, clinical):
    link = services.propose_link(peer=peer, supervisor=clinical, kind="clinical", by=office)

    first = clock.now() + timedelta(hours=24)
    assert link.starts_on > clock.today(peer.agency.time_zone)
    assert not SupervisionLink.objects.held_by(clinical).exists()
    with clock.set_to(first - timedelta(minutes=1)):
        assert not SupervisionLink.objects.held_by(clinical).exists()
    with clock.set_to(first + timedelta(hours=24)):
        assert SupervisionLink.objects.held_by(clinical).exists()
    assert link.opens_at > first + timedelta(days=2)


def test_only_the_hybrid_model_misses_somebody(agency, office):
    hybrid = make_program(agency=agency)
    circle = make_program(agency=agency, supervision_model=Program.SupervisionModel.CIRCLE)
    in_both, in_circle = make_peer(agency=agency, program=hybrid), make_peer(agency=agency, program=circle)
    make_link(peer=in_both, kind="clinical", made_by=office)

    tags = {row.title: row.tag for row in supervision.supervision_page(office).peers}

    assert tags == {in_both.user.name: "senior peer supervisor to find", in_circle.user.name: ""}
    assert supervision.peers_without_both(office) == 1


def test_from_the_page_to_the_link_and_its_end(office, both, peer, clinical):
    desk = sign_in(office)
    add = reverse("desk:link_add", args=[peer.pk])
    regular = make_link(peer=peer, kind="clinical", made_by=office).supervisor
    last_day = peer.agency.today() + timedelta(days=10)

    refused = desk.post(add, {"who": f"clinical:{clinical.pk}", "covers_for": regular.pk})
    answer = desk.post(
        add, {"who": f"clinical:{clinical.pk}", "covers_for": regular.pk, "ends_on": last_day.isoformat()}
    )

    link = SupervisionLink.objects.get(supervisor=clinical)
    assert (refused.status_code, answer.status_code) == (422, 302)
    assert "Standing in needs a last day." in refused.content.decode()
    assert (link.covers_for, link.ends_on) == (regular, last_day)
    assert f"stands in for {regular.name}" in desk.get(answer.url).content.decode()
    desk.post(reverse("desk:link_end", args=[link.pk]))
    assert not SupervisionLink.objects.held_by(clinical).exists()


def test_the_second_colleague_finds_it_on_the_page(office, both, peer, clinical):
    sign_in(both).post(reverse("desk:link_add", args=[peer.pk]), {"who": f"clinical:{clinical.pk}"})
    asked = ProposedLink.objects.get()

    page = sign_in(office).get(reverse("desk:link_list")).content.decode()
    assert f"Emeka Nwosu for {peer.user.name}, as clinical supervisor" in page
    sign_in(office).post(reverse("desk:link_confirm", args=[asked.pk]))

    assert SupervisionLink.objects.get().confirmed_by == office
