"""The list of what stands in a channel that more people can read now, with its buttons."""

from collections.abc import Sequence

from bot.domain.channel_opened import ChannelOpened, StandingPost
from bot.domain.wording import count, shortened
from bot.use_cases.deliveries.why_subjects import Subject
from handlers.slack.features.groups.why_words import reason, title_of
from handlers.slack.kit import blocks as kit

DELETE = "channel_delete"
_ALL = "all"
_NAMED, _TITLE = 20, 100


def opened_blocks(letter: ChannelOpened) -> list[kit.Block]:
    """To a chair or the secretariat, in a direct message: mentions notify nobody there."""
    group = letter.group
    whose = f"For the chairs of {group.name}"
    if letter.to_secretariat:
        whose = f"For the secretariat, about {group.name}"
    happened = list(_happened(letter))
    blocks = [
        kit.rich(kit.line(kit.bold(whose)), *happened, kit.line(*_what_stands(letter))),
    ]
    for standing in letter.posts:
        blocks += _post(standing)
    more = letter.standing - len(letter.posts)
    if more > 0:
        blocks.append(kit.small(f"And {count(more, 'older one')}, which Delete all takes too."))
    if letter.posts:
        blocks.append(kit.actions(_delete_all(letter)))
    return blocks


def read_value(value: str) -> tuple[str, int | None] | None:
    """The newest `ts` and the delivery (None: all) that a button names; None for all else."""
    ts, _, which = value.partition(" ")
    if not ts.replace(".", "", 1).isdecimal() or not (which == _ALL or which.isdecimal()):
        return None
    return ts, None if which == _ALL else int(which[:18])


def _happened(letter: ChannelOpened) -> Sequence[kit.Element]:
    channel = f"The channel of {letter.group.name}"
    lines = []
    if letter.public:
        lines.append(kit.line(f"{channel} is public now: everyone in the workspace can read it."))
    if letter.shared:
        lines.append(
            kit.line(f"{channel} is shared with another workspace now: its people can read it.")
        )
    if letter.came:
        named: list[kit.Element | str] = []
        for user_id in letter.came[:_NAMED]:
            named += [", " if named else "", kit.person(user_id)]
        left = len(letter.came) - _NAMED
        named += [f" and {count(left, 'more person', 'more people')}"] if left > 0 else []
        lines.append(
            kit.line(f"{channel} has people in it who are not members of the group: ", *named, ".")
        )
    return lines


def _what_stands(letter: ChannelOpened) -> Sequence[str]:
    later = (
        "While this is so, I post nothing there that is for members only. I send it to the "
        "members by direct message."
    )
    if not letter.standing:
        return ["No message of mine that is for members only stands there. ", later]
    stand = "message of mine that is", "messages of mine that are"
    return [
        f"They can read {count(letter.standing, *stand)} for members only. "
        "I delete what you choose; what people answered in a thread stays. ",
        later,
    ]


def _post(standing: StandingPost) -> list[kit.Block]:
    post = standing.post
    subject = Subject(reference=standing.reference, title=standing.title)
    what, title = title_of(post, subject)
    words = f"{what} {shortened(title, _TITLE)}".strip()
    refused = reason(post.error, standing.reference) if post.error else ""
    said = f" I could not delete it: {refused}. Please delete it in Slack." if refused else ""
    value = f"{post.slack_ts} {post.id}"
    return [
        kit.rich(kit.line(kit.bold(words), ", due ", kit.moment(post.due_at, "UTC"), ".", said)),
        kit.actions(kit.button("Delete", f"{DELETE}:{post.id}", value, says=f"Delete {words}")),
    ]


def _delete_all(letter: ChannelOpened) -> kit.Element:
    words = f"I delete {count(letter.standing, 'message')} in the channel of {letter.group.name}."
    return kit.button(
        "Delete all",
        f"{DELETE}:{_ALL}",
        f"{letter.posts[0].post.slack_ts} {_ALL}",
        style="danger",
        confirm=kit.confirm("Delete all?", words, "Delete all"),
    )
