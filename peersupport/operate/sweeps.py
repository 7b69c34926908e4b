"""What the watcher does again and again beside the outbox: each is safe to call from any number of processes."""

from collections.abc import Callable

import structlog

from peersupport.core.principal import acting_as
from peersupport.safety import services as safety

log = structlog.get_logger(__name__)


def sweeps() -> list[Callable[[], object]]:
    """Concerns that nobody has taken on go to the next in line."""
    return [getattr(safety, name) for name in ("move_on_overdue",) if hasattr(safety, name)]


def sweep_all() -> None:
    """One that fails keeps none of the others."""
    for sweep in sweeps():
        try:
            with acting_as(None):
                sweep()
        except Exception as error:
            log.warning("a sweep failed", kind=sweep.__name__, error=type(error).__name__)
