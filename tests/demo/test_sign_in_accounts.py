from django.test import Client, RequestFactory
from django.urls import reverse

from peersupport.demo.context import ROLES, sign_in_accounts
from peersupport.demo.seed import accounts


def test_sign_in_page_lists_every_demo_account() -> None:
    request = RequestFactory().get(reverse("account_login"))

    listed = sign_in_accounts(request)["demo_accounts"]

    assert [account["email"] for account in listed] == [account["email"] for account in accounts()]
    assert {account["role"] for account in accounts()} == set(ROLES)


def test_no_other_page_lists_them() -> None:
    assert sign_in_accounts(RequestFactory().get("/")) == {}


def test_without_the_demo_nobody_is_listed(client: Client) -> None:
    html = client.get(reverse("account_login")).content.decode()

    assert [account["email"] for account in accounts() if account["email"] in html] == []
