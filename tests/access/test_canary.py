"""A small run of `manage.py proof canary`, and that it would notice."""

from peersupport.bench.proofs.canary import Planter, kept_in, look_in_files, look_in_tables, plant
from tests import factories


def test_what_people_write_stands_in_no_row_log_or_temporary_file(tmp_path):
    say = Planter(1)
    with kept_in(tmp_path):
        control = plant(say, 20)

    assert look_in_tables([say.mark], control)[0] == []
    assert look_in_files([tmp_path], [say.mark], control)[0] == []
    assert (tmp_path / "everything.log").stat().st_size > 0


def test_a_sentence_in_the_open_is_found(tmp_path):
    say = Planter(2)
    person = factories.make_person(name=say())
    (tmp_path / "a.log").write_bytes(b"x" * 3_000_000 + say().encode())

    rows, _empty = look_in_tables([say.mark], person.chosen_name)
    files, controls = look_in_files([tmp_path], [say.mark], "nobody")

    assert {row.partition(":")[0] for row in rows} == {"people_supportedperson"}
    assert (len(files), controls) == (1, [])
