"""Charts: what is missing stays missing, and the table says what the drawing shows."""

from itertools import pairwise

import pytest
from django.template import Context, Template

from peersupport.core.charts import HEIGHT, WIDTH, Chart, Drawing, Line, Mark

TICKS = ((0.0, "none"), (0.5, "half"), (1.0, "all"))


def chart(*values: float | None, **more: object) -> Chart:
    labels = [f"week {number}" for number in range(len(values))]
    return Chart(title="Time", labels=labels, lines=[Line("you", values)], ticks=TICKS, **more)


def shown(drawn: Chart) -> str:
    return Template("{% load ui %}{% chart drawn key='time' %}").render(Context({"drawn": drawn}))


def test_a_missing_value_is_a_gap_and_no_zero() -> None:
    drawing = Drawing(chart(0.2, 0.4, None, 0.6, 0.8))

    line = drawing.lines[0]
    assert len(line["pieces"]) == 2
    assert len(line["points"]) == 4
    assert [row["cells"][0]["words"] for row in drawing.rows] == ["20%", "40%", "", "60%", "80%"]


def test_a_lone_value_between_gaps_is_a_point() -> None:
    line = Drawing(chart(None, 0.5, None)).lines[0]

    assert (line["pieces"], len(line["points"])) == ([], 1)


@pytest.mark.parametrize("count", [1, 2, 3, 26, 104])
def test_the_first_and_the_last_label_are_shown_and_all_lies_inside(count: int) -> None:
    drawing = Drawing(chart(*[number / count for number in range(count)]))

    words = [label["words"] for label in drawing.labels]
    assert words[0] == "week 0"
    assert words[-1] == f"week {count - 1}"
    assert len(words) == min(count, 5)
    places = [(drawing.x(index), drawing.y(index / count)) for index in range(count)]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)


def test_a_value_beyond_the_bounds_stays_inside_the_drawing() -> None:
    drawing = Drawing(chart(1.4, -0.2))

    assert (drawing.y(1.4), drawing.y(-0.2)) == (drawing.y(1.0), drawing.y(0.0))


def test_the_usual_range_has_gaps_too() -> None:
    pairs = [(0.1, 0.3), (0.1, 0.3), None, (0.2, 0.4), (0.2, 0.4), (0.2, 0.4)]
    drawing = Drawing(chart(*[0.2] * 6, band=pairs, band_name="your usual range"))

    assert [len(shape.split()) for shape in drawing.bands] == [4, 6]


def test_four_lines_differ_by_more_than_their_colour() -> None:
    lines = [Line(name, [0.1, 0.2]) for name in ("you", "people", "supervisor", "house")]
    drawing = Drawing(Chart(title="Voices", labels=["May", "June"], lines=lines, ticks=TICKS))

    assert len({line["sample"] for line in drawing.lines}) == 4


def test_a_chart_has_a_name_a_table_and_its_marks_in_words() -> None:
    html = shown(chart(0.2, None, 0.4, marks=[Mark(1, "you were away")]))

    assert 'role="img"' in html
    assert 'aria-labelledby="time-title"' in html
    assert html.count("<tr>") == 4
    assert "you were away" in html
    assert "style=" not in html


def test_the_table_says_the_usual_range_and_what_was_marked() -> None:
    pairs = [(0.1, 0.3), None, (0.2, 0.4)]
    told = {"band": pairs, "band_name": "your usual range", "marks": [Mark(1, "you were away")]}
    table = shown(chart(0.2, None, 0.4, **told)).partition("<table")[2]

    assert table.count("Your usual range</th>") == 1
    assert table.count('data-label="your usual range"') == 3
    assert "10% – 30%" in table
    assert "20% – 40%" in table
    assert "week 1 · you were away</th>" in table


def test_a_fifth_line_is_an_error_and_never_left_out() -> None:
    lines = [Line(str(number), [0.1]) for number in range(5)]
    with pytest.raises(ValueError, match="zip"):
        _ = Drawing(Chart(title="Voices", labels=["May"], lines=lines, ticks=TICKS)).lines


def test_nothing_to_draw_is_said() -> None:
    html = shown(chart(None, None))

    assert "There is nothing to draw yet." in html
    assert 'role="img"' not in html


def test_long_words_have_room_beside_the_drawing_and_labels_never_run_into_each_other() -> None:
    months = [
        f"{month} 2026"
        for month in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov")
    ]
    ticks = [(0, "hardly"), (1, "nearly always")]
    drawing = Drawing(
        Chart(title="x", labels=[*months, "Last 2026"], lines=[Line("x", [0.5] * 12)], ticks=ticks)
    )

    assert drawing.left > Drawing(chart(0.5)).left
    places = [float(label["x"]) for label in drawing.labels]
    assert min(after - before for before, after in pairwise(places)) > 48
