"""The town of the tests of dialogues, in which decisions are made."""

from bot.use_cases.decisions.edit import (
    EditDecision,
    WithdrawDecision,
    edit_decision,
    withdraw_decision,
)
from bot.use_cases.decisions.record import RecordDecision, record_decision
from tests.bot.use_cases.dialogues.town import GRACE, NOW, Town
from tests.bot.use_cases.opening import having_seen

TITLE = "Use the shared hash list from 1 March 2027"


class Chamber(Town):
    """eSafety, Ofcom and KCSC have people in Technology; so have NCMEC, an observer, and nobody."""

    def record(self, user_id, *, now=NOW, **wish):
        wanted = RecordDecision(**{"group_id": self.tech.id, "title": TITLE, **wish})
        return record_decision(wanted, self.by(user_id, now), presence=self.presence)

    def alter(self, number, user_id, *, now=NOW, **changes):
        kept, context = self.decided(number), self.by(user_id, now)
        fields = ("title", "note", "dialogue", "decided_on", "audience", "agreed")
        words = {name: getattr(kept, name) for name in fields}
        wish = EditDecision(number=number, **{**words, **changes})
        return having_seen(lambda w: edit_decision(w, context), wish)

    def withdraw(self, number, user_id, reason="The law changed", *, now=NOW, after=None):
        wish = WithdrawDecision(number=number, reason=reason, superseded_by=after)
        return withdraw_decision(wish, self.by(user_id, now))

    def decided(self, number):
        """The row, as the secretariat sees it."""
        return self.work.decisions.get(self.reader(GRACE), number)

    def of(self, *names):
        """Ids of organisations, in the order of their names."""
        return tuple(self.organisations[name].id for name in sorted(names, key=str.casefold))


settle_in = Chamber.settle_in
