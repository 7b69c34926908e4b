import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

NAMES = ["400", "403", "403_csrf", "404", "409", "500", "503", "no_database", "offline"]


@pytest.mark.parametrize("name", NAMES)
def test_error_page_needs_neither_request_nor_database(name: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        html = render_to_string(f"{name}.html")

    assert len(queries) == 0
    assert html.count("<h1") == 1
    assert 'action="/leave/"' in html
