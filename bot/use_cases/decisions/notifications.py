"""What a delivery about a decision says when it is sent."""

from bot.domain.decision_notices import DecisionRecorded
from bot.domain.delivery import Delivery
from bot.domain.drop_reasons import DropReason
from bot.domain.group import Group
from bot.domain.notifications import Gone
from bot.domain.reference import DECISION, read_reference
from bot.domain.wording import at_name
from bot.use_cases.context import Context
from bot.use_cases.decisions.show import names_for


def recorded_decision(
    delivery: Delivery, _group: Group, context: Context
) -> DecisionRecorded | Gone:
    """What the reply below a message says now, to those who read the channel."""
    number = read_reference(DECISION, delivery.occurrence.partition(" ")[0])
    decision = context.work.decisions.get(context.reader, number)
    if decision is None:
        return Gone(DropReason.NOT_THEIRS)
    by = names_for([decision.created_by], context).people.get(decision.created_by)
    return DecisionRecorded(decision=decision, by=at_name(by or decision.created_by))
