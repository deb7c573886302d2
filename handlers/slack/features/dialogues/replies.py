"""Does what was wished of a dialogue, and confirms it with all that was understood."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from bot.domain import Audience, Dialogue, Group
from bot.domain.audience import channel_carries
from bot.domain.dialogue import RsvpAnswer
from bot.domain.notifications import LocalStart
from bot.domain.wording import set_apart, spell_minutes, spell_moment
from bot.languages import N_, _, _n
from bot.use_cases.dialogues.answer import Answered
from bot.use_cases.dialogues.messages import change_wording
from bot.use_cases.dialogues.revise import Changed
from bot.use_cases.dialogues.rules.invited import invited_organisations, out_of_hours
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.schedule import ScheduleDialogue, schedule_dialogue
from bot.use_cases.dialogues.series.schedule import ScheduleSeries, schedule_series
from bot.use_cases.identify import member_people
from handlers.slack.features.dialogues import blocks as show
from handlers.slack.features.dialogues import series_confirmations, times
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header, redrawn_words, undo_button
from handlers.slack.request import Reply, Scene

_MOVED = {
    Scope.ONE: N_("Moved {reference}"),
    Scope.LATER: N_("Moved {reference} and all later ones"),
    Scope.WHOLE: N_("Moved the whole series of {reference}"),
}
_CANCELLED = {
    Scope.ONE: N_("Cancelled {reference}"),
    Scope.LATER: N_("Cancelled {reference} and all later ones"),
    Scope.WHOLE: N_("Cancelled the whole series of {reference}"),
}


class Reach(Enum):
    """Where the invitation goes, and why not into the channel."""

    CHANNEL = ""
    PUBLIC = N_(
        "Its channel is public, and the whole workspace can read it. So it is not posted "
        "there: members get it by direct message."
    )
    MIXED = N_(
        "Not everyone in its channel belongs to a member organisation. So it is not posted "
        "there: members get it by direct message."
    )
    UNKNOWN = N_(
        "I can't tell who reads its channel now, and look again before I post. Where "
        "others than members read it, members get it by direct message."
    )


def scheduled_blocks(
    dialogue: Dialogue, group: Group, unsocial: Sequence[LocalStart], reach: Reach
) -> list[kit.Block]:
    """What was understood, in full: number, title, moment, zone, length, audience."""
    return [
        confirm_header("Scheduled {reference}", reference=dialogue.reference),
        kit.rich(
            *show.heading_lines(dialogue),
            show.link_line(dialogue),
            show.audience_line(dialogue, group),
            kit.say(reach.value),
        ),
        *_small(times.out_of_hours_words(dialogue, unsocial)),
        kit.actions(show.show_button(dialogue), *show.change_buttons(dialogue)),
    ]


def moved_blocks(changed: Changed, unsocial: Sequence[LocalStart] = ()) -> list[kit.Block]:
    """`unsocial`: who is out of hours then, of one date."""
    before, after = changed.before, changed.after
    if changed.nothing:
        when = spell_moment(after.starts_at, after.zone)
        same = N_("{reference} is on {moment} already. Nothing was changed.")
        return [kit.rich(kit.say(same, reference=after.reference, moment=when))]
    now = _("Now: ")
    rule = kit.line()
    told = [_("Its reminders move with it. Whoever was invited gets a notice.")]
    if changed.scope is not Scope.ONE:
        now = _("{reference} now: ", reference=after.reference)
        told = series_confirmations.moved_along(changed)
    if changed.series and changed.scope is not Scope.ONE:
        rule = times.rule_line(changed.series, _("It goes on {rule}."))
    if cleared := changed.answers_cleared:
        answers = _n(
            "{number} answer was for the old time; the notice asks again.",
            "{number} answers were for the old time; the notice asks again.",
            cleared,
        )
        told.append(answers)
    return [
        confirm_header(_MOVED[changed.scope], reference=after.reference),
        kit.rich(
            show.title_line(after),
            rule,
            kit.line(kit.bold(now), kit.moment(after.starts_at, after.zone)),
            show.spelled_line(after),
            kit.line(kit.bold(_("Before: ")), spell_moment(before.starts_at, before.zone)),
            *map(kit.line, told),
        ),
        *_small(times.out_of_hours_words(after, unsocial)),
        kit.actions(show.show_button(after)),
    ]


def edited_blocks(changed: Changed) -> list[kit.Block]:
    before, after = changed.before, changed.after
    if changed.nothing:
        same = N_("{reference} stays as it is. Nothing was changed.")
        return [kit.rich(kit.say(same, reference=after.reference))]
    lines = []
    if after.title != before.title:
        lines.append(kit.line(_("Title: "), kit.bold(after.title)))
    if after.minutes != before.minutes:
        lines.append(kit.say("Length: {length}", length=spell_minutes(after.minutes)))
    if after.link != before.link:
        lines.append(show.link_line(after) if after.link else kit.say("Link: none now"))
    if after.audience is not before.audience:
        lines.append(show.audience_line(after))
    return [
        confirm_header("Changed {reference}", reference=after.reference),
        kit.rich(
            show.title_line(after),
            kit.bullets(lines),
            *series_confirmations.edited_along(changed),
            kit.line(redrawn_words(after.reference, changed.redrawn)),
        ),
        kit.actions(show.show_button(after)),
    ]


def cancelled_blocks(changed: Changed, now: datetime) -> list[kit.Block]:
    """With those of its series that are off with it; one that is over did not take place, then."""
    after, along = changed.after, changed.cancelled
    told = _("No more reminders are sent. Whoever was invited gets a notice.")
    if changed.scope is not Scope.ONE:
        told = _("No more reminders are sent. One notice says so where it was announced.")
    elif after.ends_at <= now:
        told = _("So it did not take place. Nobody is told, and no organisation is charged for it.")
    return [
        confirm_header(_CANCELLED[changed.scope], reference=after.reference),
        kit.rich(
            show.title_line(after),
            show.was_planned_line(after),
            show.spelled_line(after),
            kit.line(change_wording.spell_cancelled_along(along) if along else ""),
            show.reason_line(after),
            kit.line(told),
        ),
        kit.actions(undo_button(changed.step, after.reference)),
    ]


def answered_blocks(done: Answered) -> list[kit.Block]:
    """Only for the person who pressed; people who can't come may name a colleague."""
    dialogue = done.dialogue
    said = _(show.ANSWER_WORDS[done.answer])
    lines = [
        kit.say(
            "Your answer to {title} is “{answer}”.", title=kit.bold(dialogue.title), answer=said
        ),
        show.time_line(dialogue),
        show.spelled_line(dialogue),
    ]
    if done.answer is not RsvpAnswer.CANNOT:
        lines.append(show.link_line(dialogue))
    if done.reminded:
        lines.append(kit.say("I will remind you here in Slack ten minutes before."))
    return [
        kit.rich(*lines),
        *(_delegate_blocks(done) if done.answer is RsvpAnswer.CANNOT else []),
        show.foot(dialogue, done.group),
    ]


def _delegate_blocks(done: Answered) -> list[kit.Block]:
    """Who comes in their place, or the choice of one."""
    dialogue, delegate = done.dialogue, done.delegate
    if delegate is None:
        words = _("Somebody of your organisation can come in your place:")
        return [kit.rich(kit.line(words)), kit.actions(show.delegate_select(dialogue))]
    who = set_apart(delegate.name)
    told = _("{who} comes in your place, and finds it in the next morning message.", who=who)
    choice = show.delegate_select(dialogue, delegate.user_id)
    return [kit.rich(kit.line(told)), kit.actions(choice, show.nobody_button(dialogue))]


def _small(words: str) -> list[kit.Block]:
    return [kit.small(words)] if words else []


def scheduled_reply(scene: Scene, group: Group, wish: ScheduleDialogue | ScheduleSeries) -> Reply:
    """Schedule it; JustScheduled comes through."""
    if isinstance(wish, ScheduleSeries):
        done = schedule_series(wish, scene.context, group=group)
        guests = invited_organisations(done.series.audience, group, scene.context)
        where = channel_reach(scene, done.dialogues[0], group).value
        return Reply(blocks=series_confirmations.series_scheduled(done, group, guests, where))
    dialogue = schedule_dialogue(wish, scene.context, group=group)
    unsocial = _unsocial_starts(scene, dialogue, group)
    reach = channel_reach(scene, dialogue, group)
    return Reply(blocks=scheduled_blocks(dialogue, group, unsocial, reach))


def moved_reply(scene: Scene, changed: Changed) -> Reply:
    if changed.scope is not Scope.ONE and not changed.nothing:
        return Reply(blocks=moved_blocks(changed))
    unsocial = _unsocial_starts(scene, changed.after, changed.group)
    return Reply(blocks=moved_blocks(changed, unsocial))


def channel_reach(scene: Scene, dialogue: Dialogue, group: Group) -> Reach:
    """Whether the group's channel can carry it as things stand; the send looks again."""
    if dialogue.audience is not Audience.MEMBERS:
        return Reach.CHANNEL
    channel = scene.presence.get(group.channel_id)
    if channel is None:
        return Reach.UNKNOWN
    if channel_carries(dialogue.audience, channel, member_people(group, work=scene.work)):
        return Reach.CHANNEL
    return Reach.MIXED if channel.is_private else Reach.PUBLIC


def _unsocial_starts(scene: Scene, dialogue: Dialogue, group: Group) -> tuple[LocalStart, ...]:
    guests = invited_organisations(dialogue.audience, group, scene.context)
    return out_of_hours(dialogue, guests, scene.work.holidays)
