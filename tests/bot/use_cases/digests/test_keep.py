"""What is saved while a digest is on its way is in this one or in the next, and in one only."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.domain.digest import Section
from bot.domain.roles import Reader, Role
from bot.use_cases.context import Context
from bot.use_cases.digests.post import PostDigest, post_digest
from tests.bot.use_cases.deliveries.setting import NOW, Setting
from tests.bot.use_cases.digests.posting import shown
from tests.ports import RecordingMessenger
from tests.storage.records import action

SECOND = timedelta(seconds=1)


@dataclass
class Meanwhile(RecordingMessenger):
    """Does what waits in `happens` when a digest has been gathered, before its post is begun."""

    happens: list = field(default_factory=list)

    async def with_picture(self, notification):
        for happen in self.happens[:1]:
            self.happens.pop(0)
            happen()
        return notification


@pytest.fixture
def setting(database):
    setting = Setting(database)
    setting.deliverer.messenger = setting.messenger = Meanwhile()
    return setting


def post(setting):
    """A chair posts a digest; the numbers of its newly logged actions."""

    def owe(work):
        reader = Reader(user_id="UCHAIR", rostered=True, seats={setting.group.id: Role.CHAIR})
        wish = PostDigest(group_id=setting.group.id)
        context = Context(reader, work, setting.now, setting.directory.channels)
        assert post_digest(wish, context).just_now

    setting.write(owe)
    setting.deliver()
    return shown(setting.messenger.sent[-1][2].digest, Section.LOGGED)


@pytest.mark.parametrize(
    ("before", "first", "second"),
    [(SECOND / 20, [1], []), (timedelta(0), [], [1]), (-SECOND / 20, [], [1])],
    ids=["just before its end", "at its end", "after it"],
)
def test_an_act_that_is_saved_late_is_in_exactly_one_digest(setting, before, first, second):
    made = action(1, setting.group.id, created_at=NOW - before)
    setting.messenger.happens = [lambda: setting.write(lambda work: work.actions.add(made))]
    assert post(setting) == first
    setting.wait(minutes=5)
    assert post(setting) == second
    assert len(setting.messenger.sent) == 2
