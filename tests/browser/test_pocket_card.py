"""The plan for hard times on paper: one sheet, also when every part is filled; the page it is printed from is sound."""

import re

from django.conf import settings
from playwright.sync_api import Browser

from peersupport.safety.plan_words import NAMES
from tests import factories
from tests.safety.planned import Planned
from tests.support.look import faults

LINES = "Call Delbert at 555 0142 first, any time of the day or night.\nThen the river, with the radio low.\nThen home."


def test_with_every_part_filled_it_is_one_sheet(live: str, browser: Browser) -> None:
    two = Planned()
    two.write(parts=dict.fromkeys(NAMES, LINES))
    cookie = factories.sign_in(two.me).cookies[settings.SESSION_COOKIE_NAME].value
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
        page = context.new_page()
        page.goto(f"{live}/my/hard-times/card/")

        assert page.locator("section").count() == len(NAMES)
        assert faults(page) == {}
        for paper in ("Letter", "A4"):
            printed = page.pdf(format=paper, landscape=True, prefer_css_page_size=False)
            assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, paper
