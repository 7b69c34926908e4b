"""What the watcher does again and again beside the outbox: each is safe to call from any number of processes."""

from collections.abc import Callable

import structlog

from peersupport.core.principal import acting_as
from peersupport.safety import services as safety

log = structlog.get_logger(__name__)


# Concerns that nobody has taken on go to the next in line; what happened with them goes into the trails.
SWEEPS: tuple[Callable[[], object], ...] = (safety.move_on_overdue, safety.enter_steps)


def sweep_all() -> None:
    """One that fails keeps none of the others."""
    for sweep in SWEEPS:
        try:
            with acting_as(None):
                sweep()
        except Exception as error:
            log.warning("a sweep failed", kind=sweep.__name__, error=type(error).__name__)
