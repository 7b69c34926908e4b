"""Every address of the product, walked out of its URL table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    name: str  # with its namespace, as reverse() takes it
    pattern: str
    view: Callable[..., Any]

    @property
    def is_open(self) -> bool:
        """LoginRequiredMiddleware closes every view that does not say otherwise."""
        return not getattr(self.view, "login_required", True)


def all_routes() -> list[Route]:
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: list[URLPattern | URLResolver], space: str, above: str) -> Iterator[Route]:
    for entry in patterns:
        path = above + str(entry.pattern)
        if isinstance(entry, URLResolver):
            deeper = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry.url_patterns, deeper, path)
        else:
            yield Route(space + (entry.name or f"unnamed {path}"), path, entry.callback)
