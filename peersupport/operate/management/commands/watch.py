import signal
from typing import Any

from django.core.management.base import BaseCommand

from peersupport.operate.startup import refuse_unsafe_start
from peersupport.operate.watching import Watch


class Command(BaseCommand):
    help = (
        "Hands messages to the workers, delivers them itself when none is in time, moves unanswered concerns on, and "
        "cries for help. Run at least one beside web, worker and beat; any number is safe."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        refuse_unsafe_start()
        watch = Watch()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_given: watch.stop.set())
        watch.run()
