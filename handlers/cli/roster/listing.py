"""Everyone of the workspace as Slack lists them, to find people by address and name."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import Refusal
from bot.domain.person import PersonFacts
from handlers.cli.roster.people import WorkspacePeople
from handlers.slack.client.api_errors import NO_ANSWER, code_of, connection_words
from handlers.slack.client.facts import read_person, read_user_list


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
    except SlackApiError as error:
        raise Refusal(f"Slack does not list the workspace's people: {code_of(error)}.") from error
    except NO_ANSWER as error:
        words = f"Slack does not list the workspace's people: {connection_words(error)}."
        raise Refusal(words) from error
    return WorkspacePeople(tuple(people), addresses)
