"""The language in which a person is spoken to before their call was looked at."""

from dataclasses import dataclass, field

from bot.languages import ENGLISH, choose_language
from handlers.slack.dispatch.dispatcher import Desk
from handlers.slack.request import Call


@dataclass
class Spoken:
    """By the locale that is stored of each person, and then by the last answer to them."""

    desk: Desk
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    async def learn(self, workspace_id: str) -> None:
        """Before the first call, so that a form that opens at once is in the reader's language."""
        people = await self.desk.memory.read(workspace_id, lambda work: work.people.all())
        for person in people:
            language = choose_language(person.locale, self.desk.languages)
            self._known[workspace_id, person.user_id] = language

    def of(self, call: Call) -> str:
        return self._known.get((call.workspace_id, call.user_id), ENGLISH)

    def keep(self, call: Call, language: str) -> None:
        self._known[call.workspace_id, call.user_id] = language
