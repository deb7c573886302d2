"""What the listeners of decisions answer: one decision, its history, a page of a list."""

from collections.abc import Sequence
from functools import partial

from bot.domain import Act, Decision, Group, Refusal, may
from bot.domain.decision import HowAgreed
from bot.domain.reference import DECISION
from bot.domain.search_query import read_query
from bot.domain.wording import count
from bot.languages import N_, _
from bot.use_cases.decisions.answer import ProposalAnswered, may_answer, may_remark
from bot.use_cases.decisions.notifications import proposal_of
from bot.use_cases.decisions.rules import Decided, find_decision
from bot.use_cases.decisions.show import PAGE, list_decisions, show_history
from bot.use_cases.search.find import NO_HITS, FindRecords, find_records
from handlers.slack.features.decisions import blocks, proposals
from handlers.slack.kit import audience_words, confirm_header, person_words
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import corrected_lines, paging_buttons
from handlers.slack.request import Reply, Scene
from handlers.slack.request.record_history import record_history


def one_decision(scene: Scene, decision: Decision, group: Group) -> list[kit.Block]:
    """As it is now, with the buttons that this reader may press."""
    own = decision.created_by == scene.reader.user_id
    changes = may(scene.reader, Act.CHANGE_DECISION, group.id, own=own)
    if decision.revisable:
        return _proposal(scene, decision, group, changes=changes)
    people = scene.work.people.names([decision.created_by])
    bodies = scene.work.organisations.names()
    shown = blocks.decision_blocks(decision, group, people, bodies, changes=changes)
    if decision.how is HowAgreed.SILENCE:
        shown[-1:-1] = proposals.tally_blocks(proposal_of(decision, group, scene.context))
    return shown


def _proposal(scene: Scene, decision: Decision, group: Group, *, changes: bool) -> list[kit.Block]:
    told, row = proposal_of(decision, group, scene.context), []
    if may_answer(decision, group, scene.context):
        row = proposals.answer_buttons(told, observer=False)
    elif may_remark(decision, group, scene.context):
        row = proposals.answer_buttons(told, observer=True)
    extends = may(scene.reader, Act.EXTEND_PROPOSAL, group.id)
    row += proposals.work_buttons(told, changes=changes, extends=extends)
    row += [blocks.withdraw_button(decision)] if changes else []
    row.append(blocks.history_button(decision))
    facts = kit.small(f"{group.name} · {audience_words(decision.audience)}")
    return [*proposals.opening_blocks(told), facts, kit.actions(*row)]


def proposed_reply(scene: Scene, outcome: Decided) -> Reply:
    """What was proposed, and where it is posted."""
    words = N_("{reference} is proposed. I post it in the channel of {group}.")
    reference = outcome.decision.reference
    group = outcome.group.name
    return confirm_reply(scene, _(words, reference=reference, group=group), outcome)


def answered_reply(scene: Scene, answered: ProposalAnswered) -> Reply:
    """What counts for the organisation now, and what it said before."""
    decision = answered.decision
    name = answered.organisation.name
    said = _(proposals.STANCES[answered.answer.stance])
    first = N_("{organisation} on {reference}: {said}.")
    first = _(first, organisation=name, reference=decision.reference, said=said)
    lines = [kit.line(kit.bold(first))]
    if not answered.changed:
        lines.append(kit.say("That was its answer already. Nothing was changed."))
    elif answered.before is not None:
        user_id = answered.before.user_id
        was = _(proposals.STANCES[answered.before.stance])
        who = person_words(user_id, scene.work.people.names([user_id]))
        before = N_("Before, {who} had answered: {answer}. Yours counts now.")
        lines.append(kit.say(before, who=who, answer=was))
    if decision.open and decision.closes_at:
        until = kit.moment(decision.closes_at, answered.group.zone)
        can = N_("Anyone of your organisation can change it until {moment}.")
        lines.append(kit.say(can, moment=until))
    else:
        lines.append(kit.say("The proposal is stopped, and everyone is told at once."))
    return Reply(blocks=[kit.rich(*lines)])


def show_reply(scene: Scene, number: int) -> Reply:
    return Reply(blocks=one_decision(scene, *find_decision(number, scene.context)))


def confirm_reply(scene: Scene, words: str, outcome: Decided) -> Reply:
    """What was done, and the decision as it is now."""
    shown = one_decision(scene, outcome.decision, outcome.group)
    return Reply(blocks=[confirm_header(words), *shown])


history_reply = partial(record_history, show_history, blocks.HISTORY)


def list_reply(scene: Scene, words: str = "", offset: int = 0, *, replace: bool = False) -> Reply:
    """A page of the channel's group, or in a direct message of all one's groups; with words those
    of all groups in which each word occurs."""
    groups = scene.groups_here()
    if not groups:
        raise Refusal("You are not in a working group yet, so there is nothing to list.")
    records = any(may(scene.reader, Act.RECORD_DECISION, group.id) for group in groups)
    propose = kit.button(_("Propose a decision…"), proposals.PROPOSE)
    record = kit.button(_("Record a decision…"), blocks.RECORD)
    row = [kit.actions(propose, record)] if records else []
    told: list[kit.Block] = []
    spelled = ""
    if words:
        query = read_query(words)
        wish = FindRecords(query=query, kinds=(DECISION,), limit=PAGE, offset=offset)
        found = find_records(wish, scene.context)
        hits, offset = found.kinds.get(DECISION, NO_HITS), found.offset
        read = (scene.work.decisions.get(scene.reader, number) for number in hits.numbers)
        decisions, total = tuple(one for one in read if one), hits.total
        told, spelled = corrected_lines(found.corrected), found.query.spelled()
    else:
        decisions, total, offset = list_decisions(groups, scene.context, offset=offset)
    if not decisions:
        nothing = kit.rich(kit.line(_nothing_words(groups, spelled)))
        return Reply(blocks=[nothing, *row], replace=replace)
    named = {group.id: group for group in (scene.work.groups.all() if words else groups)}
    heading = _heading(count(total, "decision", "decisions"), groups, spelled)
    items = blocks.list_items(decisions, named)
    turns = paging_buttons(blocks.LIST_PAGE, offset=offset, total=total, state=words, page=PAGE)
    return Reply(blocks=[*told, confirm_header(heading), *items, *turns, *row], replace=replace)


def _heading(decisions: str, groups: Sequence[Group], spelled: str) -> str:
    """ "3 decisions in Enforcement", or with the words that were sought."""
    words = N_("{decisions} in {group}")
    if spelled:
        words = N_("{decisions} with {words}")
    elif len(groups) > 1:
        words = N_("{decisions} in your groups")
    return _(words, decisions=decisions, words=spelled, group=groups[0].name)


def _nothing_words(groups: Sequence[Group], spelled: str) -> str:
    words = N_("No decision in {group} that you can see.")
    if spelled:
        words = N_("No decision with {words} that you can see.")
    elif len(groups) > 1:
        words = N_("No decision in your groups that you can see.")
    return _(words, words=spelled, group=groups[0].name)
