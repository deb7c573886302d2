"""Groups at a glance, and words for what a group is set to."""

from collections.abc import Sequence

from bot.domain import Group, Role
from bot.domain.audience import ChannelFacts
from bot.domain.wording import listed, shortened, spell_minutes
from bot.languages import N_, _, _n
from bot.use_cases.groups.set_up import keeps_members_only
from bot.use_cases.groups.show import Chair, Glance
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header

RUN, HELP, MEMBERS, SETTINGS = "wg.run", "wg.help", "wg.members", "wg.settings"
"""Buttons: run another command, show /wg help, who is in the group, the form of its settings."""
IN_NO_GROUP = N_("You are in no working group yet. A group lives in a channel: ask to be invited.")
NO_GROUP_HERE = N_(
    "This channel is not a working group yet. Someone of the secretariat turns it into one with "
    "/wg setup."
)

_ROLES = {
    Role.CHAIR: N_("You are a chair of this group."),
    Role.MEMBER: N_("You are a member of this group."),
    Role.OBSERVER: N_("You are an observer in this group."),
}


def glance_blocks(seen: Glance, *, zone: str, unassigned: bool) -> list[kit.Block]:
    """/wg in a channel; `zone` is the reader's, `unassigned`: they belong to no organisation."""
    still, late = seen.open_actions.number, seen.overdue.number
    lines = [
        kit.line(chair_label(seen.chairs), *_chairs(seen.chairs)),
        kit.line(_("Next dialogue: "), *_next_line(seen, zone)),
        kit.say("Actions: {open} open, {overdue} overdue", open=still, overdue=late),
    ]
    if seen.awaiting is not None:
        lines.append(kit.say("Practices awaiting review: {number}", number=seen.awaiting))
    blocks = [kit.header(seen.group.name), kit.rich(kit.bullets(lines))]
    if seen.role in _ROLES:
        said = [_(_ROLES[seen.role])]
        if unassigned:
            said.append(_("You belong to no organisation yet; the secretariat can assign you."))
        blocks.append(kit.small(" ".join(said)))
    return [*blocks, *_doors(seen), glance_buttons(MEMBERS)]


def _doors(seen: Glance) -> list[kit.Block]:
    """The forms that this reader may open from here."""
    made = []
    if seen.may_schedule:
        made.append(kit.button(_("Schedule…"), "dialogue.schedule"))
    if seen.may_log:
        made.append(kit.button(_("Log an action…"), "action.add"))
        made.append(kit.button(_("Record a decision…"), "decision.record"))
    if seen.may_set:
        made.append(kit.button(_("Settings…"), SETTINGS, str(seen.group.id)))
    return [kit.actions(*made)] if made else []


def own_groups(seen: Sequence[Glance], *, zone: str) -> list[kit.Block]:
    """/wg in a direct message: the groups that one is in."""
    if not seen:
        return [kit.rich(kit.say(IN_NO_GROUP)), glance_buttons()]
    lines = []
    for one in seen:
        name = kit.bold(one.group.name)
        then = _(". Next dialogue: ")
        chairs = [f". {chair_label(one.chairs)}", *_chairs(one.chairs)]
        lines.append(kit.line(name, *chairs, then, *_next_line(one, zone)))
    return [confirm_header("Your working groups"), kit.rich(kit.bullets(lines)), glance_buttons()]


def glance_buttons(*also: str) -> kit.Block:
    """What leads on from a glance; each answers as its command does."""
    made = [
        kit.button(_("Next dialogues"), f"{RUN}:dialogues", "/dialogue"),
        kit.button(_("My actions"), f"{RUN}:actions", "/action"),
        kit.button(_("Good practice"), f"{RUN}:practices", "/practice"),
    ]
    if MEMBERS in also:
        made.append(kit.button(_("Members"), f"{MEMBERS}:open", "open"))
    return kit.actions(*made, kit.button(_("Help"), HELP))


def channel_notes(channel: ChannelFacts, group: Group | None) -> list[kit.Block]:
    """What is said above the set-up form of a channel."""
    lines = []
    if group is not None:
        words = N_("{group} is set up already. You can change it here.")
        lines.append(kit.say(words, group=group.name))
    if not channel.is_private:
        words = N_(
            "This channel is public: the whole workspace can read it, so nothing in it can be "
            "kept narrower. For matters between members only, please use a private channel."
        )
        lines.append(kit.say(words))
    elif not keeps_members_only(channel):
        words = N_(
            "This channel is shared with other workspaces, whose people I cannot know, so "
            "nothing in it can be for members only."
        )
        lines.append(kit.say(words))
    return [kit.rich(*lines)] if lines else []


def chair_label(chairs: Sequence[object]) -> str:
    return _n("Chair: ", "Chairs: ", len(chairs))


def _chairs(chairs: Sequence[Chair]) -> list[kit.Element | str]:
    away = _(" (not in the channel)")
    named = [(kit.person(one.user_id), "" if one.present else away) for one in chairs]
    return kit.joined(named, ", ") or [_("none now; the secretariat can help")]


def _next_line(seen: Glance, zone: str) -> list[kit.Element | str]:
    dialogue = seen.next_dialogue
    if dialogue is None:
        return [_("none planned")]
    title = shortened(dialogue.title, 150)
    named = _("{reference} “{title}”, ", reference=dialogue.reference, title=title)
    return [named, kit.moment(dialogue.starts_at, zone)]


def reminder_words(minutes: tuple[int, ...]) -> str:
    """ "1 week, 1 day and 1 hour before", or that there are none."""
    if not minutes:
        return _("none in the channel")
    return _("{times} before, in the channel", times=listed([spell_minutes(m) for m in minutes]))
