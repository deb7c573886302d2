"""Answers to commands and presses about digests."""

from dataclasses import astuple
from datetime import datetime

from bot.domain import Group
from bot.domain.digest import Digest, KeptDigest
from bot.domain.wording import count, spell_moment, weekly_facts
from bot.languages import N_, _
from bot.use_cases.digests.hold import Held, WeeklyPosting
from bot.use_cases.digests.post import Posting, show_digest
from bot.use_cases.digests.schedule import Weekly, next_posting
from handlers.slack.features.digests import blocks, parsing
from handlers.slack.features.digests.parsing import posting_value
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header, person_words
from handlers.slack.kit.common_blocks import PAGE, paging_buttons, show_button
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
    post = kit.button(_("Post to channel"), parsing.POST, f"{group.id} {after}", style="primary")
    return [
        kit.note("Only you see this preview. Nothing is posted yet."),
        *blocks.digest_blocks(digest, group),
        *blocks.chair_blocks(digest.needs),
        kit.actions(post, weekly_button(group)),
        kit.small(weekly),
    ]


def posting_reply(posting: Posting) -> Reply:
    words = N_(
        "A digest of {group} is on its way, or was posted within the last minute. One is enough."
    )
    if posting.just_now:
        words = N_("I am posting the digest of {group} in its channel now.")
    return say_words(words, group=posting.group.name)


def weekly_reply(plan: Weekly) -> Reply:
    group = plan.group
    first = N_("The digest of {group} was already set to be posted {hour}.")
    if plan.changed:
        first = N_("The digest of {group} is posted {hour}.")
    follows = N_(
        "The next one is less than two hours away, so the private previews that chairs get "
        "two hours before start with the one after it."
    )
    if plan.previewed:
        follows = N_(
            "Each chair gets a private preview two hours before, with buttons to post it at once "
            "or to hold it."
        )
    lines = [
        kit.say("Next: {moment}.", moment=spell_moment(plan.next_at, group.zone)),
        kit.say(follows),
        kit.line(_("To stop it: "), kit.text("/digest off", code=True)),
    ]
    header = confirm_header(first, group=group.name, hour=_spell_hour(group))
    return Reply(blocks=[header, kit.rich(*lines)])


def held_reply(held: Held, wish: WeeklyPosting, scene: Scene) -> Reply:
    """It can be posted all the same."""
    group = held.group
    who = person_words(held.by, scene.work.people.names([held.by]))
    coming = next_posting(group, max(held.posts_at, scene.now))
    due = spell_moment(held.posts_at, group.zone)
    lines = [kit.say("The one for {moment} is not posted by itself.", moment=due)]
    if coming is not None:
        after = N_(
            "The next weekly one: {moment}. It will begin where the last posted one ended, so "
            "nothing is lost."
        )
        lines.append(kit.say(after, moment=spell_moment(coming, group.zone)))
    first = N_("This digest of {group} was held already, by {who}.")
    if held.just_now:
        first = N_("This digest of {group} is held now.")
    elif held.by == scene.reader.user_id:
        first = N_("This digest of {group} was held already, by you.")
    post = kit.button(_("Post it all the same"), parsing.POST_HELD, posting_value(*astuple(wish)))
    header = confirm_header(first, group=group.name, who=who)
    return Reply(blocks=[header, kit.rich(*lines), kit.actions(post)])


def show_reply(scene: Scene, number: int) -> Reply:
    """A digest as it was posted."""
    group, kept = show_digest(number, scene.context)
    only_you = _("Only you see this.")
    first = kit.small(f"{_posted_words(kept, group)} {only_you}")
    return Reply(blocks=[first, *blocks.digest_blocks(kept.digest, group, kept.picture)])


def list_reply(scene: Scene, words: str, *, offset: int = 0) -> Reply:
    """A page of digests, with one row of buttons that show them."""
    groups = {group.id: group for group in scene.groups_here()}
    found, total = scene.work.digests.find_page(
        scene.reader, list(groups), words, limit=PAGE, offset=offset
    )
    if not found:
        none = N_("No digest was posted here that you can see.")
        if words:
            none = N_("No digest with “{words}” was posted here that you can see.")
        return say_words(none, words=words)
    first = N_("{digests}, the newest first")
    if words:
        first = N_("{digests} with “{words}”, the newest first")
    lines, buttons = [], []
    for kept in found:
        digest = kept.digest
        group = groups[kept.group_id]
        title = kit.bold(blocks.digest_title(digest, group))
        lines.append(kit.line(title, f" · {_posted_words(kept, group)}"))
        days, number = blocks.spell_days(digest, group), str(digest.number)
        buttons.append(show_button(parsing.SHOW, digest.reference, days, number))
    head = confirm_header(first, digests=count(total, "digest", "digests"), words=words)
    turns = paging_buttons(parsing.LIST, offset=offset, total=total, state=words)
    return Reply(blocks=[head, kit.rich(kit.bullets(lines)), kit.actions(*buttons), *turns])


def weekly_button(group: Group) -> kit.Element:
    return kit.button(_("Weekly…"), parsing.WEEKLY, str(group.id))


def _posted_words(kept: KeptDigest, group: Group) -> str:
    if kept.posted_at is None:
        return ""
    return _("Posted on {moment}.", moment=spell_moment(kept.posted_at, group.zone))


def _spell_hour(group: Group) -> str:
    """ "every Monday at 09:00 (Europe/London)"."""
    facts = weekly_facts(group.digest_weekday or 0, group.digest_time, group.zone)
    return _("every {weekday} at {time} ({zone})", **facts)
