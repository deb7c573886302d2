"""The forms of a proposal: a new one, another text, and words beside an answer."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain import Decision, Group, NotValid, limits, zones
from bot.domain.decision import Stance
from bot.domain.person import zone_of
from bot.domain.wording import spell_moment
from bot.languages import N_, _
from bot.use_cases.decisions import propose
from bot.use_cases.decisions.answer import AnswerProposal, answer_proposal
from bot.use_cases.decisions.rules import asked_organisations
from handlers.slack.features.decisions import forms, proposals
from handlers.slack.features.decisions.replies import answered_reply, proposed_reply
from handlers.slack.features.dialogues.form_fields import read_start
from handlers.slack.features.dialogues.forms import start_fields
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import refilled, title_line
from handlers.slack.request import Answer, Scene, ShowView, read_state, read_state_number
from handlers.slack.request.carried_values import read_audience, read_choice, read_group

PREVIEW = "decision.preview"
PROPOSE_TITLE, REVISE_TITLE = N_("Propose a decision"), N_("Change the text")
SAY_TITLE = N_("Your answer")
_HOUR = timedelta(hours=1)


def propose_form(scene: Scene, preview: Sequence[kit.Block] = ()) -> kit.View:
    """`preview`: what the deadline means everywhere, made again as it changes."""
    groups = forms.groups_to_decide_in(scene)
    blocks = [
        *forms.group_fields(groups),
        *forms.text_fields("", None),
        *_deadline_fields(scene, groups[0], preview),
        forms.audience_field(groups[0].default_audience),
    ]
    group = groups[0].id if len(groups) == 1 else None
    # The form is for the same place while it is being filled in.
    about = {"group": group, "channel": scene.call.channel_id}
    return kit.form(proposals.PROPOSE, PROPOSE_TITLE, blocks, _("Propose"), **about)


def revise_form(scene: Scene, number: int, preview: Sequence[kit.Block] = ()) -> kit.View:
    """`preview`: as in proposing."""
    decision, group = propose.revisable_proposal(number, scene.context)
    blocks = [
        kit.note("A changed text clears the answers: everyone is asked once more."),
        *forms.text_fields(decision.title, decision.note),
        *_deadline_fields(scene, group, preview),
    ]
    about = {"number": number, "revision": decision.revision}
    return kit.form(proposals.REVISE, REVISE_TITLE, blocks, _("Propose this text"), **about)


def say_form(decision: Decision, revision: int, stance: Stance) -> kit.View:
    """Asks for the words beside an answer."""
    label = _("What would resolve it?") if stance is Stance.OBJECT else _("Your comment")
    typed = kit.text_input(limit=limits.NOTE, lines=True)
    hint = _("An objection stops the proposal, and everyone hears it with these words.")
    blocks = [
        kit.rich(title_line(decision)),
        kit.field("words", label, typed, hint=hint if stance is Stance.OBJECT else None),
    ]
    about = {"number": decision.number, "revision": revision, "stance": stance}
    return kit.form(proposals.SAY, SAY_TITLE, blocks, _(proposals.STANCES[stance]), **about)


def _deadline_fields(scene: Scene, group: Group, preview: Sequence[kit.Block]) -> list[kit.Block]:
    """The deadline, at first the earliest full hour, and when that is for everyone."""
    asked = asked_organisations(group, scene.context)
    zone, earliest = zone_of(scene.person), propose.earliest_for(group, asked, scene.context)
    hour = earliest.replace(minute=0)
    hour = hour if hour == earliest else hour + _HOUR
    shown = preview or [proposals.deadline_places(hour, asked)]
    return [*start_fields(zones.to_wall(hour, zone), zone, PREVIEW), *shown]


def press_preview(scene: Scene) -> Answer:
    """The same form with what its deadline means for everyone, and all that was filled in."""
    fields = scene.call.fields
    if scene.call.form == proposals.REVISE:
        number = read_state_number(scene.call.metadata)
        _decision, group = propose.revisable_proposal(number, scene.context)
        form = revise_form(scene, number, _preview(scene, group))
    else:
        groups = forms.groups_to_decide_in(scene)
        chosen = [g for g in groups if str(g.id) == fields.get("group_id")]
        form = propose_form(scene, _preview(scene, (chosen or groups)[0]))
    return ShowView(refilled(form, fields) | {"private_metadata": scene.call.metadata})


def _preview(scene: Scene, group: Group) -> list[kit.Block]:
    try:
        closes = read_start(scene.call.fields, scene.now)
    except NotValid as wrong:
        return [kit.small(wrong.words)]
    asked = asked_organisations(group, scene.context)
    earliest = propose.earliest_for(group, asked, scene.context)
    shown = proposals.deadline_places(closes.at, asked)
    if closes.at >= earliest:
        return [shown]
    moment = spell_moment(earliest, closes.zone)
    early = kit.say("⚠️ That is too early. The earliest is {moment}.", moment=moment)
    return [kit.rich(early), shown]


def submit_propose(scene: Scene) -> Answer:
    fields = scene.call.fields
    wish = propose.ProposeDecision(
        group_id=read_group(fields, scene.call.metadata),
        title=fields.get("title") or "",
        note=fields.get("note"),
        audience=read_audience(fields),
        closes_at=read_start(fields, scene.now).at,
    )
    return proposed_reply(scene, propose.propose_decision(wish, scene.context))


def submit_revise(scene: Scene) -> Answer:
    fields = scene.call.fields
    wish = propose.ReviseProposal(
        **read_state(scene.call.metadata, number=int, revision=int),
        title=fields.get("title") or "",
        note=fields.get("note"),
        closes_at=read_start(fields, scene.now).at,
    )
    return proposed_reply(scene, propose.revise_proposal(wish, scene.context))


def submit_say(scene: Scene) -> Answer:
    state = read_state(scene.call.metadata, number=int, revision=int, stance=str)
    stance = read_choice(Stance, state.pop("stance"))
    wish = AnswerProposal(**state, stance=stance, words=scene.call.fields.get("words") or "")
    return answered_reply(scene, answer_proposal(wish, scene.context))
