"""The statements of the first page that are written out say what the querysets say that they stand for."""

from datetime import timedelta

from django.db.models import F, Q

from peersupport.accounts.models import Membership, User
from peersupport.core import clock
from peersupport.home.queries import what_waits
from peersupport.notifications.models import Message
from peersupport.safety import services
from peersupport.safety.models import Concern, HandOver, OnCallShift, ReadingAgain, RepairTalk
from peersupport.safety.on_call_querysets import now_or_asked
from tests.notifications.rows import message
from tests.safety.on_call import MONDAY, NightHouse, at
from tests.safety.test_concern_again import Over


def waits_by_querysets(user: User) -> tuple[bool, bool, bool]:
    ours = {"agency_id": user.agency_id}
    theirs = RepairTalk.objects.filter(
        Q(concern__raised_by=user) | Q(concern__acknowledged_by=user), held_at=None, **ours
    )
    worries = (Concern.objects.open().filter(**ours), ReadingAgain.objects.waiting().filter(**ours), theirs)
    return (
        Message.objects.for_page(user).filter(read_at=None).exists(),
        any(some.exists() for some in worries),
        theirs.exists(),
    )


def test_what_waits_at_every_step_of_a_worry_and_of_a_message():
    world = Over()
    elsewhere = Over()
    everybody = [world.user, world.senior, world.office, world.line[0], elsewhere.user]
    seen = set()

    def look(**ahead: int) -> None:
        with clock.set_to(clock.now() + timedelta(**ahead)):
            for user in everybody:
                said = tuple(what_waits(user))
                assert said == waits_by_querysets(user)
                seen.add(said)

    Message.objects.update(read_at=clock.now())
    for one in (world, elsewhere):
        RepairTalk.objects.filter(agency=one.agency).update(held_at=clock.now(), held_by=one.user)
    look()
    ReadingAgain.objects.all().delete()
    question = world.ask(world.clinical)
    look()
    look(days=30)
    services.drop_reading_again(asked=question, by=world.clinical)
    look()
    RepairTalk.objects.update(held_at=None, held_by=None)
    look()
    open_one = world.worry("Again.")
    look()
    services.take_concern(concern=open_one, by=world.line[0])
    look()
    row = message(user=world.user, channel="inbox", kind="concern_course")
    look()
    Message.objects.filter(pk=row.pk).update(state="sent", drop_at=clock.now() + timedelta(hours=1))
    look()
    look(hours=2)

    assert seen >= {(False, False, False), (False, True, False), (False, True, True), (True, True, True)}


def now_or_asked_by_querysets(user: User) -> list[tuple[object, ...]]:
    now = clock.now()
    asked = set(HandOver.objects.asked_of(user).values_list("shift", flat=True))
    shifts = OnCallShift.objects.filter(
        agency=user.agency_id, ended_at=None, ends_at__gt=now, user__is_active=True
    )
    shifts = shifts.filter(Q(starts_at__lte=now) | Q(pk__in=asked)).who_can_answer(user.agency, now)
    ordered = shifts.order_by("rank", F("program").asc(nulls_last=True), "starts_at", "pk")
    return [
        (one.user_id, one.user.name, one.rank, one.starts_at, one.ends_at, one.time_zone, one.pk in asked)
        for one in ordered.select_related("user")
    ]


def test_who_is_on_call_now_and_what_i_am_asked_to_take():
    found = set()
    with clock.set_to(at("2026-11-30T12:00")):
        house = NightHouse()
        own = house.plan(house.emeka, MONDAY, program=house.program)
        house.plan(house.curtis, MONDAY)
        house.plan(house.ruth, MONDAY, rank=2, start="12:00")
        dana = house.named("Dana")
        services.ask_to_take_over(shift=own[0], asked=dana, by=house.emeka)

    def look(moment: str) -> None:
        with clock.set_to(at(moment)):
            for user in (dana, house.emeka, house.office):
                said = now_or_asked(user, now=clock.now(), today=user.agency.today())
                rows = [tuple(row) for row in said]
                assert rows == now_or_asked_by_querysets(user)
                found.add((len(rows), any(row.asks_me for row in said)))

    for moment in ("2026-11-30T12:00", "2026-11-30T17:59", "2026-11-30T18:00", "2026-12-01T08:00"):
        look(moment)
    Membership.objects.filter(user=house.ruth).update(ended_at=clock.now())
    look("2026-11-30T18:00")
    User.objects.filter(pk=house.emeka.pk).update(is_active=False)
    look("2026-11-30T18:00")

    assert found >= {(1, False), (2, True), (3, True), (3, False), (2, False), (0, False)}
