"""The town of the tests of dialogues, in which decisions are made."""

from dataclasses import replace

from bot.domain.decision import Stance
from bot.use_cases.context import Context
from bot.use_cases.decisions.answer import AnswerProposal, answer_proposal
from bot.use_cases.decisions.propose import (
    ProposeDecision,
    ReviseProposal,
    extend_proposal,
    propose_decision,
    revise_proposal,
    settle_proposals,
)
from bot.use_cases.decisions.record import (
    EditDecision,
    RecordDecision,
    WithdrawDecision,
    edit_decision,
    record_decision,
    withdraw_decision,
)
from tests.bot.use_cases.dialogues.town import DAY, GRACE, HOUR, LIAM, NOW, TECH, Town
from tests.bot.use_cases.opening import having_seen
from tests.network import AMARA

TITLE = "Use the shared hash list from 1 March 2027"


class Chamber(Town):
    """eSafety, Ofcom and KCSC have people in Technology, and so has NCMEC, an observer."""

    def record(self, user_id, *, now=NOW, **wish):
        wanted = RecordDecision(**{"group_id": self.tech.id, "title": TITLE, **wish})
        return record_decision(wanted, self.by(user_id, now))

    def alter(self, number, user_id, *, now=NOW, **changes):
        kept, context = self.decided(number), self.by(user_id, now)
        fields = ("title", "note", "dialogue", "decided_on", "audience", "agreed")
        words = {name: getattr(kept, name) for name in fields}
        wish = EditDecision(number=number, **{**words, **changes})
        return having_seen(lambda w: edit_decision(w, context), wish)

    def withdraw(self, number, user_id, reason="The law changed", *, now=NOW, after=None):
        wish = WithdrawDecision(number=number, reason=reason, superseded_by=after)
        return withdraw_decision(wish, self.by(user_id, now))

    def propose(self, user_id=LIAM, *, now=NOW, closes_at=None, **wish):
        closes_at = closes_at or now + 4 * DAY
        fields = {"group_id": self.tech.id, "title": TITLE, "closes_at": closes_at, **wish}
        context = self.by(user_id, now)
        return propose_decision(ProposeDecision(**fields), replace(context, presence=self.presence))

    def revise(self, number, user_id=LIAM, *, now=NOW, revision=None, **changes):
        kept = self.decided(number)
        fields = {"title": kept.title, "note": kept.note, "closes_at": now + 4 * DAY, **changes}
        wish = ReviseProposal(number=number, revision=revision or kept.revision, **fields)
        return revise_proposal(wish, self.by(user_id, now))

    def extend(self, number, user_id=AMARA, *, now=NOW, closes_at=None):
        shown = closes_at or self.decided(number).closes_at
        return extend_proposal(number, shown, self.by(user_id, now))

    def say(self, user_id, stance=Stance.AGREE, words="", *, number=1, revision=1, now=NOW + HOUR):
        wish = AnswerProposal(number=number, revision=revision, stance=stance, words=words)
        return answer_proposal(wish, self.by(user_id, now))

    def settle(self, now):
        return settle_proposals(Context.system(self.work, now))

    def set(self, **changes):
        """Change the settings of Technology."""
        self.work.groups.change(replace(self.work.groups.get(self.tech.id), **changes))

    def told(self, kind, number=1):
        """Occurrence, text and due moment of what is owed to the channel, the earliest first."""
        rows = self.of_recipients(TECH)
        about = [r for r in rows if r.kind == kind and r.subject_id == f"R{number}"]
        return [(r.occurrence.partition(" ")[0], r.revision, r.due_at) for r in reversed(about)]

    def decided(self, number):
        """The row, as the secretariat sees it."""
        return self.work.decisions.get(self.reader(GRACE), number)

    def of(self, *names):
        """Ids of organisations, in the order of their names."""
        return tuple(self.organisations[name].id for name in sorted(names, key=str.casefold))


settle_in = Chamber.settle_in
