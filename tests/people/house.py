"""A house with people in it, and what stands in their news."""

import inspect
from typing import Any

from consent import services as consent
from peersupport.people import services
from peersupport.people.models import News
from tests.consent.agreed import put_in_force
from tests.factories import make_admin, make_pairing, make_peer, make_person, make_supervisor


class House:
    """A peer with two people, one of whom once walked with them, and an office."""

    def __init__(self) -> None:
        self.admin = make_admin()
        self.peer = make_peer(agency=self.admin.agency)
        self.ana, self.bo = (
            make_person(agency=self.admin.agency, name=name, added_by=self.admin) for name in ("Ana", "Bo")
        )
        self.walk = make_pairing(person=self.ana, peer=self.peer)
        self.before = make_pairing(person=self.bo, peer=self.peer, state="ended")
        self.other = make_peer(agency=self.admin.agency)

    def offer(self, **more: Any) -> Any:
        return make_pairing(person=self.ana, peer=self.other, state="offered", **more)

    def promise(self) -> Any:
        return consent.start_policy(agency=self.admin.agency, by=self.admin)

    def agree(self, **choices: Any) -> None:
        put_in_force(self.promise())
        self.answer(**choices)
        News.objects.all().delete()

    def answer(self, **choices: Any) -> None:
        consent.record_answer(
            person=self.ana,
            answer="yes",
            language="en",
            way="typed",
            signature="A",
            by=self.peer.user,
            **choices,
        )


def link(house: House) -> Any:
    supervisor = make_supervisor("senior", agency=house.admin.agency)
    return services.link_supervision(peer=house.peer, supervisor=supervisor, kind="senior", by=house.admin)


def news() -> str:
    rows = News.objects.order_by("person__chosen_name", "-kind").values_list("person__chosen_name", "kind")
    return ", ".join(" ".join(row) for row in rows)


def services_of(module: Any, app: str) -> set[str]:
    """Every public function that the module offers and that its own app wrote."""
    return {
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and inspect.unwrap(function).__module__.split(".services")[0] == app
    }
