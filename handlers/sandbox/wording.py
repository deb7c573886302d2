"""Text on its way in: what Slack escapes, and which names it turns into ids."""

import re

from handlers.sandbox.workspace import Workspace

# What an app may write between < and >: mentions, dates, links with or without a label.
_MARKUP = r"<(?:[@#!][^<>\s][^<>]*|(?:https?://|mailto:|tel:)[^<>]*)>"
_ENTITY = r"&(?:amp|lt|gt);"
_LOOSE = re.compile(rf"(?P<kept>{_MARKUP}|{_ENTITY})|(?P<loose>[&<>])")
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_TYPED = re.compile(
    r"(?P<token><[@#][UWC][A-Z0-9]+(?:\|[^<>]*)?>)"
    r"|(?P<address>https?://[^\s<>|]+)"
    r"|(?<!\w)@(?P<person>[\w.-]*\w)"
    r"|(?<!\w)#(?P<channel>[\w-]*\w)"
    r"|(?P<loose>[&<>])"
)


def as_slack_keeps_it(text: str) -> str:
    """An app's text as it is stored: loose &, < and > are escaped, markup stays."""

    def escape(found: re.Match[str]) -> str:
        return found["kept"] or _ESCAPED[found["loose"]]

    return _LOOSE.sub(escape, text)


def as_typed_by(workspace: Workspace, text: str, *, names: bool) -> str:
    """A person's text as it reaches the app: escaped, addresses in <>, ids for mentions. With
    `names`, @handle and #channel become ids too, as in a slash command that asks for it; in a
    message the page has chosen the ids already."""

    def turn(found: re.Match[str]) -> str:
        if found["token"]:
            return _mention(workspace, found["token"])
        if found["address"]:
            return _address(found["address"])
        if found["loose"]:
            return _ESCAPED[found["loose"]]
        if names and found["person"]:
            return _named_person(workspace, found["person"])
        if names and found["channel"]:
            return _named_channel(workspace, found["channel"])
        return found[0]

    return _TYPED.sub(turn, text)


def as_typed_plainly(workspace: Workspace, text: str) -> str:
    """A command's text without escaping: mentions chosen on the page become @handle again."""

    def turn(found: re.Match[str]) -> str:
        identifier = found[0][2:-1].partition("|")[0]
        person = workspace.people.get(identifier)
        channel = workspace.conversations.get(identifier)
        if person is not None:
            return f"@{person.name}"
        return f"#{channel.name}" if channel is not None else found[0]

    return re.sub(r"<[@#][UWC][A-Z0-9]+(?:\|[^<>]*)?>", turn, text)


def _mention(workspace: Workspace, token: str) -> str:
    identifier = token[2:-1].partition("|")[0]
    if token[1] == "@" and workspace.people.get(identifier) is not None:
        return f"<@{identifier}>"
    channel = workspace.conversations.get(identifier) if token[1] == "#" else None
    if channel is not None and channel.kind != "im":
        return f"<#{identifier}|{channel.name if channel.kind == 'public' else ''}>"
    return token.replace("<", "&lt;").replace(">", "&gt;")


def _address(typed: str) -> str:
    address = typed.rstrip(".,;:!?)")
    return f"<{address.replace('&', '&amp;')}>{typed[len(address) :]}"


def _named_person(workspace: Workspace, name: str) -> str:
    for end in range(len(name), 0, -1):
        person = workspace.people.named(name[:end])
        if person is not None and (end == len(name) or not name[end].isalnum()):
            return f"<@{person.id}>{name[end:]}"
    return f"@{name}"


def _named_channel(workspace: Workspace, name: str) -> str:
    channel = workspace.conversations.named(name)
    if channel is None:
        return f"#{name}"
    return _mention(workspace, f"<#{channel.id}>")
