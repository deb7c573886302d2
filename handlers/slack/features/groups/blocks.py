"""Groups at a glance, and the confirmations of what was set up or given."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.countries import country_name
from bot.domain.group import Group, MorningPart, Term
from bot.domain.organisation import Organisation
from bot.domain.roles import Role
from bot.domain.wording import (
    at_name,
    count,
    listed,
    shortened,
    spell_day,
    spell_minutes,
    spell_weekday,
)
from bot.use_cases.digests.schedule_messages import next_posting
from bot.use_cases.groups.give_role import RoleGiven
from bot.use_cases.groups.set_up import GroupSetUp
from bot.use_cases.groups.settings import SettingsChanged
from bot.use_cases.groups.show import Chair, Glance
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_words, confirm_header

RUN, HELP, MEMBERS, SETTINGS = "wg.run", "wg.help", "wg.members", "wg.settings"
"""Buttons: run another command, show /wg help, who is in the group, the form of its settings."""
IN_NO_GROUP = "You are in no working group yet. A group lives in a channel: ask to be invited."

_ROLES = {
    Role.CHAIR: "You are a chair of this group.",
    Role.MEMBER: "You are a member of this group.",
    Role.OBSERVER: "You are an observer in this group.",
}


def glance_blocks(seen: Glance, *, zone: str, unassigned: bool) -> list[kit.Block]:
    """/wg in a channel; `zone` is the reader's, `unassigned`: they belong to no organisation."""
    group = seen.group
    lines = [
        kit.line(_chair_label(seen.chairs), *_chairs(seen.chairs)),
        kit.line("Next dialogue: ", *_next_line(seen, zone)),
        kit.line(f"Actions: {seen.open_actions} open, {seen.overdue} overdue"),
    ]
    if seen.awaiting is not None:
        lines.append(kit.line(f"Practices awaiting review: {seen.awaiting}"))
    blocks = [
        kit.header(group.name),
        kit.rich(kit.bullets(lines)),
        *_doors(seen),
        glance_buttons(MEMBERS),
    ]
    if seen.role in _ROLES:
        more = " You belong to no organisation yet; the secretariat can assign you." * unassigned
        blocks.insert(2, kit.small(_ROLES[seen.role] + more))
    return blocks


def _doors(seen: Glance) -> list[kit.Block]:
    """The forms that this reader may open from here."""
    made = []
    if seen.may_schedule:
        made.append(kit.button("Schedule…", "dialogue.schedule"))
    if seen.may_log:
        made.append(kit.button("Log an action…", "action.add"))
        made.append(kit.button("Record a decision…", "decision.record"))
    if seen.may_set:
        made.append(kit.button("Settings…", SETTINGS, str(seen.group.id)))
    return [kit.actions(*made)] if made else []


def own_groups(seen: Sequence[Glance], *, zone: str) -> list[kit.Block]:
    """/wg in a direct message: the groups that one is in."""
    if not seen:
        return [kit.rich(kit.line(IN_NO_GROUP)), glance_buttons()]
    lines = [
        kit.line(
            kit.bold(one.group.name),
            f". {_chair_label(one.chairs)}",
            *_chairs(one.chairs),
            ". Next dialogue: ",
            *_next_line(one, zone),
        )
        for one in seen
    ]
    return [confirm_header("Your working groups"), kit.rich(kit.bullets(lines)), glance_buttons()]


def glance_buttons(*also: str) -> kit.Block:
    """What leads on from a glance; each answers as its command does."""
    made = [
        kit.button("Next dialogues", f"{RUN}:dialogues", "/dialogue"),
        kit.button("My actions", f"{RUN}:actions", "/action"),
        kit.button("Good practice", f"{RUN}:practices", "/practice"),
    ]
    if MEMBERS in also:
        made.append(kit.button("Members", f"{MEMBERS}:open", "open"))
    return kit.actions(*made, kit.button("Help", HELP))


def set_up_confirmed(done: GroupSetUp, now: datetime) -> list[kit.Block]:
    """All that was understood, in words."""
    group = done.group
    first = f"{group.name} is set up." if done.new else f"The set-up of {group.name} is changed."
    if not done.changed:
        first = f"Nothing changed: {group.name} is set up like this already."
    lines = [kit.line(_chair_label(done.terms), *_terms(done))]
    lines += [
        kit.line(kit.person(user_id), " does not chair it any more.") for user_id in done.ended
    ]
    lines += [kit.line(f"Time zone: {group.zone}"), *setting_lines(group, now)]
    blocks = [confirm_header(first), kit.rich(kit.bullets(lines))]
    if done.unassigned:
        belong = "belongs" if done.unassigned == 1 else "belong"
        people = count(done.unassigned, "person", "people")
        words = (
            f"{people} of this channel {belong} to no organisation yet and may do what observers "
            "may. /wg roster assigns them."
        )
        blocks.append(kit.rich(kit.line(words)))
    if done.new:
        blocks.append(kit.small("Next: /dialogue schedule, or /wg help for everything else."))
    return blocks


def settings_confirmed(done: SettingsChanged, now: datetime) -> list[kit.Block]:
    """The settings as they are now, in words."""
    group = done.group
    first = f"The settings of {group.name} are changed."
    if not done.changed:
        first = f"Nothing changed: {group.name} has these settings already."
    named = [words for part, words in _MORNINGS.items() if part in group.mornings]
    lines = [
        *setting_lines(group, now),
        kit.line(f"In the chairs' morning messages: {listed(named) or 'nothing of this group'}"),
    ]
    if group.spotlight_weekday is not None:
        day = f"every {spell_weekday(group.spotlight_weekday)} at {group.spotlight_time:%H:%M}"
        lines.append(kit.line(f"Weekly spotlight: {day} ({group.zone})"))
    if group.show_left_out:
        lines.append(kit.line("A digest says how many items it leaves out."))
    lines.append(kit.line(_silence_words(group)))
    return [confirm_header(first), kit.rich(kit.bullets(lines))]


def _silence_words(group: Group) -> str:
    answers = (
        count(group.silence_answers, "answer", "answers") if group.silence_answers else "no answers"
    )
    comments = ", and observers can comment" if group.observers_comment else ""
    return (
        f"Proposals: at least {group.silence_hours} hours, {answers} needed, "
        f"{count(group.silence_more_days, 'day', 'days')} more where time is needed{comments}"
    )


_MORNINGS = {
    MorningPart.UNOWNED: "actions that nobody owns",
    MorningPart.WEEK_OVERDUE: "actions that are a week overdue",
}


def setting_lines(group: Group, now: datetime) -> list[kit.Element]:
    """What a group is set to, a line each."""
    return [
        kit.line(f"Who can see new items: {audience_words(group.default_audience)}"),
        kit.line(f"Reminders of a dialogue: {reminder_words(group.reminders)}"),
        kit.line("Weekly digest: ", *_digest(group, now)),
    ]


def role_given(done: RoleGiven) -> list[kit.Block]:
    """What the person is from now on, and a warning where nobody chairs any more."""
    group, name = done.group, at_name(done.person.name)
    who = kit.person(done.person.user_id)
    if not done.changed:
        blocks = [
            confirm_header("Nothing changed."),
            kit.rich(kit.line(who, _already_set_up(done))),
        ]
    elif done.role is Role.CHAIR and done.term is not None:
        words = f" chairs {group.name} {term_words(done.term, group)}."
        blocks = [confirm_header(f"{name} chairs {group.name}."), kit.rich(kit.line(who, words))]
    else:
        a_role = "a member of" if done.role is Role.MEMBER else "an observer in"
        first = f"{name} is {a_role} {group.name} from now on."
        blocks = [confirm_header(first), kit.rich(kit.line(who, _what_it_means(done)))]
    if done.changed and not done.chairs:
        words = (
            f"{group.name} has no chair now. Until someone is appointed with "
            "/wg role @person chair, only the secretariat can publish practices, run digests and "
            "change roles."
        )
        blocks.append(kit.rich(kit.line(kit.bold("Please note: "), words)))
    return blocks


def _already_set_up(done: RoleGiven) -> str:
    name = done.group.name
    if done.role is Role.CHAIR and done.term is not None:
        return f" chairs {name} already, {term_words(done.term, done.group)}."
    if done.role is Role.MEMBER:
        return f" is a member of {name} already."
    return f" is an observer in {name} already."


def _what_it_means(done: RoleGiven) -> str:
    ended = " does not chair it any more," if done.was is Role.CHAIR else ""
    if done.role is Role.MEMBER:
        return f"{ended} sees what is for members, and may schedule dialogues and log actions."
    return (
        f"{ended} does not see what is for members only, and may answer invitations, complete "
        "their own actions and share practices."
    )


def _chair_label(chairs: Sequence[object]) -> str:
    return "Chair: " if len(chairs) == 1 else "Chairs: "


def _chairs(chairs: Sequence[Chair]) -> list[kit.Element | str]:
    if not chairs:
        return ["none now; the secretariat can help"]
    parts: list[kit.Element | str] = []
    for chair in chairs:
        parts += [", "] if parts else []
        parts.append(kit.person(chair.user_id))
        parts += [] if chair.present else [" (not in the channel)"]
    return parts


def _next_line(seen: Glance, zone: str) -> list[kit.Element | str]:
    dialogue = seen.next_dialogue
    if dialogue is None:
        return ["none planned"]
    title = shortened(dialogue.title, 150)
    return [f"{dialogue.reference} “{title}”, ", kit.moment(dialogue.starts_at, zone)]


def _terms(done: GroupSetUp) -> list[kit.Element | str]:
    if not done.terms:
        return ["none yet. /wg role @person chair appoints one"]
    parts: list[kit.Element | str] = []
    for term in done.terms:
        parts += ["; "] if parts else []
        parts += [kit.person(term.user_id), f" {term_words(term, done.group)}"]
    return parts


def _digest(group: Group, now: datetime) -> list[kit.Element | str]:
    first = next_posting(group, now)
    if group.digest_weekday is None or first is None:
        return ["none"]
    hour = f"{spell_weekday(group.digest_weekday)} at {group.digest_time:%H:%M} ({group.zone})"
    return [f"every {hour}, next on ", kit.moment(first, group.zone)]


_NAMED = 10


def mention_people(user_ids: Sequence[str]) -> list[kit.Element | str]:
    """People as a line's parts, for private answers; a long list ends "and 20 others"."""
    parts: list[kit.Element | str] = []
    for user_id in user_ids[:_NAMED]:
        parts += [", "] if parts else []
        parts.append(kit.person(user_id))
    more = len(user_ids) - _NAMED
    return [*parts, f" and {count(more, 'other', 'others')}"] if more > 0 else parts


def clock_words(now: datetime, zone: str) -> str:
    """ "Tuesday 14:05 (Asia/Seoul)": what a clock there shows now."""
    local = now.astimezone(ZoneInfo(zone))
    return f"{spell_weekday(local.weekday())} {local:%H:%M} ({zone})"


def organisation_words(organisation: Organisation) -> str:
    """ "Ofcom, a member organisation (United Kingdom, Europe/London)"."""
    article = "a" if organisation.kind == "member" else "an"
    where = f"{country_name(organisation.country)}, {organisation.zone}"
    return f"{organisation.name}, {article} {organisation.kind} organisation ({where})"


def term_words(term: Term, group: Group) -> str:
    """ "from Monday 7 December 2026 to …, both days included (Europe/London)"."""
    start = spell_day(term.starts_on)
    if term.ends_on is None:
        return f"from {start}, with no last day ({group.zone})"
    return f"from {start} to {spell_day(term.ends_on)}, both days included ({group.zone})"


def reminder_words(minutes: tuple[int, ...]) -> str:
    """ "1 week, 1 day and 1 hour before", or that there are none."""
    if not minutes:
        return "none in the channel"
    return f"{listed([spell_minutes(m) for m in minutes])} before, in the channel"
