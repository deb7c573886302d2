"""`network`: the sample network with Convenor running in it, nothing set up yet.

`technology`: the same once Sina has set up #technology with Amara as its chair.
"""

import asyncio

import pytest

from handlers.drawing import Drawer
from tests.stories.network import Network
from tests.stories.town import set_up


async def drawn_here(_drawer, draw):
    return await asyncio.to_thread(draw)


@pytest.fixture(scope="module", autouse=True)
def draws_here():
    """A process for each picture takes a second; that it is one is tested beside the drawer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Drawer, "draw", drawn_here)
        yield


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
