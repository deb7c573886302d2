"""Who is meant by an id, an address or a name in a roster file; everyone as Slack lists them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import Person, Refusal
from bot.domain.known_names import Closeness, accounts_by_name
from bot.domain.person import PersonFacts
from bot.domain.wording import listed_some
from handlers.slack.client.api_errors import FAILURES, connection_words
from handlers.slack.client.facts import read_person, read_user_list

_USER_ID = re.compile(r"[UW][A-Z0-9]{2,20}")
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_LINK = re.compile(r"<mailto:([^|>]+)(?:\|[^>]*)?>")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
_NOT_ASKED = "Only Slack knows whose; leave --workspace out, so that I ask it"
_NO_SCOPE = (
    "Without the scope users:read.email Slack does not tell whose. Please add the scope to the app "
    "and install it again, or write the user id or the name"
)
_MOST_GUESSED = 20
"""Names whose slips are looked for among everyone, which takes a moment each."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class WorkspacePeople:
    """Everyone that Slack has just listed.

    `addresses`: user ids by e-mail address in small letters; empty where it tells none.
    """

    people: tuple[PersonFacts, ...]
    addresses: Mapping[str, str]


class KnownPeople:
    """`known`: from the roster; `listing` None: Slack was not asked."""

    def __init__(self, known: Iterable[Person], listing: WorkspacePeople | None = None) -> None:
        listed = listing.people if listing else ()
        self._people: dict[str, Person | PersonFacts] = {p.user_id: p for p in known}
        self._people |= {p.user_id: p for p in listed}
        self._listing = listing
        self.guests = frozenset(person.user_id for person in listed if person.is_guest)
        self._own = frozenset(person.user_id for person in listed)
        self._names = accounts_by_name(self._people.values())
        self._guessed = 0

    @property
    def names(self) -> Mapping[str, str]:
        """Display names by user id."""
        return {user_id: person.name for user_id, person in self._people.items()}

    def get(self, user_id: str) -> Person | PersonFacts | None:
        return self._people.get(user_id)

    def is_stranger(self, user_id: str) -> bool:
        """Whether Slack was asked and does not list them: of another workspace, or nobody."""
        return self._listing is not None and user_id not in self._own

    def find(self, typed: str) -> str:
        """The user id; Refusal where nobody or more than one is meant."""
        typed = _LINK.sub(r"\1", _MENTION.sub(r"\1", typed))
        if _USER_ID.fullmatch(typed):
            return typed
        if _ADDRESS.fullmatch(typed):
            return self._find_address(typed)
        return self._find_name(typed)

    def _find_address(self, typed: str) -> str:
        if self._listing is None or not self._listing.addresses:
            why = _NO_SCOPE if self._listing else _NOT_ASKED
            raise Refusal(f"“{typed}” is an e-mail address. {why}")
        user_id = self._listing.addresses.get(typed.casefold())
        if user_id is None:
            raise Refusal(f"nobody in this workspace has the e-mail address “{typed}”")
        return user_id

    def _find_name(self, typed: str) -> str:
        found = self._names.find(typed.removeprefix("@"), within=Closeness.NAME)
        if found is not None and len(found.named) == 1:
            return found.named[0].user_id
        if found is not None:
            raise Refusal(
                f"“{typed}” may be {self._listed(found.named)}: please write the user id or the "
                "e-mail address"
            )
        self._guessed += 1
        within = Closeness.SLIP if self._guessed <= _MOST_GUESSED else Closeness.PART
        near = self._names.find(typed.removeprefix("@"), within=within)
        meant = f"; did you mean {self._listed(near.named)}?" if near else ""
        raise Refusal(f"“{typed}” is nobody's user id, e-mail address or name here{meant}")

    def _listed(self, people: Iterable[Person | PersonFacts]) -> str:
        return listed_some([f"{p.name} ({p.user_id})" for p in people], _SHOWN)


async def list_people(client: AsyncWebClient, workspace_id: str) -> WorkspacePeople:
    """Refusal where Slack does not answer. Addresses are looked up here and kept nowhere."""
    people: list[PersonFacts] = []
    addresses: dict[str, str] = {}
    try:
        async for users in read_user_list(client):
            for user in users:
                people.append(read_person(user, workspace_id))
                if address := (user.get("profile") or {}).get("email"):
                    addresses[address.casefold()] = user["id"]
    except FAILURES as error:
        words = f"Slack does not list the workspace's people: {connection_words(error)}."
        raise Refusal(words) from error
    return WorkspacePeople(tuple(people), addresses)
