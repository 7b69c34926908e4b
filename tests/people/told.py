"""What each service of people and consent tells whom: an act, and the news it leaves. Or why it tells nobody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from consent import services as consent
from consent.models import ConfidentialityPolicy
from peersupport.accounts.models import Program, User
from peersupport.accounts.roles import Role
from peersupport.core import clock
from peersupport.people import services
from peersupport.people.models import News
from tests.consent import going_out
from tests.consent.agreed import put_in_force
from tests.factories import (
    give_account,
    make_admin,
    make_block,
    make_cover,
    make_grant,
    make_link,
    make_staff,
    make_supervisor,
    make_user,
)
from tests.people.house import House, link

# Nobody can read more or less by these. A new service stands here or in TOLD, or this fails.
SILENT = {
    "ask_to_let_in", "drop_let_in",  # what is only asked for opens nothing
    "add_credential", "add_leave_out", "add_person", "add_word", "answer_back_not_now", "ask_back",
    "change_credential", "remove_credential",  # never shown to people
    "change_experience_audience", "confirm_person", "confirm_return", "decline_pairing",
    "make_exception", "end_exception", "set_decides", "end_decides",  # about links; a link itself is told
    "drop_proposal",  # a link that is only asked for opens nothing
    "import_people", "make_peer", "offer_pairing", "pause_pairing",
    "person_says_yes", "wish_for_peer",  # their own yes is no news to them
    "read_news", "read_not_now",
    "ask_erasure", "take_back_erasure", "prepare_erasure",  # a wish opens and closes nothing
    "erase_person",  # their space closes
    "set_hold", "confirm_hold", "lift_hold", "holds_against",  # what must be kept is said beside their wish
    "record_death",  # their space closes
    "remove_about_me", "remove_leave_out", "remove_word", "resume_pairing", "set_about_me", "set_rhythm",
    "share_experience",
    "take_back_experience", "unsaved_person", "update_contact", "update_identity", "update_peer", "update_person",
    "add_limit", "answer_comment", "is_open", "remove_limit", "say_about_policy", "set_days", "set_readers",
    "take_back_proposal", "write_limit", "write_page",  # a draft opens nothing
    "start_policy", "lock_gate", "hold_gates", "lock_promise", "consent_holds", "level_in_force", "refresh_gates",
    "find_reminders", "refresh_reminders", "remind_of_agreements",  # what may be talked over opens nothing
    "release_words", "preview_by_release", "preview_own", "preview_by_limit", "preview_on_ground",
    "limit_people", "limits_open_to", "grounds_for", "others_who_answer", "require_in_force", "note_accounting_taken",
    "ask_disclosure",  # nothing goes out until a second person agreed
    "take_along", "renew_consent",  # the person's own hand
    "save_talk", "begin_talk_again", "forget_talks", "forget_talks_with",  # nothing of it counts
    "renewable", "note_copy_taken",
}  # fmt: skip


def wider(draft: Any) -> None:
    """The news of the publication alone, not of the days before."""
    draft.audiences.filter(audience="clinical", content="narrative").update(rule=1)
    put_in_force(draft)
    News.objects.filter(kind="proposed").delete()


def begun(house: House) -> None:
    """Put in force for tomorrow; tomorrow comes."""
    house.agree()
    draft = house.promise()
    draft.audiences.filter(audience="clinical", content="narrative").update(rule=1)
    tomorrow = house.admin.agency.today() + timedelta(days=1)
    put_in_force(draft, begins_on=tomorrow)
    News.objects.all().delete()
    with clock.set_to(clock.now() + timedelta(days=1)):
        assert consent.begin_policy(policy_id=draft.pk)


def grant(house: House) -> Any:
    return services.grant_access(
        person=house.ana, user=make_supervisor("clinical", agency=house.admin.agency), audience="clinical",
        contents=["facts"], reason="asked", ends_at=clock.now() + timedelta(days=5),
        confirmed_by=make_admin(agency=house.admin.agency), by=house.admin,
    )  # fmt: skip


def to_let_in(house: House) -> Any:
    """Asked where another one of the office could agree."""
    make_admin(agency=house.admin.agency)
    return services.ask_to_let_in(
        person=house.ana, user=make_supervisor("clinical", agency=house.admin.agency), audience="clinical",
        contents=["facts"], reason="asked", ends_on=house.ana.program.today() + timedelta(days=9), by=house.admin,
    )  # fmt: skip


def asked_link(house: House) -> Any:
    supervisor = make_supervisor("senior", agency=house.admin.agency)
    return services.propose_link(peer=house.peer, supervisor=supervisor, kind="senior", by=house.admin)


def confirmed_link(house: House) -> None:
    """Asked by somebody of the office who also looks after peers, agreed to by another."""
    asking = make_staff(Role.ADMIN, Role.CLINICAL_SUPERVISOR, agency=house.admin.agency)
    supervisor = make_supervisor("senior", agency=house.admin.agency)
    asked = services.propose_link(peer=house.peer, supervisor=supervisor, kind="senior", by=asking)
    assert not News.objects.exists()
    services.confirm_link(proposal=asked, by=house.admin)


def leave(house: House) -> Any:
    """Their supervisor is away, and a colleague stands in."""
    link = make_link(peer=house.peer, kind="clinical", made_by=house.admin)
    today = house.admin.agency.today()
    return services.arrange_leave(
        supervisor=link.supervisor, kind="clinical", starts_on=today, ends_on=today + timedelta(days=5),
        stands_in=make_supervisor("clinical", agency=house.admin.agency), by=house.admin,
    ).leave  # fmt: skip


def back_from_leave(house: House) -> None:
    away = leave(house)
    News.objects.all().delete()
    services.end_leave(leave=away, by=house.admin)


def offboarded(house: House) -> None:
    link(house)
    make_grant(person=house.ana, user=house.peer.user)
    News.objects.all().delete()
    services.end_relations_of(user=house.peer.user, by=house.admin)


def end_cover(house: House) -> None:
    cover = make_cover(pairing=house.walk, days=1)
    with clock.set_to(clock.now() + timedelta(days=3)):
        services.end_finished_cover(pairing_id=cover.pk)


def space(house: House) -> None:
    own = make_user(agency=house.admin.agency, kind=User.Kind.PERSON)
    services.connect_account(person=house.ana, user=own, by=house.admin)


def met(house: House) -> None:
    house.ana = services.meet_person(
        program=house.ana.program, chosen_name="Cy", said_yes=True, by=house.peer.user
    )


def welcomed(house: House) -> None:
    own = give_account(house.bo)
    services.ask_back(pairing=house.before, by=own)
    services.welcome_back(pairing=house.before, by=house.peer.user)


def undone(house: House) -> None:
    back = services.record_return(pairing=house.before, by=house.peer.user)
    News.objects.all().delete()
    services.undo_return(pairing=back, by=house.admin)


def raised(house: House) -> None:
    Program.objects.filter(pk=house.ana.program_id).update(level="billable")


# What is done as a member of staff, and the people and kinds of news that follow.
TOLD: dict[str, tuple[Callable[[House], Any], str]] = {
    "peer_says_yes": (
        lambda h: services.peer_says_yes(
            pairing=h.offer(person_yes_at=clock.now()), by=h.other.user
        ),
        "Ana started",
    ),
    "record_persons_yes": (
        lambda h: services.record_persons_yes(pairing=h.offer(peer_yes_at=clock.now()), by=h.admin),
        "Ana started",
    ),
    "end_pairing": (lambda h: services.end_pairing(pairing=h.walk, by=h.peer.user), "Ana ended"),
    "end_finished_cover": (end_cover, "Ana cover_ended"),
    "welcome_back": (welcomed, "Bo back"),
    "record_return": (lambda h: services.record_return(pairing=h.before, by=h.peer.user), "Bo back"),
    "undo_return": (undone, "Bo ended"),
    "meet_person": (met, "Cy started"),
    "link_supervision": (link, "Ana linked, Bo linked"),
    "propose_link": (asked_link, "Ana linked, Bo linked"),
    "confirm_link": (confirmed_link, "Ana linked, Bo linked"),
    "arrange_leave": (leave, "Ana linked, Bo linked"),
    "end_leave": (back_from_leave, "Ana link_ended, Bo link_ended"),
    "end_relations_of": (offboarded, "Ana link_ended, Ana let_out, Bo link_ended"),
    "end_link": (
        lambda h: services.end_link(link=make_link(peer=h.peer, made_by=h.admin), by=h.admin),
        "Ana link_ended, Bo link_ended",
    ),
    "block_staff": (
        lambda h: services.block_staff(person=h.ana, user=make_staff(agency=h.admin.agency), by=h.peer.user),
        "Ana kept_away",
    ),
    "unblock_staff": (
        lambda h: services.unblock_staff(
            person=h.ana, user=make_block(person=h.ana, user=h.other.user).user, by=h.peer.user
        ),
        "Ana comes_back",
    ),
    "grant_access": (grant, "Ana let_in"),
    "confirm_let_in": (
        lambda h: services.confirm_let_in(
            asked=to_let_in(h), by=make_admin(agency=h.admin.agency)
        ),
        "Ana let_in",
    ),
    "revoke_grant": (
        lambda h: services.revoke_grant(grant=make_grant(person=h.ana, user=h.other.user), by=h.admin),
        "Ana let_out",
    ),
    "connect_account": (space, "Ana space"),
    "publish_policy": (
        lambda h: (h.agree(), wider(h.promise())), "Ana promise",
    ),
    "begin_policy": (begun, "Ana promise"),
    "propose_policy": (
        lambda h: consent.propose_policy(policy=h.promise(), by=h.admin), "Ana proposed, Bo proposed",
    ),
    "record_answer": (lambda h: (h.agree(), h.answer()), "Ana agreed"),
    "hold_conversation": (
        lambda h: (
            h.agree(),
            consent.hold_conversation(person=h.ana, answer="no", language="en", by=h.peer.user),
        ),
        "Ana agreed",
    ),
    "finish_talk": (
        lambda h: (
            h.agree(),
            consent.finish_talk(
                draft_key=consent.save_talk(
                    person=h.ana, policy=ConfidentialityPolicy.objects.get(state="published"), said={}, by=h.peer.user
                ).pk,
                person=h.ana, answer="no", language="en", by=h.peer.user,
            ),
        ),
        "Ana agreed",
    ),
    "withdraw_consent": (
        lambda h: (h.agree(), consent.withdraw_consent(person=h.ana, by=h.peer.user)), "Ana taken_back",
    ),
    "take_back_choice": (
        lambda h: (
            h.agree(choices={("cover", "narrative"): True}),
            consent.take_back_choice(person=h.ana, audience="cover", content="narrative", by=h.peer.user),
        ),
        "Ana one_back",
    ),
    "give_release": (going_out.given, "Sam allowed_out"),
    "end_release": (going_out.ended_release, "Sam not_out"),
    "record_disclosure": (going_out.sent, "Sam went_out"),
    "record_limit_disclosure": (going_out.sent_by_limit, "Sam went_out"),
    "answer_asked": (going_out.confirmed, "Sam went_out"),
    "let_out_alone": (going_out.alone, "Sam went_out"),
}  # fmt: skip
