"""Two supervisors with different tasks and different sight, and an early, fair warning when the role of peers slips."""
