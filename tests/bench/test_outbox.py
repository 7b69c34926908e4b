"""The rows of the benchmark about messages, small."""

from peersupport.bench.outbox_processes import running_processes
from peersupport.bench.rows import outbox
from peersupport.notifications.models import Message
from tests import factories


def test_the_sweep_is_measured_and_leaves_nothing():
    factories.make_user()

    assert outbox.claimed(done=300, times=3) > 0
    assert not Message.objects.exists()


def test_messages_and_empty_tasks_are_compared_and_nothing_is_left(tmp_path):
    factories.make_user()

    with running_processes(tmp_path) as running:
        latency, rate = outbox.compared(running, rounds=1, one_by_one=3, at_once=10)

    assert (latency.name, rate.name) == ("outbox_latency", "outbox_rate")
    assert min(latency.ours, latency.reference, rate.ours, rate.reference) > 0
    assert not Message.objects.exists()
