"""Every package has its place, and imports and foreign keys point down."""

import ast

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from .source import PACKAGES, ROOT, Source, floor_of, layers, python_files

# Under peersupport/, but no floor: the package itself, settings, and the standard-library start of manage.py.
OUTSIDE_THE_HOUSE = ("peersupport", "peersupport.settings", "peersupport.bootstrap")
# Inside an app, from the top down. Modules with other names are helpers: anybody may use them, and they use no view,
# form or URL.
INSIDE = ("urls", "views", "forms", "services", "queries", "models", "querysets")
ALSO = {"tasks": "views", "api": "views", "first_run": "views", "management": "views",
        "middleware": "views", "templatetags": "views"}  # fmt: skip
WEB = (
    "django.http",
    "django.shortcuts",
    "django.views",
    "django.urls",
    "django.forms",
    "celery",
    "rest_framework",
)


def upward_imports(source: Source) -> list[str]:
    here = floor_of(source.module)
    found = []
    for name, line in source.imports():
        there = floor_of(name)
        if here is None or there is None or here[1] == there[1]:
            continue
        if there[0] <= here[0] and not (here[0] == there[0] == 0):
            found.append(f"{source.path}:{line}: {here[1]} imports {name}")
    return found


def place_inside(module: str, package: str) -> tuple[str, int | None]:
    """The module or package of an app that a dotted name lies in, and its rank; None is a helper."""
    part = module.removeprefix(package).lstrip(".").split(".")[0]
    name = ALSO.get(part, part)
    return part, INSIDE.index(name) if name in INSIDE else None


def upside_down_inside(source: Source) -> list[str]:
    """In one app: urls → views, tasks → forms → services → queries → models → querysets."""
    floor = floor_of(source.module)
    if floor is None or floor[1] not in APPS:
        return []
    package, found = floor[1], []
    part, here = place_inside(source.module, package)
    for name, line in source.imports():
        if not name.startswith(package + "."):
            continue
        other, there = place_inside(name, package)
        if (
            there is not None
            and other != part
            and there < (INSIDE.index("services") if here is None else here)
        ):
            found.append(f"{source.path}:{line}: {part} imports {other}")
    return sorted(set(found))


def web_in_the_domain(source: Source) -> list[str]:
    floor = floor_of(source.module)
    if floor is None or floor[1] not in APPS:
        return []
    part, _rank = place_inside(source.module, floor[1])
    if part not in ("services", "models", "querysets"):
        return []
    return [
        f"{source.path}:{line}: {part} knows {name}"
        for name, line in source.imports()
        if name.startswith(WEB) and name != "django.urls.reverse"
    ]


APPS = [config.name for config in apps.get_app_configs() if config.name.startswith(PACKAGES)]


def test_every_package_has_a_place():
    here = {path.parent.name for path in (ROOT / "peersupport").glob("*/__init__.py")}
    modules = {path.stem for path in (ROOT / "peersupport").glob("*.py")} - {"__init__"}
    top = {path.parent.name for path in ROOT.glob("*/__init__.py")} | set(PACKAGES)
    placed = {name for floor in layers() for name in floor}

    everything = {f"peersupport.{name}" for name in here | modules} | top
    everything -= {*OUTSIDE_THE_HOUSE, "tests"}
    assert placed == everything
    assert {name for name in APPS if floor_of(name) is None} == set()


def test_imports_point_down():
    assert [line for source in python_files() for line in upward_imports(source)] == []


def test_imports_inside_an_app_point_down():
    assert [line for source in python_files() for line in upside_down_inside(source)] == []


def test_the_domain_knows_neither_http_nor_celery():
    assert [line for source in python_files() for line in web_in_the_domain(source)] == []


def points_up(here: str, there: str) -> bool:
    """Whether a row of a model in one module may not point to one in the other."""
    above, below = floor_of(here), floor_of(there)
    return bool(above and below and above[1] != below[1] and below[0] <= above[0])


def test_every_foreign_key_points_down():
    pointing = [
        (model, field.name, field.related_model)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey)
    ]

    assert len(pointing) > 50
    assert [
        f"{model._meta.label}.{name} → {to._meta.label}"
        for model, name, to in pointing
        if points_up(model.__module__, to.__module__)
    ] == []


def test_a_foreign_key_that_points_up_is_noticed():
    assert points_up("consent.models", "sessions_app.models")
    assert not points_up("sessions_app.models", "consent.models")
    assert not points_up("consent.models", "django.contrib.auth.models")


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (upward_imports, "consent/x.py", "from sessions_app.models import Kind"),
        (upward_imports, "consent/x.py", "import sessions_app.models"),
        (upward_imports, "consent/x.py", "def f():\n    from sessions_app import models"),
        (upward_imports, "peersupport/home/x.py", "from peersupport.my_record import views"),
        (upside_down_inside, "consent/models.py", "from .services import start_policy"),
        (upside_down_inside, "consent/querysets.py", "from . import models"),
        (upside_down_inside, "consent/services.py", "from consent.views import conversation"),
        (upside_down_inside, "sessions_app/services/drafts.py", "from ..forms import SessionForm"),
        (upside_down_inside, "consent/rule.py", "from consent import views"),
        (web_in_the_domain, "consent/services.py", "from django.http import Http404"),
        (web_in_the_domain, "sessions_app/querysets.py", "from celery import shared_task"),
    ],
)
def test_the_rules_can_fail(rule, path, text):
    assert len(rule(Source(path, text))) == 1


def test_typing_imports_are_no_imports():
    text = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from sessions_app.models import Kind"

    assert upward_imports(Source("consent/x.py", text)) == []
    assert isinstance(ast.parse(text).body[1], ast.If)
