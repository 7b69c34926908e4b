"""A real gateway and mail server in a process of their own; the book they keep is the judge."""

from collections.abc import Iterator

import pytest

from peersupport.core.principal import acting_as
from peersupport.embedded.gateway_client import Gateway, running_gateway

from .browsers import KEY, Browser


@pytest.fixture(scope="session")
def gateway_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    with running_gateway(tmp_path_factory.mktemp("gateway") / "book.jsonl") as running:
        yield running


@pytest.fixture
def gateway(gateway_process: Gateway, settings) -> Iterator[Gateway]:
    """Set up as the way out of this house, behaving well, with an empty book."""
    settings.SMS_URL, settings.SMS_KIND = gateway_process.sms_url, "twilio"
    settings.SMS_USER, settings.SMS_PASSWORD, settings.SMS_FROM = "AC1", "secret", "+15550100"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", gateway_process.smtp
    settings.DEFAULT_FROM_EMAIL = "noreply@house.example"
    gateway_process.journal.write_text("")
    gateway_process.behave("ok")
    with acting_as(None):
        yield gateway_process


@pytest.fixture
def service(gateway: Gateway, settings) -> Gateway:
    """The same as a push service, and the only one that this house calls."""
    settings.PUSH_KEY, settings.PUSH_CONTACT = KEY, "mailto:it@house.example"
    settings.PUSH_SERVICES = [gateway.push_host]
    return gateway


@pytest.fixture
def device(service: Gateway) -> Browser:
    """A browser that subscribed there."""
    return Browser(f"http://{service.push_host}")
