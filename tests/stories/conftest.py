"""`network`: the sample network with Convenor running in it, nothing set up yet.

`technology`: the same once Sina has set up #technology with Amara as its chair.
"""

import pytest

from tests.stories.network import Network


@pytest.fixture
def network(tmp_path):
    with Network(tmp_path) as running:
        yield running


@pytest.fixture
def technology(network):
    sina = network.person("sina")
    sina.types("#technology", "/wg setup")
    modal = sina.modal().fill(
        name="Technology",
        chairs=[network.people["amara"]],
        zone="Europe/London",
        digest_weekday="0",
        digest_time="09:00",
    )
    assert modal.submit() == {}
    sina.closes()
    return network
