"""What people do with the agenda of a dialogue."""

from dataclasses import dataclass

from bot.use_cases.agendas.arrange import (
    ArrangeAgenda,
    SuggestItem,
    arrange_agenda,
    read_agenda,
    suggest_item,
)
from bot.use_cases.agendas.carry import carry_over
from bot.use_cases.context import Context
from tests.bot.use_cases.dialogues.town import AMARA, GRACE, LIAM, NOW, Town


@dataclass
class Table:
    town: Town

    def suggest(self, title, user_id=LIAM, *, number=1, now=NOW, **wish):
        """The new item's id."""
        presenter = wish.get("presenter_user_id")
        return suggest_item(
            SuggestItem(number=number, title=title, **wish),
            Context(
                reader=self.town.reader(user_id, now),
                work=self.town.work,
                now=now,
                presence=self.town.presence,
            ),
            facts={presenter: self.town.facts(presenter)} if presenter else {},
        ).item.id

    def arrange(self, accepted, left_out=(), user_id=AMARA, *, number=1, now=NOW, each_time=()):
        return arrange_agenda(
            ArrangeAgenda(number=number, accepted=accepted, left_out=left_out, each_time=each_time),
            Context(reader=self.town.reader(user_id, now), work=self.town.work, now=now),
        )

    def carry(self, *items, user_id=AMARA, number=1, now):
        return carry_over(
            number,
            items,
            Context(reader=self.town.reader(user_id, now), work=self.town.work, now=now),
        )

    def read(self, user_id=AMARA, *, number=1, now=NOW):
        return read_agenda(
            number, Context(reader=self.town.reader(user_id, now), work=self.town.work, now=now)
        )

    def items(self, number=1):
        """(title, status, position) of each, as kept."""
        everything = self.town.reader(GRACE)
        found = self.town.work.agendas.of_dialogue(everything, self.town.kept(number))
        return [(item.title, item.status.value, item.position) for item in found]
