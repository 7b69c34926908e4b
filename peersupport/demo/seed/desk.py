"""What lies on the desk: colleagues asked to come in, one who came and went, a link that waits for another hand."""

from datetime import timedelta

from peersupport.accounts import services as accounts
from peersupport.accounts.invitations import token_of
from peersupport.desk import services as desk
from peersupport.people import services as people
from peersupport.rules.services import set_language_entry

from .cast import Cast, living
from .data import load


def furnish_desk(cast: Cast) -> None:
    _came_and_went(cast)
    _asked(cast)
    _proposed(cast)
    _words_of_the_house(cast)


def _words_of_the_house(cast: Cast) -> None:
    """What the house added to the hints, and a place whose name is no fault."""
    office = cast.office
    with living(cast.at(44, 11), office):
        set_language_entry(
            language="en",
            term="clients",
            change="add",
            suggestion="people",
            why="We say people here.",
            by=office,
        )
        set_language_entry(language="en", term="sober", change="off", by=office)
        set_language_entry(language="es", term="La Loca Alegría", change="name", by=office)


def _came_and_went(cast: Cast) -> None:
    """Somebody who helped in the office for a summer: the account is closed, the name stays in what changed."""
    office, domain = cast.office, load("agency")["agency"]["domain"]
    with living(cast.at(120, 11), office):
        invitation = accounts.invite_staff(name="Wren Castellano", roles=["agency_admin"], by=office)
        accounts.resend_invitation(invitation=invitation, by=office)
        invitation.refresh_from_db()
    with living(cast.at(118, 17), office):
        wren = desk.accept_invitation(
            token=token_of(invitation.pk, invitation.issue),
            name="Wren Castellano",
            email=f"wren.castellano@{domain}",
            language="en",
        )
    with living(cast.at(31, 16), office):
        desk.let_go(user=wren, by=office)


def _asked(cast: Cast) -> None:
    """One by mail, one on paper, and one who never answered."""
    office, domain = cast.office, load("agency")["agency"]["domain"]
    with living(cast.at(20, 10), office):
        accounts.invite_staff(name="Corazon Bell", roles=["senior_peer_supervisor"], by=office)
    with living(cast.at(2, 12), office):
        accounts.invite_staff(
            name="Ignacio Reyes", email=f"ignacio.reyes@{domain}", language="es", roles=["peer"],
            program=cast.programs["ground"], by=office,
        )  # fmt: skip
    with living(cast.at(1, 9), office):
        accounts.invite_staff(name="Hattie Moss", roles=["peer"], program=cast.programs["porch"], by=office)


def _proposed(cast: Cast) -> None:
    """Emeka looks after peers himself, so a colleague confirms what he arranges."""
    emeka = cast.users["Emeka Nwosu"]
    with living(cast.at(1, 14), emeka):
        people.propose_link(
            peer=cast.peers["Jin Baek"], supervisor=cast.users["Ruth Abernathy"], kind="clinical",
            starts_on=cast.today + timedelta(days=3), by=emeka,
        )  # fmt: skip
