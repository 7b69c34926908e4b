"""Files as spreadsheets and people really save them, and what is no table at all."""

import codecs

import pytest
from django.utils import translation

from peersupport.core.errors import DomainError
from peersupport.exchange import columns, tables
from peersupport.exchange.models import ImportRun
from peersupport.people.models import SupportedPerson

from .world import House, counts

ROWS = "Nombre;Teléfono\r\nZoë Ñandú;\r\n\r\n  Björn  ;\r\n;\r\n"
NAMES = ["Björn", "Zoë Ñandú"]


@pytest.fixture
def house():
    return House()


@pytest.mark.parametrize(
    "data",
    [
        ROWS.encode(),
        codecs.BOM_UTF8 + ROWS.encode(),
        ROWS.encode("cp1252"),
        ROWS.encode("utf-16"),
        ROWS.encode("utf-16-le"),
        ROWS.encode("utf-16-be"),
        ROWS.replace(";", "\t").encode(),
        ROWS.replace(";", ",").encode(),
        ROWS.replace("\r\n", "\r").encode(),
        ("sep=;\r\n" + ROWS).encode(),
        ("\r\n;;\r\n" + ROWS).encode(),
        (ROWS + ROWS).encode(),
        ROWS.replace("Zoë Ñandú;", '"Zoë Ñandú"').encode(),
    ],
    ids=["plain", "mark", "windows", "utf-16", "le", "be", "tabs", "commas", "old mac", "sep", "empty above",
         "two files in one", "ragged"],
)  # fmt: skip
def test_is_read(house, data):
    house.brought(data)

    assert sorted(SupportedPerson.objects.values_list("chosen_name", flat=True)) == NAMES


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "This file is empty."),
        (b"\xef\xbb\xbf", "This file is empty."),
        (b"\r\n , ,\r\n", "This file is empty."),
        (b"name,phone\r\n", "There is only a first line"),
        (b"PK\x03\x04" + b"x" * 99, "This is a workbook."),
        (b"\xd0\xcf\x11\xe0" + b"x" * 99, "This is a workbook."),
        (b"%PDF-1.7 ...", "This is a PDF."),
        (bytes(range(256)) * 20, "This is no table"),
        (b"name\n\x81\x8d\n", "Some letters in this file can't be read."),
        (codecs.BOM_UTF16_LE + b"n\0a\0m\0e\0\n\0\0\xd8a\0", "Some letters in this file can't be read."),
        (b"name,NAME\nAna,Bo\n", "The column “name” is there twice."),
        (b'"name\nAna\n', "The first line should hold the names"),
        (",".join(f"c{n}" for n in range(500)).encode() + b"\nAna", "This file has 500 columns."),
    ],
)
def test_is_refused_with_a_sentence(house, data, said):
    with pytest.raises(DomainError, match="^" + said.replace(".", r"\.")) as refused:
        house.upload(data)

    assert refused.value.field == "file"
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    "column",
    ["Notes", "session_note", "progressNotes", "Nota", "Resumen de la sesión", "Diagnóstico", "DIAGNOSIS (ICD)",
     "Comentarios", "Goals", "Metas", "Narrative", "What we talked about", "Free-text", "Risk level", "Treatment plan"],
)  # fmt: skip
def test_what_somebody_wrote_about_somebody_never_comes_in(house, column):
    with pytest.raises(DomainError, match="with the yes of the person") as refused:
        house.upload(f'name,"{column}"\nAna,they said\n')

    assert f"“{column}”" in str(refused.value)
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    "column", ["Legal name", "DOB", "Fecha de nacimiento", "Last Name", "SSN", "Age", "Gender"]
)
def test_what_nobody_here_keeps_never_comes_in(house, column):
    with pytest.raises(DomainError, match="nothing else from papers"):
        house.upload(f"name,{column}\nAna,x\n")


def test_no_column_that_is_known_is_taken_for_words():
    for kind, fields in columns.KNOWN.items():
        for words in fields.values():
            for name in words.split(","):
                assert columns.refused([name.strip()], kind) == ([], []), name


def test_quotation_marks_that_do_not_fit_are_said_in_their_line(house):
    run = house.checked('name,phone\nAna,\n"Bo"x,\nCy,\n"Dee,\n')

    assert [(line, sentence[:19]) for line, _column, sentence in house.problems(run)] == [
        (3, "The quotation marks"),
        (5, "The quotation marks"),
    ]


def test_more_cells_than_columns_are_a_problem_and_blank_ones_are_not(house):
    run = house.checked("name,phone\nAna,,,\nBo,,x\n")

    assert counts(run) == (1, 0, 0, 1)


def test_a_hidden_character_is_a_problem_of_its_row(house):
    run = house.checked("name\nAna" + "\n" * 3000 + "B\0o\n")

    assert [line for line, *_ in house.problems(run)] == [3002]


def test_three_hundred_columns_are_a_question_about_columns(house):
    names = ",".join(["name", *(f"c{number}" for number in range(299))])
    run = house.upload(f"{names}\nAna\n")

    assert run.columns == ["name", *[""] * 299]


def test_what_a_spreadsheet_would_run_is_never_written():
    assert (
        tables.written(["=1+1", "+49", "-x", "@x", "\tx", "Ana", 45]) == "'=1+1,'+49,'-x,'@x,'\tx,Ana,45\r\n"
    )


def test_a_long_file_is_cut_into_pieces_and_read_as_one():
    rows = "".join(f'"Ä{number}\nx",{number}\n' for number in range(40_000))
    pieces = list(tables.texts(("a,b\n" + rows).encode()))
    read = list(tables.rows(pieces, tables.header_of(pieces)))

    assert len(pieces) > 2
    assert [row.cells for row in read] == [[f"Ä{number}\nx", str(number)] for number in range(40_000)]
    assert (read[0].line, read[-1].line) == (2, 2 + 2 * 39_999)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", ["people", "sessions"])
def test_our_own_labels_are_known_in_every_language(kind, language):
    with translation.override(language):
        labels = [str(label) for label in columns.FIELDS[kind].values()]

    assert columns.guessed(labels, kind) == list(columns.FIELDS[kind])
