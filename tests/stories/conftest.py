"""`network`: the sample network with Convenor running in it, nothing set up yet.

`technology`: the same once Sina has set up #technology with Amara as its chair.
"""

import pytest

from tests.stories.network import Network
from tests.stories.town import set_up


@pytest.fixture
def network(tmp_path):
    with Network(tmp_path) as running:
        yield running


@pytest.fixture
def technology(tmp_path):
    with Network(tmp_path, after=with_a_weekly_digest) as running:
        yield running


def with_a_weekly_digest(network):
    set_up(network, digest_weekday="0", digest_time="09:00")
