"""What runs by itself and how often: the one schedule. Every task only hands out rows; each of them is safe to run
twice at once."""

from typing import Any

CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "heartbeat": {"task": "peersupport.operate.tasks.record_heartbeat", "schedule": 5.0},
    "sweep-concerns": {"task": "peersupport.safety.tasks.sweep_concerns", "schedule": 5.0},
    "sweep-outbox": {"task": "peersupport.notifications.tasks.sweep_outbox", "schedule": 5.0},
    "forget-received": {"task": "peersupport.notifications.tasks.forget_received", "schedule": 6 * 60 * 60.0},
    "work-on-imports": {"task": "peersupport.exchange.tasks.work_on_imports", "schedule": 2.0},
    "forget-imports": {"task": "peersupport.exchange.tasks.forget_expired_imports", "schedule": 60 * 60.0},
    "remind-of-meetings": {"task": "sessions_app.tasks.remind_of_meetings", "schedule": 60.0},
    "remind-of-what-waits": {"task": "sessions_app.tasks.remind_of_what_waits", "schedule": 15 * 60.0},
    "remind-of-what-is-due": {"task": "supervision.tasks.remind_of_what_is_due", "schedule": 60 * 60.0},
    "remind-of-gaps": {"task": "peersupport.safety.tasks.remind_of_gaps", "schedule": 60 * 60.0},
    "remind-of-talks": {"task": "peersupport.safety.tasks.remind_of_talks", "schedule": 60 * 60.0},
    "remind-of-agreements": {"task": "consent.tasks.remind_of_agreements", "schedule": 60 * 60.0},
    "remind-of-rhythm": {"task": "sessions_app.tasks.remind_of_rhythm", "schedule": 60 * 60.0},
    "tell-of-weeks": {"task": "peersupport.home.tasks.tell_of_weeks", "schedule": 15 * 60.0},
    "expire-drafts": {"task": "sessions_app.tasks.expire_drafts", "schedule": 60 * 60.0},
    "expire-plan-drafts": {"task": "peersupport.safety.tasks.expire_plan_drafts", "schedule": 60 * 60.0},
    "forget-talks": {"task": "consent.tasks.forget_talks", "schedule": 60 * 60.0},
    "mail-invitations": {"task": "peersupport.accounts.tasks.mail_invitations", "schedule": 20.0},
    # Several times a day: a beat that is restarted every night would never come to a daily one.
    "top-up-series": {"task": "sessions_app.tasks.top_up_all_series", "schedule": 6 * 60 * 60.0},
    "settle-meetings": {"task": "sessions_app.tasks.settle_meetings", "schedule": 60 * 60.0},
    "forget-changes-of-series": {
        "task": "sessions_app.tasks.forget_changes_of_series",
        "schedule": 60 * 60.0,
    },
    "forget-old-room-words": {
        "task": "supervision.tasks.forget_old_room_words",
        "schedule": 6 * 60 * 60.0,
    },
    "forget-old-plans": {"task": "sessions_app.tasks.forget_old_plans", "schedule": 60 * 60.0},
    "forget-old-choices": {
        "task": "supervision.tasks.forget_old_choices_everywhere",
        "schedule": 60 * 60.0,
    },
    "end-finished-covers": {"task": "peersupport.people.tasks.end_finished_covers", "schedule": 60 * 60.0},
    "begin-policies": {"task": "consent.tasks.begin_policies", "schedule": 5 * 60.0},
    # A few times a day, so that a run that failed is soon made up for. It makes each row once.
    "find-consent-reminders": {
        "task": "consent.tasks.find_consent_reminders",
        "schedule": 4 * 60 * 60.0,
    },
    "forget-old-pulses": {"task": "supervision.tasks.forget_old_pulses", "schedule": 6 * 60 * 60.0},
    "look-at-weeks": {"task": "supervision.tasks.look_at_weeks", "schedule": 6 * 60 * 60.0},
    "sign-ledger-heads": {"task": "peersupport.operate.tasks.sign_ledger_heads", "schedule": 60 * 60.0},
    "forget-old-keys": {"task": "peersupport.api.tasks.forget_old_keys", "schedule": 60 * 60.0},
    "end-stale-tokens": {"task": "peersupport.api.tasks.end_stale_tokens", "schedule": 60 * 60.0},
}
# What nobody took in time is not made up for: the next one does the same. Else they would pile up while no worker is
# there, and a beat that died would look alive while its old ticks are worked through. Clocks may differ by a little.
SOONEST_EXPIRY = 30.0
for _entry in CELERY_BEAT_SCHEDULE.values():
    _entry["options"] = {"expires": max(_entry["schedule"], SOONEST_EXPIRY)}
