"""Working on a file: nothing by halves, nothing twice, and everybody can see how far it is."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction

from peersupport.core import clock
from peersupport.core.errors import DomainError, NotAllowed, WrongState
from peersupport.exchange import queries, services, tasks
from peersupport.exchange.models import ImportChunk, ImportedRow, ImportProgress, ImportRun, RememberedColumns
from peersupport.people.models import ContactDetails, SupportedPerson
from sessions_app.models import SupportSession
from tests import factories

from .world import House, counts, work

MANY = "name,phone\n" + "".join(f"Sam {number},202555{number:04}\n" for number in range(2500))


@pytest.fixture
def house():
    return House()


def confirmed(house, file=MANY, kind="people"):
    run = house.checked(file, kind)
    services.bring_in(run=run, by=house.office)
    return run


def test_a_row_that_no_longer_fits_takes_everything_back(house):
    ana = factories.make_person(program=house.program, name="Ana R.", added_by=house.office)
    rows = [f"Sam,{{peer}},2026-03-02,{hour}:{minute:02},45" for hour in range(8, 18) for minute in range(60)]
    factories.make_person(program=house.program, name="Sam", added_by=house.office)
    run = confirmed(house, house.meetings(*rows, "Ana R.,{peer},2026-03-02,14:30,45"), "sessions")
    SupportedPerson.objects.filter(pk=ana.pk).update(died_on=clock.now().date())
    run = work(run)

    assert (run.state, run.trouble) == ("failed", "changed")
    assert (SupportSession.objects.count(), ImportedRow.objects.count()) == (0, 0)


def test_handing_the_same_work_out_again_does_nothing(house):
    run = confirmed(house)
    work(run)
    assert work(run).state == "done"

    assert (SupportedPerson.objects.count(), ContactDetails.objects.count()) == (2500, 2500)
    assert ImportedRow.objects.count() == 2500


@contextmanager
def held(run):
    """Another process is working on it."""
    taken, let_go = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            assert ImportRun.objects.taken_up(run.pk) is not None
            taken.set()
            let_go.wait(10)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    taken.wait(10)
    yield
    let_go.set()
    other.join()


def test_what_somebody_works_on_is_nobody_elses(house):
    run = confirmed(house)
    with held(run):
        assert queries.waiting_for_hands() == []
        assert work(run).state == "importing"
        with pytest.raises(WrongState):
            services.discard_import(run=run, by=house.office)

    assert queries.waiting_for_hands() == [run.pk]


def test_after_three_beginnings_it_is_said_to_have_failed(house):
    run = confirmed(house)
    ImportProgress.objects.filter(run=run).update(attempts=3)
    run = work(run)

    assert (run.state, run.trouble) == ("failed", "died")
    assert not SupportedPerson.objects.exists()


def test_one_import_of_a_house_at_a_time(house):
    first, second = house.checked(MANY), house.checked("name\nAna\n")
    services.bring_in(run=first, by=house.office)
    with pytest.raises(WrongState, match="Another file"):
        services.bring_in(run=second, by=house.office)

    elsewhere = House()
    assert elsewhere.checked("name\nAna\n").new_rows == 1


def test_progress_is_seen_while_the_work_goes_on(house):
    run = confirmed(house)
    seen = []

    def watch(execute, sql, params, many, context):
        if "people_contactdetails" in sql and sql.startswith("INSERT"):
            seen.append(ImportProgress.objects.using("default").get(run=run).done)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        work(run)

    assert seen == [0, 1001, 2501]


def test_the_same_file_on_its_way_is_the_same_import(house):
    assert house.upload(MANY).pk == house.upload(MANY).pk
    assert ImportRun.objects.count() == 1


def test_columns_are_remembered_for_the_next_file(house):
    run = house.upload("Wer,Phone,Extra\nAna,,x\n")
    assert run.columns == ["", "phone", ""]
    house.check(run, ["name", "phone", ""])

    assert house.upload("Wer,Phone,Extra\nBo,,y\n").columns == ["name", "phone", ""]
    assert RememberedColumns.objects.count() == 1


def test_columns_have_to_make_sense(house):
    run = house.upload("a,b,c\nAna,,x\n")
    factories.make_program(agency=house.agency)
    for columns, said in (
        (["", "phone", ""], "Every file needs a column for: Name they chose."),
        (["name", "name", ""], "Two columns can't be the same"),
        (["name", "minutes", ""], "Please choose one of the answers"),
        (["name"], "Please choose one of the answers"),
        (["name", "", ""], "Please choose the program"),
    ):
        with pytest.raises(DomainError, match=said):
            services.choose_columns(run=run, columns=columns, by=house.office)


def test_what_is_to_be_mended_does_not_come_in(house):
    run = house.checked("name\nAna\n=x\n")

    with pytest.raises(WrongState, match="to be mended"):
        services.bring_in(run=run, by=house.office)


def test_steps_are_not_skipped(house):
    run = house.upload("name\nAna\n")
    for step in (
        lambda: services.bring_in(run=run, by=house.office),
        lambda: services.answer_days(run=run, day_first=True, by=house.office),
    ):
        with pytest.raises(WrongState):
            step()


def test_only_the_office_of_the_house(house):
    run = house.checked("name\nAna\n")
    with pytest.raises(NotAllowed):
        services.start_import(kind="people", data=b"name\nAna\n", by=house.peer.user)
    for stranger in (house.peer.user, House().office):
        with pytest.raises(ImportRun.DoesNotExist):
            services.bring_in(run=run, by=stranger)
        with pytest.raises(ImportRun.DoesNotExist):
            services.discard_import(run=run, by=stranger)


def test_a_file_is_forgotten_after_a_day(house):
    run = house.checked(MANY)
    with clock.set_to(clock.now() + timedelta(hours=25)):
        tasks.forget_expired_imports()

    assert not ImportRun.objects.filter(pk=run.pk).exists()
    assert not ImportChunk.objects.exists()


def test_problems_are_all_there_to_take_along(house):
    run = house.checked("name\n" + "=x\n" * 9000)
    lines = "".join(queries.problem_lines(run, house.office)).splitlines()

    assert counts(run) == (0, 0, 0, 9000)
    assert len(house.problems(run)) == 200
    assert (len(lines), lines[0]) == (9001, "\ufeffLine,Column,What to mend")
    assert lines[9000].startswith("9001,Name they chose,“=x” begins")
    assert ImportChunk.objects.filter(run=run, part="problems").count() > 1
