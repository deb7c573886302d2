"""Modals in stacks of three and Home tabs, each with its hash and what people put in."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from handlers.sandbox.refusal import refuse_if
from handlers.sandbox.store import unguessable
from handlers.sandbox.values import Offered, Values, carried_over, initial_values, with_names
from handlers.sandbox.workspace import Workspace

MOST_IN_STACK = 3


@dataclass
class View:
    """A modal or a Home tab of one person; `content` is what the app sent, ids filled in."""

    id: str
    user: str
    content: dict[str, Any]
    hash: str
    root: str
    previous: str | None = None
    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    offered: Offered = field(default_factory=dict)
    """What the app has suggested for its external selects; nothing else can be chosen there."""

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The view's blocks, each with its id."""
        return list(self.content["blocks"])


class Modals:
    """All open modals and all Home tabs; Home tabs are kept over a restart."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._stacks: dict[str, list[View]] = {}
        self._homes = {key: View(**body) for key, body in workspace.store.load("homes").items()}

    def __iter__(self) -> Iterator[View]:
        for stack in self._stacks.values():
            yield from stack
        yield from self._homes.values()

    def stack(self, user: str) -> list[View]:
        """The open modals of a person, bottom to top."""
        return self._stacks.setdefault(user, [])

    def home(self, user: str) -> View | None:
        """The person's Home tab, or None before the app has published one."""
        return self._homes.get(user)

    def find(self, *, view_id: str | None = None, external_id: str | None = None) -> View | None:
        """The view of this id or external id, or None."""
        for view in self:
            if view_id is not None and view.id == view_id:
                return view
            if external_id and view.content.get("external_id") == external_id:
                return view
        return None

    def push(self, user: str, content: Mapping[str, Any], *, onto: bool) -> View:
        """Open a modal: on top of the person's others (`onto`), or in their place."""
        stack = self.stack(user)
        refuse_if(onto and len(stack) >= MOST_IN_STACK, "push_limit_reached")
        self._check(content, None)
        if not onto:
            stack.clear()
        view = self._new(user, content)
        if stack:
            view.root, view.previous = stack[0].root, stack[-1].id
        stack.append(view)
        return view

    def update(self, view: View, content: Mapping[str, Any], *, expected: str | None) -> View:
        """Put new content into a view; `expected` is the hash its app believes it to have."""
        refuse_if(expected is not None and expected != view.hash, "hash_conflict")
        self._check(content, view)
        view.content = _named(content)
        view.values = carried_over(view.values, view.blocks)
        view.hash = self._new_hash()
        view.errors = {}
        if view.content["type"] == "home":
            self._save_home(view)
        return view

    def publish(self, user: str, content: Mapping[str, Any], *, expected: str | None) -> View:
        """Set a person's Home tab."""
        present = self.home(user)
        if present is not None:
            return self.update(present, content, expected=expected)
        refuse_if(expected is not None, "hash_conflict")
        self._check(content, None)
        self._homes[user] = self._new(user, content)
        self._save_home(self._homes[user])
        return self._homes[user]

    def close(self, view: View) -> None:
        """Close one modal; all of the stack when it says clear_on_close."""
        stack = self.stack(view.user)
        if view.content.get("clear_on_close"):
            stack.clear()
            return
        stack.remove(view)
        for above in stack:
            if above.previous == view.id:
                above.previous = view.previous

    def clear(self, user: str) -> None:
        """Close all modals of a person."""
        self.stack(user).clear()

    def as_view(self, view: View) -> dict[str, Any]:
        """The view object of payloads and of the Web API."""
        app = self._workspace.app
        return {
            "id": view.id,
            "team_id": self._workspace.team_id,
            **dict.fromkeys(("callback_id", "private_metadata", "external_id"), ""),
            **dict.fromkeys(("clear_on_close", "notify_on_close"), False),
            **dict.fromkeys(("title", "submit", "close")),
            **view.content,
            "state": {"values": view.values},
            "hash": view.hash,
            "root_view_id": view.root,
            "previous_view_id": view.previous,
            "app_id": app["id"],
            "app_installed_team_id": self._workspace.team_id,
            "bot_id": app["bot_id"],
        }

    def _new(self, user: str, content: Mapping[str, Any]) -> View:
        view_id = "V0" + unguessable(9).upper()
        view = View(view_id, user, _named(content), self._new_hash(), root=view_id)
        view.values = initial_values(view.blocks)
        return view

    def _new_hash(self) -> str:
        return f"{int(self._workspace.now())}.{unguessable(8)}"

    def _check(self, content: Mapping[str, Any], of: View | None) -> None:
        self._workspace.files.check(content["blocks"], "/view/blocks", "invalid_arguments")
        same = self.find(external_id=content.get("external_id"))
        refuse_if(same is not None and same is not of, "duplicate_external_id")

    def _save_home(self, view: View) -> None:
        self._workspace.store.save("homes", view.user, asdict(view))


def _named(content: Mapping[str, Any]) -> dict[str, Any]:
    return {**content, "blocks": with_names(content["blocks"])}
