"""What may arrive in any field of any form and in any query string, and where the forms of a page lead."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

UNICODE = [
    "\x00",
    "a\x00b",
    "\u202eAna",
    "a\u2028b",
    "\ufeff",
    "e" + "\u0301" * 500,
    "\U0001f469\u200d\U0001f680",
    "ﷺ",
]
LONG = ["x" * 100_000, "9" * 5_000, "\n" * 10_000]
NUMBERS = [
    "-1",
    "0",
    "2147483648",
    "9223372036854775808",
    "1e400",
    "NaN",
    "Infinity",
    "٧٥",
    "1,5",
    "0x10",
    "1_000",
]
DATES = ["2026-02-30", "2026-13-45", "0001-01-01", "9999-12-31", "10000-01-01", "2027-03-14T02:30", "2026-11-07T01:30",
         "0001-01-01T00:00", "9999-12-31T23:59", "24:00", "23:59:60", "-1:00", "2026-W01"]  # fmt: skip
CHOICES = ["", " ", "no-such-choice", "None", "null", "true", "[]", "{}", "__all__"]
IDS = [
    "00000000-0000-0000-0000-000000000000",
    "{12345678-1234-1234-1234-123456789abc}",
    "12345678",
    "../../x",
]
TEXTS = [
    "<script>x</script>",
    "{{7*7}}{% x %}",
    "%s%n{0.__class__}",
    "'; DROP TABLE x; --",
    "=1+1",
    "\r\nBcc: x@y.example",
]
ROW = "12345678-1234-1234-1234-123456789abc"
CURSORS = ["2026-11-20T10:00:00,x", f"2026-11-20,{ROW}", f"0001-01-01T00:00:00+23:59,{ROW}",
           f"9999-12-31T23:59:59-23:59,{ROW}", "9999-12-31T23:59:59-23:59~role~1", "x~y~z"]  # fmt: skip
VALUES = [*UNICODE, *LONG, *NUMBERS, *DATES, *CHOICES, *IDS, *TEXTS, *CURSORS]
# Several at once where one is meant, and one where several are.
SEVERAL = [["", "x"], ["1", "2"], ["2026-02-30", "2026-02-28"], ["x"] * 300]


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)


class _Forms(HTMLParser):
    """Every form of a page with what stands in its fields."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.found = path, []
        self.form: Form | None = None
        self.name = self.text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attributes}
        if tag == "form":
            self.form = Form(urljoin(self.path, said.get("action", "")), said.get("method", "get").lower())
            self.found.append(self.form)
        elif self.form is not None and tag in {"input", "button", "textarea", "select"}:
            self._field(tag, said)
        elif self.form is not None and tag == "option" and self.name and "selected" in said:
            self.form.fields[self.name] = [said.get("value", "")]

    def _field(self, tag: str, said: dict[str, str]) -> None:
        name, value = said.get("name", ""), said.get("value", "")
        self.name = name if tag in {"textarea", "select"} else ""
        if not name or name == "csrfmiddlewaretoken" or self.form is None:
            return
        known = self.form.fields.setdefault(name, [])
        if said.get("type") in {"radio", "checkbox"}:
            known += [value] if "checked" in said else []
        elif tag != "button" and value:
            known.append(value)

    def handle_data(self, data: str) -> None:
        if self.name and self.form is not None and self.get_starttag_text().startswith("<textarea"):
            self.form.fields[self.name] = [data.removeprefix("\n")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        if tag in {"textarea", "select"}:
            self.name = ""


def forms_of(path: str, html: str) -> list[Form]:
    parser = _Forms(path)
    parser.feed(html)
    return parser.found


def spoiled(fields: dict[str, list[str]], values: list[object]) -> Iterator[dict[str, object]]:
    """The form as it stands with one field after the other spoiled by one value after the other."""
    for name in fields:
        for value in values:
            yield {**fields, name: value}
