"""A page as a PDF to hand over. The library is an extra: a house without it has pages to print instead."""

import importlib
import importlib.util
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

LIBRARY = "weasyprint"
STYLE = settings.BASE_DIR / "static" / "css" / "paper.css"


def can_make_pdf() -> bool:
    return importlib.util.find_spec(LIBRARY) is not None


def as_pdf(template: str, context: dict[str, Any]) -> bytes:
    """The page as a PDF. The library is large and loaded here, by who wants one. Nothing is fetched from anywhere."""
    html = render_to_string(template, context)
    weasyprint = importlib.import_module(LIBRARY)
    style = weasyprint.CSS(string=STYLE.read_text(), url_fetcher=_nothing)
    made: bytes = weasyprint.HTML(string=html, url_fetcher=_nothing).write_pdf(stylesheets=[style])
    return made


def pdf_file(template: str, context: dict[str, Any], *, name: str) -> HttpResponse:
    """as_pdf() to take along. `name` says nothing about what it is: it stands in the list of downloads."""
    response = HttpResponse(as_pdf(template, context), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _nothing(url: str, **_options: Any) -> Any:
    raise ValueError(f"A page to hand over fetches nothing: {url}")
