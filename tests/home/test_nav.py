import pytest

from peersupport.accounts.models import Agency, User
from peersupport.accounts.roles import Role
from peersupport.core.errors import WrongState
from peersupport.home.nav import DOORS, doors_for
from peersupport.people.services import add_person
from tests.factories import (
    give_account,
    make_admin,
    make_pairing,
    make_peer,
    make_person,
    make_staff,
    sign_in,
)


def user_with(role: str) -> User:
    if role == Role.PERSON:
        return give_account(make_person())
    return make_peer().user if role == Role.PEER else make_staff(role)


@pytest.mark.parametrize("role", list(Role))
def test_every_door_of_a_role_opens_and_says_where_one_is(role: str) -> None:
    client = sign_in(user_with(role))

    for door in DOORS[role]:
        response = client.get(door.url)

        assert response.status_code == 200
        assert f'href="{door.url}" aria-current="page"' in response.content.decode()


@pytest.mark.parametrize(
    ("path", "door"),
    [
        ("/day/", "/"),
        ("/tally/", "/groups/"),
        ("/groups/start/", "/groups/"),
        ("/sessions/plan/", "/sessions/"),
    ],
)
def test_a_page_behind_a_door_marks_that_door_alone(path: str, door: str) -> None:
    html = sign_in(user_with(Role.PEER)).get(path).content.decode()

    assert html.count('aria-current="page"') == 1
    assert f'href="{door}" aria-current="page"' in html


WITHOUT_NAMES = {
    Role.PEER: ["/", "/sessions/", "/groups/", "/supervision/"],
    Role.CLINICAL_SUPERVISOR: ["/", "/sessions/", "/supervision/"],
    Role.SENIOR_PEER_SUPERVISOR: ["/", "/sessions/", "/supervision/"],
    Role.ADMIN: ["/", "/groups/", "/supervision/", "/manage/"],
    Role.PERSON: ["/", "/my/meetings/", "/my/agreement/"],
}


@pytest.mark.parametrize("role", list(Role))
def test_a_house_that_only_counts_has_no_door_to_people(role: str) -> None:
    user = user_with(role)
    Agency.objects.filter(pk=user.agency_id).update(keeps_names=False)

    shown = sign_in(user).get("/")

    assert [door["url"] for door in shown.context["nav"]] == WITHOUT_NAMES[role]
    html = shown.content.decode()
    assert not [path for path in ("/people/", "/people/add/", "/manage/import/") if f'href="{path}"' in html]


@pytest.mark.parametrize("role", [Role.PEER, Role.CLINICAL_SUPERVISOR, Role.ADMIN])
def test_a_house_that_only_counts_has_no_pages_to_add_or_list_people(role: str) -> None:
    user = user_with(role)
    Agency.objects.filter(pk=user.agency_id).update(keeps_names=False)
    client = sign_in(user)

    answers = [client.get(path).status_code for path in ("/people/", "/people/add/", "/manage/import/")]
    answers += [client.post(path).status_code for path in ("/people/search/", "/people/add/")]

    assert answers == [404] * 5


def test_people_of_before_stay_within_reach_and_nobody_joins_them() -> None:
    pairing = make_pairing(person=make_person(name="Juniper"))
    person, office = pairing.person, make_admin(agency=pairing.agency)
    Agency.objects.filter(pk=pairing.agency_id).update(keeps_names=False)

    for user in (pairing.peer.user, office):
        client = sign_in(user)
        page, listed = client.get(f"/people/{person.pk}/"), client.get("/people/")
        assert [(shown.status_code, "Juniper" in shown.content.decode()) for shown in (page, listed)] == [
            (200, True),
            (200, True),
        ]
        text = page.content.decode() + listed.content.decode()
        assert not [path for path in ("/people/add/", "/pairing/offer/") if path in text]
        with pytest.raises(WrongState, match="without names"):
            add_person(program=person.program, chosen_name="New", by=User.objects.get(pk=user.pk))


def test_several_roles_show_each_door_once() -> None:
    user = make_staff(Role.PEER, Role.ADMIN, Role.SENIOR_PEER_SUPERVISOR)

    assert [door.url for door in doors_for(user)] == [
        "/", "/people/", "/sessions/", "/groups/", "/supervision/", "/manage/"
    ]  # fmt: skip


def test_nobody_without_a_role_has_a_door() -> None:
    assert doors_for(make_staff()) == []


def test_quick_exit_is_always_there_for_people_and_a_choice_for_staff() -> None:
    pages = {}
    for name, user in {
        "person": give_account(make_person(), show_quick_exit=False),
        "staff with": make_staff(Role.PEER, show_quick_exit=True),
        "staff without": make_staff(Role.PEER, show_quick_exit=False),
    }.items():
        pages[name] = 'action="/leave/"' in sign_in(user).get("/").content.decode()

    assert pages == {"person": True, "staff with": True, "staff without": False}


def test_pages_name_the_agency_neutrally_and_never_the_product() -> None:
    user = make_staff(Role.PEER)

    html = sign_in(user).get("/").content.decode()

    assert f" – {user.agency.neutral_name}</title>" in html
    assert user.agency.name not in html
    assert "peersupport" not in html.lower()
