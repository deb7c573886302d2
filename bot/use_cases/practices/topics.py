"""The topics that a group's chairs keep for its cards."""

from dataclasses import dataclass

from bot.domain import Act, NotValid
from bot.domain.practice import TopicList
from bot.use_cases.context import Context
from bot.use_cases.practices.card import tidied_topics
from bot.use_cases.refusals import find_group_for

MOST_KEPT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepTopics:
    """The whole list, in its order; `free`: cards may have others too."""

    group_id: int
    topics: tuple[str, ...]
    free: bool


def keep_topics(wish: KeepTopics, context: Context) -> TopicList:
    """The list as it is kept; cards that have other topics stay as they are."""
    group = find_group_for(Act.RUN_GROUP, wish.group_id, context)
    topics = tidied_topics(wish.topics)
    if len(topics) > MOST_KEPT:
        raise NotValid(
            "These are {number} topics; the limit is {limit}.",
            number=len(topics),
            limit=MOST_KEPT,
            field="listed",
        )
    if not topics and not wish.free:
        raise NotValid("A list without topics would let no card have one.", field="listed")
    kept = TopicList(topics=topics, free=wish.free)
    if kept != context.work.practices.topics_of(group.id):
        context.work.practices.keep_topics(group.id, kept)
        context.record("kept topics", group.channel_id)
    return kept
