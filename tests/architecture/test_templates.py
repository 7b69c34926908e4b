"""Templates hold no script, no style and no way around escaping, and stay short."""

import re

import pytest

from .source import Source, templates

MOST_LINES = 150
RULES = {
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "a script from elsewhere": re.compile(
        r"""<(?:script|link|img|iframe|form)\b[^>]*=["']?(?:https?:)?//""", re.IGNORECASE
    ),
    "an inline style": re.compile(r"""<style\b|<[^>]*\sstyle\s*=""", re.IGNORECASE),
    "an inline handler": re.compile(r"""<[^>{]*\son[a-z]+\s*=""", re.IGNORECASE),
    "htmx code in an attribute": re.compile(
        r"\bhx-on\b|\bhx-vals=[\"']?js:|\bhx-headers=[\"']?js:", re.IGNORECASE
    ),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "a way around escaping": re.compile(r"\|\s*safe(?:seq)?\b|\{%\s*autoescape\s+off", re.IGNORECASE),
}
# Mails are plain text: nothing to escape there.
PLAIN_TEXT = ".txt"


def broken_rules(source: Source) -> list[str]:
    rules = dict(RULES)
    if source.path.endswith(PLAIN_TEXT):
        del rules["a way around escaping"]
    found = [f"{source.path}: {name}" for name, pattern in rules.items() if pattern.search(source.text)]
    if source.text.count("\n") > MOST_LINES:
        found.append(f"{source.path}: longer than {MOST_LINES} lines")
    return found


# The way out works without a session and must never answer with an error; see home.views.leave.
WITHOUT_TOKEN = "templates/_partials/exit.html"


def post_forms_without_token(source: Source) -> list[str]:
    forms = re.findall(r"<form\b.*?</form>", source.text, re.DOTALL | re.IGNORECASE)
    return [
        f"{source.path}: a form without csrf_token"
        for form in forms
        if re.search(r"""method=["']?post""", form, re.IGNORECASE) and "csrf_token" not in form
    ]


def test_templates_keep_the_rules():
    assert [line for source in templates() for line in broken_rules(source)] == []


def test_every_post_form_carries_the_token():
    assert [line for source in templates() for line in post_forms_without_token(source)] == [
        f"{WITHOUT_TOKEN}: a form without csrf_token"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<script type=module>x</script>",
        "<script src='https://elsewhere.test/x.js'></script>",
        "<link rel=stylesheet href='//elsewhere.test/x.css'>",
        "<p style='color:red'>",
        "<style>p{}</style>",
        "<a onclick='x()'>",
        "<button hx-on:click='x()'>",
        "<a href='javascript:x()'>",
        "{{ name|safe }}",
        "{% autoescape off %}{{ name }}{% endautoescape %}",
        "x\n" * 151,
    ],
)
def test_the_rules_can_fail(text):
    assert len(broken_rules(Source("templates/x.html", text))) == 1


def test_a_form_without_a_token_is_found():
    text = "<form method='post' action='/x/'><button>Go</button></form>"

    assert len(post_forms_without_token(Source("templates/x.html", text))) == 1
    assert (
        post_forms_without_token(Source("templates/x.html", text.replace("<button>", "{% csrf_token %}<b>")))
        == []
    )
