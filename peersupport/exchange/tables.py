"""A table in text form, out of whatever a spreadsheet saved: read piece by piece, never as a whole."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from peersupport.core.errors import DomainError

BLOCK = 256 * 1024
DELIMITERS = (",", ";", "\t", "|")
MOST_COLUMNS = 400
MOST_PROBLEM_LETTERS = 60
ZERO = b"\0"
SIGNS = [
    bytes([number]) for number in range(32) if number not in b"\t\n\v\f\r"
]  # in no text, but by accident
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx, ods and numbers are zip archives; xls is older


@dataclass(frozen=True)
class Record:
    """One row: the line of the file it begins on, and its cells without blanks around; None where it can't be read."""

    line: int
    cells: list[str] | None


@dataclass(frozen=True)
class Header:
    names: list[str]
    delimiter: str


def refuse_other_kinds(data: bytes) -> None:
    """Raises DomainError for a file that is no table in text form, with what to do about it."""
    if data.startswith(WORKBOOKS):
        raise _odd(
            _("This is a workbook. Open it, choose “Save as”, then “CSV UTF-8”, and bring that file here.")
        )
    if data.startswith(b"%PDF"):
        raise _odd(
            _("This is a PDF. It has no rows and columns to read. Please bring the table it was made from.")
        )
    if not data.strip(b"\0 \r\n\t"):
        raise _odd(_("This file is empty."))


def _odd(sentence: str) -> DomainError:
    return DomainError(sentence, field="file")


def encoding_of(data: bytes) -> str:
    """UTF-8 or UTF-16, with or without a mark; else what Windows writes. Raises DomainError for what is no text."""
    for mark, name in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return name
    head = data[:4000]
    at_odd, at_even = head[1::2].count(ZERO), head[::2].count(ZERO)
    if max(at_odd, at_even) > len(head) // 4 and min(at_odd, at_even) <= len(head) // 20:
        return "utf-16-le" if at_odd > at_even else "utf-16-be"
    if sum(map(head.count, SIGNS)) > len(head) // 50:
        raise _odd(_("This is no table in text form. Please save it as CSV and bring that file."))
    return "utf-8" if _decodes(data, "utf-8") else "cp1252"


def _decodes(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), BLOCK):
            decoder.decode(data[start : start + BLOCK])
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def texts(data: bytes) -> Iterator[str]:
    """The file in pieces below a megabyte, with line ends as \\n. Raises DomainError for letters that can't be read."""
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding_of(data))(), translate=True)
    try:
        for start in range(0, len(data), BLOCK):
            yield decoder.decode(data[start : start + BLOCK])
        yield decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise _odd(
            _("Some letters in this file can't be read. Please save it as “CSV UTF-8” and bring that file.")
        ) from error


def lines_of(pieces: Iterable[str]) -> Iterator[str]:
    """Lines with their ends, out of pieces that were cut anywhere."""
    rest = ""
    for piece in pieces:
        *whole, rest = (rest + piece).split("\n")
        for line in whole:
            yield line + "\n"
    if rest:
        yield rest


def header_of(pieces: Iterable[str]) -> Header:
    """The first row with something in it. Raises DomainError for a file without one, or with an impossible one."""
    delimiter, start = "", []
    for number, line in enumerate(lines_of(pieces)):
        if number == 0 and line.casefold().startswith("sep="):
            delimiter = line[4:5] if line[4:5] in DELIMITERS else ""
        elif start or line.strip(" \t\n,;|"):
            start.append(line)
        if len(start) > 20:
            break
    if not start:
        raise _odd(_("This file is empty."))
    delimiter = delimiter or max(DELIMITERS, key=lambda sign: _outside_quotes(start[0], sign))
    first = next(records(start, delimiter), None)
    if first is None or first.cells is None:
        raise _odd(
            _(
                "The first line should hold the names of the columns, and it can't be read. "
                "Please check its quotation marks."
            )
        )
    return Header(_checked(first.cells), delimiter)


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])


def _checked(names: list[str]) -> list[str]:
    while names and not names[-1]:
        names = names[:-1]
    if len(names) > MOST_COLUMNS:
        raise _odd(
            _(
                "This file has %(count)d columns. Please keep the ones that are asked for here, at most %(most)d."
            )
            % {"count": len(names), "most": MOST_COLUMNS}
        )
    folded = [name.casefold() for name in names if name]
    if twice := next((name for name in names if name and folded.count(name.casefold()) > 1), None):
        raise _odd(
            _("The column “%(name)s” is there twice. Please take one of them out.")
            % {"name": shortened(twice)}
        )
    return names


def shortened(text: str) -> str:
    return text if len(text) <= MOST_PROBLEM_LETTERS else text[: MOST_PROBLEM_LETTERS - 1] + "…"


def records(source: Iterable[str], delimiter: str) -> Iterator[Record]:
    """Rows with something in them. A row whose quotation marks don't fit is a Record without cells."""
    reader = csv.reader(source, delimiter=delimiter, strict=True, skipinitialspace=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error:
            yield Record(begins, None)
            continue
        if any(cells) and not (begins == 1 and cells[0].casefold().startswith("sep=")):
            yield Record(begins, cells)


def rows(pieces: Iterable[str], header: Header) -> Iterator[Record]:
    """The records below the header. The same header again, as in two files joined to one, is no row."""
    found = records(lines_of(pieces), header.delimiter)
    first = next(found, None)
    return (record for record in found if first is None or record.cells != first.cells)


def written(cells: Iterable[object]) -> str:
    """One line of CSV. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    out = io.StringIO()
    csv.writer(out).writerow([guarded(str(cell)) for cell in cells])
    return out.getvalue()


def guarded(cell: str) -> str:
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def unguarded(cell: str) -> str:
    """What guarded() was given."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@"} else cell
