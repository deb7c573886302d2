"""Letters about groups: the greeting of a channel, and notices to chairs."""

from bot.domain.letters import ChairNotice, Greeting
from bot.domain.wording import listed
from handlers.slack import blockkit as kit
from handlers.slack.help_text import overview
from handlers.slack.messenger import Renderer


def greeting(letter: Greeting) -> list[kit.Block]:
    """To a channel: who is here, what can be done, and what comes first. Pings nobody."""
    thanks = f"Thank you for inviting me, @{letter.inviter.name}. " if letter.inviter else ""
    hello = f"Hello! {thanks}I am Convenor: I look after dialogues, action items and good practice."
    return [
        kit.rich(kit.line(hello), kit.line(_state(letter))),
        kit.rich(kit.line("What you can type here:")),
        *overview(),
    ]


def _state(letter: Greeting) -> str:
    if letter.group is None:
        return (
            "This channel is not a working group yet. Someone of the secretariat turns it into "
            "one with /wg setup."
        )
    if not letter.chairs:
        return f"This is the channel of {letter.group.name}. It has no chair now."
    chairs = listed([f"@{name}" for name in letter.chairs])
    verb = "Its chair is" if len(letter.chairs) == 1 else "Its chairs are"
    return f"This is the channel of {letter.group.name}. {verb} {chairs}."


def chair_notice(letter: ChairNotice) -> list[kit.Block]:
    """To one chair, in a direct message."""
    return [
        kit.rich(
            kit.line(kit.bold(f"For the chairs of {letter.group.name}")), kit.line(letter.words)
        )
    ]


RENDERERS: dict[type, Renderer] = {Greeting: greeting, ChairNotice: chair_notice}
