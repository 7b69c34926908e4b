"""A tenth of `manage.py proof api`, with a new seed every time: it is printed when something is found."""

import secrets

import pytest

from peersupport.bench.proofs import api


@pytest.mark.filterwarnings("ignore")  # what the library that makes the requests warns of, is not about us
def test_no_request_made_from_the_description_brings_the_api_down():
    result = api.prove(seed=secrets.randbits(32), size=500)

    assert result["examples"] == [], result
    assert (result["server_errors"], result["undescribed"]) == (0, 0)
    assert result["cases"] >= 500
    assert {"200", "201", "400", "404"} <= set(result["codes"])


@pytest.mark.filterwarnings("ignore")
def test_an_error_of_ours_is_noticed(monkeypatch):
    def broken(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("peersupport.api.problems._refused", broken)

    assert api.prove(seed=1, size=40, only="/end/")["server_errors"] > 0
