"""Answers to commands and presses about digests."""

from datetime import datetime

from bot.domain.digest import Digest, KeptDigest
from bot.domain.group import Group
from bot.domain.wording import count, spell_moment, spell_weekday
from bot.use_cases.digests.hold import Held
from bot.use_cases.digests.keep import ListDigests, list_digests, show_digest
from bot.use_cases.digests.post import Posting
from bot.use_cases.digests.schedule import Weekly
from bot.use_cases.digests.schedule_messages import next_posting
from handlers.slack.features.digests.blocks import (
    chair_blocks,
    digest_blocks,
    digest_title,
    spell_days,
)
from handlers.slack.features.digests.parsing import LIST, POST, POST_HELD, SHOW, WEEKLY
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import PAGE, confirm_header, paging_buttons, person_words
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Reply, say_words


def preview_blocks(
    digest: Digest, group: Group, *, after: int, next_at: datetime | None
) -> list[kit.Block]:
    """The answer to /digest; `next_at`: the next weekly posting, None while it is off."""
    weekly = "No weekly digest is set."
    if next_at is not None:
        weekly = f"Posted {_spell_hour(group)}. Next: {spell_moment(next_at, group.zone)}."
    return [
        kit.small("Only you see this preview. Nothing is posted yet."),
        *digest_blocks(digest, group),
        *chair_blocks(digest.needs),
        kit.actions(
            kit.button("Post to channel", POST, f"{group.id} {after}", style="primary"),
            weekly_button(group),
        ),
        kit.small(weekly),
    ]


def posting_reply(posting: Posting) -> Reply:
    name = posting.group.name
    if posting.just_now:
        return say_words(f"I am posting the digest of {name} in its channel now.")
    return say_words(
        f"A digest of {name} is on its way, or was posted within the last minute. One is enough."
    )


def weekly_reply(plan: Weekly) -> Reply:
    group = plan.group
    first = "is" if plan.changed else "was already set to be"
    follows = (
        "Each chair gets a private preview two hours before, with buttons to post it at once or "
        "to hold it."
        if plan.previewed
        else "The next one is less than two hours away, so the private previews that chairs get "
        "two hours before start with the one after it."
    )
    return Reply(
        blocks=[
            confirm_header(f"The digest of {group.name} {first} posted {_spell_hour(group)}."),
            kit.rich(
                kit.line(f"Next: {spell_moment(plan.next_at, group.zone)}."),
                kit.line(follows),
                kit.line("To stop it: ", kit.text("/digest off", code=True)),
            ),
        ]
    )


def held_reply(held: Held, scene: Scene) -> Reply:
    """In the place of the preview; it can be posted all the same."""
    group = held.group
    person = scene.work.people.get(held.by)
    who = person_words(held.by, {held.by: person.name} if person else {})
    if held.by == scene.reader.user_id:
        who = "you"
    coming = next_posting(group, max(held.posts_at, scene.now))
    lines = [f"It was due on {spell_moment(held.posts_at, group.zone)} and is not posted."]
    if coming is not None:
        lines.append(
            f"The next weekly one: {spell_moment(coming, group.zone)}. It will begin where the "
            "last posted one ended, so nothing is lost."
        )
    first = "is held now" if held.just_now else f"was held already, by {who}"
    return Reply(
        blocks=[
            confirm_header(f"This digest of {group.name} {first}."),
            kit.rich(*map(kit.line, lines)),
            kit.actions(kit.button("Post it all the same", POST_HELD, scene.call.value)),
        ],
        replace=True,
    )


def show_reply(number: int, scene: Scene) -> Reply:
    """A digest as it was posted."""
    group, kept = show_digest(number, scene.context)
    return Reply(
        blocks=[
            kit.small(f"{_posted_words(kept, group)} Only you see this."),
            *digest_blocks(kept.digest, group, kept.picture),
        ]
    )


def list_reply(scene: Scene, words: str, *, offset: int = 0) -> Reply:
    """A page of digests, with one row of buttons that show them."""
    groups = {group.id: group for group in scene.groups_here()}
    wish = ListDigests(groups=groups.values(), words=words, limit=PAGE, offset=offset)
    found, total = list_digests(wish, scene.context)
    about = f" with “{words}”" if words else ""
    if not found:
        return say_words(f"No digest{about} was posted here that you can see.")
    lines = [
        kit.line(
            kit.bold(digest_title(kept.digest, groups[kept.group_id])),
            f" · {_posted_words(kept, groups[kept.group_id])}",
        )
        for kept in found
    ]
    buttons = [
        kit.button(
            f"Show {kept.digest.reference}",
            f"{SHOW}:{kept.digest.number}",
            str(kept.digest.number),
            says=f"Show {kept.digest.reference}, {spell_days(kept.digest, groups[kept.group_id])}",
        )
        for kept in found
    ]
    return Reply(
        blocks=[
            confirm_header(f"{count(total, 'digest', 'digests')}{about}, the newest first"),
            kit.rich(kit.bullets(lines)),
            kit.actions(*buttons),
            *paging_buttons(LIST, offset=offset, total=total, state=words),
        ]
    )


def weekly_button(group: Group) -> kit.Element:
    return kit.button("Weekly…", WEEKLY, str(group.id))


def _posted_words(kept: KeptDigest, group: Group) -> str:
    return f"Posted on {spell_moment(kept.posted_at, group.zone)}." if kept.posted_at else ""


def _spell_hour(group: Group) -> str:
    """ "every Monday at 09:00 (Europe/London)"."""
    weekday = spell_weekday(group.digest_weekday or 0)
    return f"every {weekday} at {group.digest_time:%H:%M} ({group.zone})"
