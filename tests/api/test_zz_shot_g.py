import pytest
from django.conf import settings
from tests.factories import make_peer, sign_in
from peersupport.api.services import make_token

def test_shot(browser, live):
    user = make_peer().user
    make_token(name="Our own calendar", by=user); make_token(name="The numbers for the board, every month", by=user)
    cookie = sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport={"width": 360, "height": 900}, color_scheme=scheme)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
        page = context.new_page(); page.goto(live + "/account/tokens/")
        if scheme == "light":
            page.fill("input[name=name]", "A test"); page.get_by_role("button", name="Make it").click(); page.get_by_text("Copy it now").wait_for()
        page.screenshot(path=f"/tmp/ps/g_tokens_{scheme}.png", full_page=True)
        context.close()
