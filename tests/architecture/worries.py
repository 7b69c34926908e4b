"""Services of worries about a life, which are kept whatever else is broken: see docs/decisions/0034."""

# enter_steps() puts their steps into the trails, as soon as those take them.
ENTERED_LATER = {
    "record_concern", "think_aloud", "say_more", "take_concern", "pass_on", "start_acting", "write_step", "hand_on",
    "answer_wish", "close_concern", "say_ground", "tell_person", "ask_to_wait", "agree_to_wait", "record_report",
    "hold_repair", "move_on_overdue", "enter_steps",
}  # fmt: skip
# Sweeps: each row is a transaction of its own, so that one failing keeps no other back.
EACH_ON_ITS_OWN = {"move_on_overdue", "enter_steps"}
