"""The description: complete, without a warning, and a page for staff that keeps the rules for scripts."""

import io

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from rest_framework.settings import api_settings

from peersupport.api.views.base import ApiView
from tests.architecture.routes import all_routes
from tests.factories import give_account, make_admin, make_person, sign_in


@pytest.fixture(scope="module")
def schema():
    """Written with every warning as a failure."""
    out = io.StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=out)
    return yaml.safe_load(out.getvalue())


def operations(schema):
    return [
        (path, method, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def views():
    found = {route.pattern: route.view.cls for route in all_routes() if hasattr(route.view, "cls")}
    return {pattern: view for pattern, view in found.items() if issubclass(view, ApiView) and view.schema}


def as_routed(path):
    """A grant is guardian's row and has a number."""
    return path.replace("let-in/{id}", "let-in/<int:pk>").replace("{id}", "<uuid:pk>")


def test_every_address_and_method_is_described(schema):
    described = {(as_routed(path), method) for path, method, _operation in operations(schema)}
    there = {
        (f"/{pattern}", method)
        for pattern, view in views().items()
        for method in ("get", "post", "put", "patch", "delete")
        if hasattr(view, method)
    }

    assert described == there
    assert len(there) > 30


def read_by(view):
    """Names that this address takes after a question mark: filters, the place in a list, and its own."""
    filters = set(view.filterset_class.base_filters) if view.filterset_class else set()
    pages = {view.pagination_class.parameter} if view.pagination_class else set()
    return filters | pages | view.parameters


def test_every_parameter_that_is_read_is_described(schema):
    for path, method, operation in operations(schema):
        view = views()[as_routed(path).strip("/") + "/"]
        read = read_by(view) if method == "get" else set()
        described = {said["name"] for said in operation.get("parameters", []) if said["in"] == "query"}
        headers = {said["name"] for said in operation.get("parameters", []) if said["in"] == "header"}

        assert described == read, path
        assert (headers == {"Idempotency-Key"}) == bool(method == "post" and view.makes), path


def test_every_body_has_an_example(schema):
    for path, _method, operation in operations(schema):
        assert operation.get("description") or operation.get("summary"), path
        answers = [operation["responses"][code] for code in ("200", "201") if code in operation["responses"]]
        for body in [operation.get("requestBody", {}), *answers]:
            for content in body.get("content", {}).values():
                assert content.get("examples"), path


def test_every_operation_says_how_it_refuses(schema):
    for path, method, operation in operations(schema):
        refusals = {"400", "401", "404", "406", "429"} | (
            {"403", "409", "413", "415"} if method == "post" else set()
        )
        assert refusals <= set(operation["responses"]), path
        assert operation["security"] == [{"token": []}], path


def test_schema_and_page_are_for_staff():
    staff, person = sign_in(make_admin()), sign_in(give_account(make_person()))

    for route in ("api:schema", "api:docs"):
        assert staff.get(reverse(route)).status_code == 200
        assert person.get(reverse(route)).status_code == 404


def test_the_page_shows_the_operations_and_breaks_no_rule_for_scripts(browser, live):
    user = make_admin()
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    cookie = sign_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
    page, complaints = context.new_page(), []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.on(
        "request",
        lambda asked: complaints.append(asked.url) if not asked.url.startswith((live, "data:")) else None,
    )

    page.goto(live + reverse("api:docs"))
    page.locator(".opblock").first.wait_for()

    assert page.locator(".opblock").count() > 30
    assert complaints == []
    context.close()


def test_nothing_else_of_the_framework_is_switched_on():
    assert [renderer.format for renderer in api_settings.DEFAULT_RENDERER_CLASSES] == ["json"]
    assert [parser.media_type for parser in api_settings.DEFAULT_PARSER_CLASSES] == ["application/json"]
