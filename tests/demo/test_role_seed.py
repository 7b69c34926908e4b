"""What the demo tells of the role, of certificates and of hours."""

from zoneinfo import ZoneInfo

from peersupport.core import clock
from peersupport.demo.seed import data
from peersupport.demo.seed.cast import found_house
from peersupport.demo.seed.role import say_what_a_peer_does
from supervision.models import RoleAcceptance, WorkWeek
from supervision.queries.credentials import credentials_page
from supervision.queries.hours import hours_page, hours_total
from supervision.queries.my_work import my_work
from supervision.queries.role import role_page


def test_the_pages_are_full_on_the_first_day():
    now = clock.now().replace(second=0, microsecond=0)
    today = now.astimezone(ZoneInfo(data.load("agency")["agency"]["zone"])).date()
    cast = found_house(today=today, now=now)
    say_what_a_peer_does(cast)

    open_slots = [
        (slot.name, row.peer.user.name)
        for row in role_page(cast.office).rows
        for slot in row.slots
        if slot.at is None
    ]
    assert set(open_slots) == {
        ("Wendell Pruitt", "Wendell Pruitt"),
        ("Gloria Ontiveros", "Priya Raghunathan"),
    }
    assert RoleAcceptance.objects.count() > 2 * len(cast.peers)
    assert {week.unpaid is None for week in hours_page(cast.peers["Marisol Quintanilla"]).weeks} == {
        True,
        False,
    }
    assert any(cell.unpaid for cell in hours_total(cast.agency).cells)
    assert WorkWeek.objects.filter(week__gt=today).count() == 0
    (jin,) = credentials_page(cast.peers["Jin Baek"]).certificates
    assert (jin.runs_out_soon, jin.learned > 0, jin.asks) == (True, True, 1200)
    assert [line.tag for line in my_work(cast.users["Jin Baek"]).waiting] == ["in 24 days"]
