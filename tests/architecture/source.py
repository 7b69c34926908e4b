"""The project's own source as text and trees, for rules that are checked by reading it."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("peersupport", "consent", "sessions_app", "supervision")
CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text())


@dataclass(frozen=True)
class Source:
    path: str  # from the root, with slashes
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def is_package(self) -> bool:
        return self.path.endswith("/__init__.py")

    def within(self, *places: str) -> bool:
        """Whether the file is one of these, or in one of these folders ("…/services" is a module or a package)."""
        bare = self.path.removesuffix(".py")
        return any(bare == place or bare.startswith(place + "/") for place in places)

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def imports(self) -> Iterator[tuple[str, int]]:
        """Absolute dotted names of everything imported at run time, down to the names taken out of a module."""
        hidden = {
            id(inner) for node in ast.walk(self.tree) if is_for_typing(node) for inner in ast.walk(node)
        }
        for node in ast.walk(self.tree):
            if id(node) in hidden:
                continue
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                start = self._start_of(node)
                yield from ((f"{start}.{alias.name}".strip("."), node.lineno) for alias in node.names)

    def _start_of(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.module.split(".")
        keep = len(parts) - node.level + (1 if self.is_package else 0)
        return ".".join([*parts[:keep], *([node.module] if node.module else [])])

    def at(self, node: ast.AST, problem: str) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 0)}: {problem}"


def is_for_typing(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def python_files(*folders: str) -> list[Source]:
    """Our own modules without migrations, which Django writes."""
    paths = [path for folder in folders or PACKAGES for path in sorted((ROOT / folder).rglob("*.py"))]
    return [read(path) for path in paths if "migrations" not in path.parts]


def templates() -> list[Source]:
    return [read(path) for path in sorted((ROOT / "templates").rglob("*")) if path.is_file()]


def read(path: Path) -> Source:
    return Source(path.relative_to(ROOT).as_posix(), path.read_text())


def layers() -> list[list[str]]:
    """The house from the top down, as import-linter enforces it; one floor holds several packages."""
    contracts = CONFIGURATION["tool"]["importlinter"]["contracts"]
    house = next(contract for contract in contracts if contract["type"] == "layers")
    return [[name.strip() for name in floor.replace("|", ":").split(":")] for floor in house["layers"]]


def floor_of(module: str) -> tuple[int, str] | None:
    """How deep a module stands (0 is the roof) and the package it belongs to; None for what has no place."""
    for depth, floor in enumerate(layers()):
        for package in floor:
            if module == package or module.startswith(package + "."):
                return depth, package
    return None
