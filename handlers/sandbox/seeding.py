"""Fills an empty workspace from a sample, and gives the app its bot user."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from handlers.sandbox.app import AppConfig
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.messages import Message
from handlers.sandbox.people import Person
from handlers.sandbox.store import Store
from handlers.sandbox.workspace import Workspace

SAMPLE_FILE = Path(__file__).with_name("sample.yaml")


def load_sample(path: Path = SAMPLE_FILE) -> dict[str, Any]:
    """The Slack side of the sample network: team, app ids, people, channels, messages."""
    with path.open(encoding="utf-8") as file:
        return dict(yaml.safe_load(file))


def prepare(store: Store, sample: Mapping[str, Any]) -> bool:
    """Write team and app ids into an empty store; True when it was empty."""
    if "team" in store.load("settings"):
        return False
    store.save("settings", "team", {"domain": "sandbox", **sample["team"]})
    store.save("settings", "app", dict(sample["app"]))
    store.save("settings", "usergroups", list(sample.get("usergroups", ())))
    return True


def install(workspace: Workspace, config: AppConfig) -> None:
    """Give the app its bot user, or the one it has its present name."""
    ids = workspace.app
    workspace.people.save(
        Person(
            id=ids["bot_user_id"],
            name=config.bot_name.lower().replace(" ", "_"),
            real_name=config.bot_name,
            is_bot=True,
            bot_id=ids["bot_id"],
            app_id=ids["id"],
        )
    )


def fill(workspace: Workspace, sample: Mapping[str, Any]) -> None:
    """Add the sample's people, channels and first messages.

    Who has no address in it gets one of the workspace's domain, under a name that leads nowhere.
    """
    domain = workspace.team["domain"]
    for person in sample["people"]:
        email = f"{person['name']}@{domain}.example"
        workspace.people.save(Person(**{"email": email, **person}))
    created = int(workspace.now())
    for channel in sample["channels"]:
        workspace.conversations.save(_channel(workspace, channel, created))
    for message in sample.get("messages", ()):
        channel = workspace.conversations.named(message["channel"])
        author = workspace.people.named(message["user"])
        if channel is None or author is None:
            raise ValueError(
                f"the sample's message in #{message['channel']} has no place or writer"
            )
        workspace.messages.save(
            Message(
                ts=workspace.new_ts(),
                channel=channel.id,
                user=author.id,
                text=message["text"].strip(),
            )
        )


def _channel(workspace: Workspace, wanted: Mapping[str, Any], created: int) -> Conversation:
    if wanted["members"] == "everyone":
        members = [
            person.id for person in workspace.people if not (person.deleted or person.is_bot)
        ]
    else:
        members = [_id_of(workspace, name) for name in wanted["members"]]
    if wanted.get("bot", False):
        members.append(workspace.bot.id)
    return Conversation(
        id=wanted["id"],
        kind="private" if wanted.get("private", False) else "public",
        name=wanted["name"],
        members=members,
        topic=wanted.get("topic", ""),
        purpose=wanted.get("purpose", ""),
        creator=_id_of(workspace, wanted["creator"]),
        created=created,
        is_general=wanted.get("is_general", False),
    )


def _id_of(workspace: Workspace, name: str) -> str:
    person = workspace.people.named(name)
    if person is None:
        raise ValueError(f"the sample names @{name}, who is not among its people")
    return person.id
