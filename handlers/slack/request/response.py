"""What a listener answers, and how it travels: inside the ack, or behind it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.languages import language_now
from handlers.slack.kit.blocks import Block, Picture, rich, say
from handlers.slack.kit.fallback import fallback_text, fit_blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A message back to the caller alone.

    `replace`: in answer to a press it takes the place of the message that was pressed.
    """

    blocks: Sequence[Block]
    replace: bool = False
    picture: Picture | None = None
    """Follows behind, in a message of its own: an answer must do without it."""
    again: "Reply | None" = None
    """What the same request gets when it comes again; for words that nobody may keep."""

    def body(self) -> dict[str, Any]:
        """The message's fields, inside Slack's limits."""
        text, blocks = fallback_text(self.blocks), fit_blocks(self.blocks)
        return {"text": text, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def say_words(text: str, /, *, replace: bool = False, **fields: Any) -> Reply:
    """A reply of one sentence of ours, spoken here or before; its fields as for `kit.say`."""
    return Reply(blocks=[rich(say(text, **fields))], replace=replace)


@dataclass(frozen=True, slots=True)
class ShowView:
    """A modal in the place of the one that was submitted, pressed in, or opened for this."""

    view: Mapping[str, Any]


class PushView(ShowView):
    """A modal opened by a press: on top of the one it was pressed in, if any."""


@dataclass(frozen=True, slots=True)
class FieldErrors:
    """Words beside the fields of a modal, by block id."""

    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Quiet:
    """Nothing to say: a modal closes, a press changes what all can see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendFile:
    """A file into the caller's direct messages with Convenor, sent behind the ack.

    `beside`: more files in the same message, each with its name. `words` (plain) stand above it,
    `said` answers the call once it is there, and `otherwise` where Slack does not take it.
    """

    name: str
    content: bytes
    title: str
    words: str
    said: Reply
    otherwise: Reply
    beside: Sequence[tuple[str, bytes]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeFile:
    """A file that takes a while: `make` runs in a thread, and says how far it is.

    `title` stands before what it says; `otherwise` answers where it could not be made.
    """

    title: str
    make: Callable[[Callable[[str], None]], SendFile]
    otherwise: Reply


@dataclass(frozen=True, slots=True)
class Later:
    """What takes long: `told` answers at once, and `run` behind it, as a listener that reads.

    It is given a scene of its own, with the person's rights at that moment.
    """

    told: Reply
    run: Callable[[Any], "Answer"]


@dataclass(frozen=True, slots=True)
class Suggest:
    """What a menu offers: `options` or `option_groups`, as Slack takes them."""

    offered: Mapping[str, Any]


Answer = Reply | ShowView | FieldErrors | Quiet | SendFile | MakeFile | Later | Suggest


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """An answer as it travels; kept as the receipt, so that the same request gets it again.

    `ack` goes into the acknowledgement, `respond` to the response URL, `view` to views.update
    (`open`: "push" or "open" for views.push / views.open). `file` and `picture` are sent once
    and never kept, and `later` is run once. `again` is kept in the place of all this. `language`:
    in which it was made.
    """

    ack: dict[str, Any] = field(default_factory=dict)
    respond: dict[str, Any] | None = None
    view: dict[str, Any] | None = None
    opens: str | None = None
    file: SendFile | MakeFile | None = None
    picture: Picture | None = None
    later: Callable[[Any], Answer] | None = None
    again: "Wire | None" = None
    language: str = field(default_factory=language_now)

    def kept(self) -> str:
        if self.again is not None:
            return self.again.kept()
        return json.dumps(
            {"ack": self.ack, "respond": self.respond, "view": self.view, "opens": self.opens},
            separators=(",", ":"),
        )

    @classmethod
    def from_kept(cls, kept: str) -> "Wire":
        return cls(**json.loads(kept))
