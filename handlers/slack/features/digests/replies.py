"""Answers to commands and presses about digests."""

from dataclasses import astuple
from datetime import datetime

from bot.domain import Group
from bot.domain.digest import Digest, KeptDigest
from bot.domain.wording import count, spell_moment, weekly_facts
from bot.languages import N_, _
from bot.use_cases.digests.hold import Held, WeeklyPosting
from bot.use_cases.digests.keep import ListDigests, list_digests, show_digest
from bot.use_cases.digests.post import Posting
from bot.use_cases.digests.schedule import Weekly, next_posting
from handlers.slack.features.digests import blocks
from handlers.slack.features.digests.parsing import (
    LIST,
    POST,
    POST_HELD,
    SHOW,
    WEEKLY,
    posting_value,
)
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header, person_words
from handlers.slack.kit.common_blocks import PAGE, paging_buttons
from handlers.slack.request import Reply, Scene, say_words


def preview_blocks(
    digest: Digest, group: Group, *, after: int, next_at: datetime | None, settled: bool
) -> list[kit.Block]:
    """The answer to /digest; `next_at`: the next weekly posting, None while it is off; `settled`:
    a chair has held that one, or posted it early."""
    weekly = _("No weekly digest is set.")
    if next_at is not None:
        moment = spell_moment(next_at, group.zone)
        weekly = _("Posted {hour}. Next: {moment}.", hour=_spell_hour(group), moment=moment)
        if settled:
            weekly += " " + _("A chair has held that one or posted it early, so it will not come.")
    return [
        kit.note("Only you see this preview. Nothing is posted yet."),
        *blocks.digest_blocks(digest, group),
        *blocks.chair_blocks(digest.needs),
        kit.actions(
            kit.button(_("Post to channel"), POST, f"{group.id} {after}", style="primary"),
            weekly_button(group),
        ),
        kit.small(weekly),
    ]


def posting_reply(posting: Posting) -> Reply:
    name = posting.group.name
    if posting.just_now:
        return say_words("I am posting the digest of {group} in its channel now.", group=name)
    return say_words(
        "A digest of {group} is on its way, or was posted within the last minute. One is enough.",
        group=name,
    )


def weekly_reply(plan: Weekly) -> Reply:
    group = plan.group
    first = (
        N_("The digest of {group} is posted {hour}.")
        if plan.changed
        else N_("The digest of {group} was already set to be posted {hour}.")
    )
    follows = (
        _(
            "Each chair gets a private preview two hours before, with buttons to post it at once "
            "or to hold it."
        )
        if plan.previewed
        else _(
            "The next one is less than two hours away, so the private previews that chairs get "
            "two hours before start with the one after it."
        )
    )
    return Reply(
        blocks=[
            confirm_header(first, group=group.name, hour=_spell_hour(group)),
            kit.rich(
                kit.say("Next: {moment}.", moment=spell_moment(plan.next_at, group.zone)),
                kit.line(follows),
                kit.line(_("To stop it: "), kit.text("/digest off", code=True)),
            ),
        ]
    )


def held_reply(held: Held, wish: WeeklyPosting, scene: Scene) -> Reply:
    """It can be posted all the same."""
    group = held.group
    person = scene.work.people.get(held.by)
    who = person_words(held.by, {held.by: person.name} if person else {})
    coming = next_posting(group, max(held.posts_at, scene.now))
    due = spell_moment(held.posts_at, group.zone)
    lines = [_("The one for {moment} is not posted by itself.", moment=due)]
    if coming is not None:
        lines.append(
            _(
                "The next weekly one: {moment}. It will begin where the last posted one ended, so "
                "nothing is lost.",
                moment=spell_moment(coming, group.zone),
            )
        )
    if held.just_now:
        first = _("This digest of {group} is held now.", group=group.name)
    elif held.by == scene.reader.user_id:
        first = _("This digest of {group} was held already, by you.", group=group.name)
    else:
        first = _("This digest of {group} was held already, by {who}.", group=group.name, who=who)
    return Reply(
        blocks=[
            confirm_header(first),
            kit.rich(*map(kit.line, lines)),
            kit.actions(
                kit.button(_("Post it all the same"), POST_HELD, posting_value(*astuple(wish)))
            ),
        ]
    )


def show_reply(number: int, scene: Scene) -> Reply:
    """A digest as it was posted."""
    group, kept = show_digest(number, scene.context)
    only_you = _("Only you see this.")
    return Reply(
        blocks=[
            kit.small(f"{_posted_words(kept, group)} {only_you}"),
            *blocks.digest_blocks(kept.digest, group, kept.picture),
        ]
    )


def list_reply(scene: Scene, words: str, *, offset: int = 0) -> Reply:
    """A page of digests, with one row of buttons that show them."""
    groups = {group.id: group for group in scene.groups_here()}
    wish = ListDigests(groups=groups.values(), words=words, limit=PAGE, offset=offset)
    found, total = list_digests(wish, scene.context)
    if not found:
        return say_words(
            _("No digest with “{words}” was posted here that you can see.", words=words)
            if words
            else _("No digest was posted here that you can see.")
        )
    digests = count(total, "digest", "digests")
    first = (
        _("{digests} with “{words}”, the newest first", digests=digests, words=words)
        if words
        else _("{digests}, the newest first", digests=digests)
    )
    lines = [
        kit.line(
            kit.bold(blocks.digest_title(kept.digest, groups[kept.group_id])),
            f" · {_posted_words(kept, groups[kept.group_id])}",
        )
        for kept in found
    ]
    buttons = [
        kit.button(
            _("Show {reference}", reference=kept.digest.reference),
            f"{SHOW}:{kept.digest.number}",
            str(kept.digest.number),
            says=_(
                "Show {reference}, {title}",
                reference=kept.digest.reference,
                title=blocks.spell_days(kept.digest, groups[kept.group_id]),
            ),
        )
        for kept in found
    ]
    return Reply(
        blocks=[
            confirm_header(first),
            kit.rich(kit.bullets(lines)),
            kit.actions(*buttons),
            *paging_buttons(LIST, offset=offset, total=total, state=words),
        ]
    )


def weekly_button(group: Group) -> kit.Element:
    return kit.button(_("Weekly…"), WEEKLY, str(group.id))


def _posted_words(kept: KeptDigest, group: Group) -> str:
    if kept.posted_at is None:
        return ""
    return _("Posted on {moment}.", moment=spell_moment(kept.posted_at, group.zone))


def _spell_hour(group: Group) -> str:
    """ "every Monday at 09:00 (Europe/London)"."""
    return _(
        "every {weekday} at {time} ({zone})",
        **weekly_facts(group.digest_weekday or 0, group.digest_time, group.zone),
    )
