"""The confirmations of what was set up, set or given in a group."""

from datetime import datetime

from bot.domain import Group, Role
from bot.domain.group import MorningPart, Term
from bot.domain.wording import at_name, count, listed, spell_day, weekly_facts
from bot.languages import N_, _, _n, _p
from bot.use_cases.digests.schedule import next_posting
from bot.use_cases.groups.give_role import RoleGiven
from bot.use_cases.groups.set_up import GroupSetUp
from bot.use_cases.practices.spotlight import GroupChanged
from handlers.slack.features.groups.blocks import chair_label, reminder_words
from handlers.slack.kit import audience_words, confirm_header
from handlers.slack.kit import blocks as kit


def set_up_confirmed(done: GroupSetUp, now: datetime) -> list[kit.Block]:
    """All that was understood, in words."""
    group = done.group
    text = N_("{group} is set up.") if done.new else N_("The set-up of {group} is changed.")
    if not done.changed:
        text = N_("Nothing changed: {group} is set up like this already.")
    lines = [kit.line(chair_label(done.terms), *_terms(done))]
    gone = _(" does not chair it any more.")
    lines += [kit.line(kit.person(user_id), gone) for user_id in done.ended]
    lines += [kit.say("Time zone: {zone}", zone=group.zone), *_setting_lines(group, now)]
    blocks = [confirm_header(text, group=group.name), kit.rich(kit.bullets(lines))]
    if done.unassigned:
        words = _n(
            "{number} person of this channel belongs to no organisation yet and may do what "
            "observers may. /wg roster assigns them.",
            "{number} people of this channel belong to no organisation yet and may do what "
            "observers may. /wg roster assigns them.",
            done.unassigned,
        )
        blocks.append(kit.rich(kit.line(words)))
    if done.new:
        blocks.append(kit.note("Next: /dialogue schedule, or /wg help for everything else."))
    return blocks


def settings_confirmed(done: GroupChanged, now: datetime) -> list[kit.Block]:
    """The settings as they are now, in words."""
    group = done.group
    text = N_("The settings of {group} are changed.")
    if not done.changed:
        text = N_("Nothing changed: {group} has these settings already.")
    named = [_(words) for part, words in _MORNINGS.items() if part in group.mornings]
    parts = listed(named) or _("nothing of this group")
    lines = _setting_lines(group, now)
    lines.append(kit.say("In the chairs' morning messages: {parts}", parts=parts))
    if group.spotlight_weekday is not None:
        facts = weekly_facts(group.spotlight_weekday, group.spotlight_time, group.zone)
        lines.append(kit.say("Weekly spotlight: every {weekday} at {time} ({zone})", **facts))
    if group.show_left_out:
        lines.append(kit.say("A digest says how many items it leaves out."))
    lines.append(_silence_line(group))
    return [confirm_header(text, group=group.name), kit.rich(kit.bullets(lines))]


def _silence_line(group: Group) -> kit.Element:
    answers = _("no answers needed")
    if group.silence_answers:
        answers = _n("{number} answer needed", "{number} answers needed", group.silence_answers)
    text = N_("Proposals: at least {hours} hours, {answers}, {days} more where time is needed")
    if group.observers_comment:
        text = N_(
            "Proposals: at least {hours} hours, {answers}, {days} more where time is needed, and "
            "observers can comment"
        )
    days = count(group.silence_more_days, "day", "days")
    return kit.say(text, hours=group.silence_hours, answers=answers, days=days)


_MORNINGS = {
    MorningPart.UNOWNED: N_("actions that nobody owns"),
    MorningPart.WEEK_OVERDUE: N_("actions that are a week overdue"),
}


def _setting_lines(group: Group, now: datetime) -> list[kit.Element]:
    """What a group is set to, a line each."""
    audience = audience_words(group.default_audience)
    reminders = reminder_words(group.reminders)
    return [
        kit.say("Who can see new items: {audience}", audience=audience),
        kit.say("Reminders of a dialogue: {reminders}", reminders=reminders),
        kit.line(_("Weekly digest: "), *_digest(group, now)),
    ]


def role_given(done: RoleGiven) -> list[kit.Block]:
    """What the person is from now on, and a warning where nobody chairs any more."""
    group, is_member = done.group, done.role is Role.MEMBER
    term = _term_words(done.term, group) if done.role is Role.CHAIR and done.term else ""
    first = N_("Nothing changed.")
    if not done.changed and term:
        words = N_(" chairs {group} already, {term}.")
    elif not done.changed:
        words = N_(" is an observer in {group} already.")
        words = N_(" is a member of {group} already.") if is_member else words
    elif term:
        first, words = N_("{person} chairs {group}."), N_(" chairs {group} {term}.")
    else:
        first = N_("{person} is an observer in {group} from now on.")
        first = N_("{person} is a member of {group} from now on.") if is_member else first
        words = _MEANS[is_member, done.was is Role.CHAIR]
    head = confirm_header(first, person=at_name(done.person.name), group=group.name)
    said = kit.line(kit.person(done.person.user_id), _(words, group=group.name, term=term))
    blocks = [head, kit.rich(said)]
    if done.changed and not done.chairs:
        words = _(
            "{group} has no chair now. Until someone is appointed with /wg role @person chair, "
            "only the secretariat can publish practices, run digests and change roles.",
            group=group.name,
        )
        blocks.append(kit.rich(kit.line(kit.bold(_("Please note: ")), words)))
    return blocks


_MEANS = {
    (True, True): N_(
        " does not chair it any more, sees what is for members, and may schedule dialogues and "
        "log actions."
    ),
    (True, False): N_(" sees what is for members, and may schedule dialogues and log actions."),
    (False, True): N_(
        " does not chair it any more, does not see what is for members only, and may answer "
        "invitations, complete their own actions and share practices."
    ),
    (False, False): N_(
        " does not see what is for members only, and may answer invitations, complete their own "
        "actions and share practices."
    ),
}
"""By whether they are a member now, and whether they chaired the group."""


def _terms(done: GroupSetUp) -> list[kit.Element | str]:
    told = [(kit.person(t.user_id), f" {_term_words(t, done.group)}") for t in done.terms]
    return kit.joined(told, "; ") or [_("none yet. /wg role @person chair appoints one")]


def _digest(group: Group, now: datetime) -> list[kit.Element | str]:
    first = next_posting(group, now)
    if group.digest_weekday is None or first is None:
        return [_p("weekly digest", "none")]
    facts = weekly_facts(group.digest_weekday, group.digest_time, group.zone)
    words = _("every {weekday} at {time} ({zone}), next on ", **facts)
    return [words, kit.moment(first, group.zone)]


def _term_words(term: Term, group: Group) -> str:
    """ "from Monday 7 December 2026 to …, both days included (Europe/London)"."""
    days = {"first": spell_day(term.starts_on), "zone": group.zone}
    if term.ends_on is None:
        return _("from {first}, with no last day ({zone})", **days)
    days["last"] = spell_day(term.ends_on)
    return _("from {first} to {last}, both days included ({zone})", **days)
