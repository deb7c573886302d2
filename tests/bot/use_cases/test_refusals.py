"""A refusal says who may do it, and who they are today."""

from datetime import date, timedelta

import pytest

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.group import Term
from bot.domain.roles import Act, Reader
from bot.use_cases.context import Context
from bot.use_cases.refusals import chairs_in_words, demand_right, find_group_for, refusal_of
from tests.bot.use_cases.dialogues.town import AMARA, GRACE, LIAM, NORA, NOW, ZOE, settle_in


@pytest.fixture
def town(work):
    return settle_in(work)


@pytest.mark.parametrize(
    ("act", "who"),
    [
        (Act.ANSWER_DIALOGUE, "someone in the channel"),
        (Act.SCHEDULE_DIALOGUE, "a member"),
        (Act.CHANGE_DIALOGUE, "its owner or a chair"),
        (Act.COMPLETE_ACTION, "its owner or a chair"),
        (Act.RUN_GROUP, "a chair"),
    ],
)
def test_the_lowest_who_may_is_named(town, act, who):
    words = refusal_of(act, town.tech, Context.system(town.work, NOW)).words
    assert words == f"Only {who} of Technology can {act}. Chair: @amara."


def test_it_is_refused_to_those_who_may_not_and_to_no_other(town):
    for user_id in (NORA, ZOE):
        with pytest.raises(NotAllowed, match="Only a member of Technology can log an action"):
            demand_right(town.by(user_id), Act.LOG_ACTION, town.tech)
    for user_id in (LIAM, AMARA, GRACE):
        demand_right(town.by(user_id), Act.LOG_ACTION, town.tech)
    demand_right(town.by(LIAM), Act.CHANGE_ACTION, town.tech, own=True)
    with pytest.raises(NotAllowed):
        demand_right(town.by(LIAM), Act.CHANGE_ACTION, town.tech, own=False)


def test_a_group_is_found_for_those_who_may_and_one_that_is_gone_for_nobody(town):
    assert find_group_for(Act.RUN_GROUP, town.tech.id, town.by(AMARA)) == town.tech
    with pytest.raises(NotAllowed, match="Only a chair of Technology"):
        find_group_for(Act.RUN_GROUP, town.tech.id, town.by(LIAM))
    with pytest.raises(NotFound, match="I can't find this group any more"):
        find_group_for(Act.RUN_GROUP, 404, town.by(AMARA))


def test_those_who_chair_on_the_groups_own_day_are_named(town):
    """The term ends with the day in London; in Sydney it is the next day by then."""
    roles, group, day = town.work.roles, town.tech, NOW.date()
    roles.appoint_chair(group.id, Term(user_id=LIAM, starts_on=date(2026, 1, 1), ends_on=day))
    words = {
        hours: chairs_in_words(
            group, Context(Reader.system(), town.work, NOW + timedelta(hours=hours))
        )
        for hours in (0, 13, 14)
    }
    assert words[0] == words[13] == "Chairs: @amara and @liam."
    assert words[14] == "Chair: @amara."


def test_where_nobody_chairs_the_secretariat_can_help(town):
    town.work.roles.end_terms(town.tech.id, AMARA, NOW.date() - timedelta(days=1))
    assert chairs_in_words(town.tech, Context.system(town.work, NOW)) == (
        "It has no chair now; the secretariat can help."
    )
