"""/digest and its verbs, with the buttons and the form that do the same."""

from bot.domain.digest import Digest
from bot.domain.group import Group
from bot.domain.wording import count, spell_moment, spell_weekday
from bot.use_cases.digests.hold import hold_digest
from bot.use_cases.digests.post import PostDigest, PreviewDigest, post_digest, preview_digest
from bot.use_cases.digests.rules import group_to_run
from bot.use_cases.digests.schedule import (
    ScheduleDigest,
    SwitchOffDigest,
    schedule_digest,
    switch_off_digest,
)
from bot.use_cases.digests.schedule_messages import next_posting
from handlers.slack.features.digests import forms
from handlers.slack.features.digests.blocks import digest_blocks
from handlers.slack.features.digests.parsing import EXAMPLE, read_form, read_hold, read_weekly
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import confirm_header, person_words
from handlers.slack.request.carried_values import read_number, read_state
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, Reply, ShowView, say_words


def run_preview(scene: Scene) -> Answer:
    """/digest: what the channel would get now, for this chair alone."""
    group = scene.needs_group()
    digest = preview_digest(
        PreviewDigest(group_id=group.id),
        scene.context,
        channel=scene.presence.get(group.channel_id),
    )
    coming = next_posting(group, scene.now)
    spelled = spell_moment(coming, group.zone) if coming else None
    return Reply(blocks=preview_blocks(digest, next_weekly=spelled))


def run_post(scene: Scene) -> Answer:
    """/digest post."""
    return _post(scene, scene.needs_group().id)


def press_post(scene: Scene) -> Answer:
    """Post to channel, in a preview, whose place the answer takes."""
    return _post(scene, read_number(scene.call.value), replace=True)


def _post(scene: Scene, group_id: int, *, replace: bool = False) -> Reply:
    group = scene.work.groups.get(group_id)
    posting = post_digest(
        PostDigest(group_id=group_id),
        scene.context,
        channel=scene.presence.get(group.channel_id) if group else None,
    )
    name = posting.group.name
    if posting.just_now:
        return say_words(f"I am posting the digest of {name} in its channel now.", replace=replace)
    return say_words(
        f"The digest of {name} was asked for within the last minute already. One is posted.",
        replace=replace,
    )


def run_weekly(scene: Scene) -> Answer:
    """/digest weekly Monday 09:00; alone it says how, with a button for the form."""
    group = group_to_run(scene.needs_group().id, scene.context)
    if not scene.call.raw:
        return Reply(
            blocks=[
                kit.rich(kit.line("On which day, and when? For example: ", _code(EXAMPLE))),
                kit.actions(weekly_button(group)),
            ]
        )
    weekday, at = read_weekly(scene.words)
    return _schedule(scene, ScheduleDigest(group_id=group.id, weekday=weekday, at=at))


def press_weekly(scene: Scene) -> Answer:
    """Weekly…: the form."""
    group = group_to_run(read_number(scene.call.value), scene.context)
    return ShowView(forms.weekly_modal(group))


def submit_weekly(scene: Scene) -> Answer:
    """The form, sent."""
    weekday, at = read_form(scene.call.fields)
    group_id = read_state(scene.call.metadata, group=int)["group"]
    return _schedule(scene, ScheduleDigest(group_id=group_id, weekday=weekday, at=at))


def _schedule(scene: Scene, wish: ScheduleDigest) -> Reply:
    plan = schedule_digest(wish, scene.context)
    group = plan.group
    first = "is" if plan.changed else "was already set to be"
    follows = (
        "Each chair gets a private preview two hours before, with a button to hold it."
        if plan.previewed
        else "The next one is less than two hours away, so the private previews that chairs get "
        "two hours before start with the one after it."
    )
    return Reply(
        blocks=[
            confirm_header(f"The digest of {group.name} {first} posted {spell_hour(group)}."),
            kit.rich(
                kit.line(f"Next: {spell_moment(plan.next_at, group.zone)}."),
                kit.line(follows),
                kit.line("To stop it: ", _code("/digest off")),
            ),
        ]
    )


def run_off(scene: Scene) -> Answer:
    """/digest off."""
    group = scene.needs_group()
    stopped = switch_off_digest(SwitchOffDigest(group_id=group.id), scene.context)
    if not stopped.changed:
        return say_words(f"{group.name} has no weekly digest. /digest post posts one now.")
    return Reply(
        blocks=[
            confirm_header(f"The weekly digest of {group.name} is off."),
            kit.rich(
                kit.line("To post one by hand: ", _code("/digest post")),
                kit.line("To have it weekly again: ", _code(EXAMPLE)),
            ),
        ]
    )


def press_hold(scene: Scene) -> Answer:
    """Hold this one, in a chair's preview, whose place the answer takes."""
    wish = read_hold(scene.call.value)
    held = hold_digest(wish, scene.context)
    group = held.group
    who = "you"
    if held.by != scene.reader.user_id:
        person = scene.work.people.get(held.by)
        who = person_words(held.by, {held.by: person.name} if person else {})
    coming = next_posting(group, max(held.posts_at, scene.now))
    lines = [
        kit.line(f"It was due on {spell_moment(held.posts_at, group.zone)} and is not posted."),
        kit.line("To post a digest after all: ", _code("/digest post"), f" in {group.name}."),
    ]
    if coming is not None:
        lines.append(kit.line(f"The next weekly one: {spell_moment(coming, group.zone)}."))
    first = "is held now" if held.just_now else f"was held already, by {who}"
    return Reply(
        blocks=[confirm_header(f"This digest of {group.name} {first}."), kit.rich(*lines)],
        replace=True,
    )


def _code(words: str) -> kit.Element:
    return kit.text(words, code=True)


POST, WEEKLY, HOLD = "digest.post", "digest.weekly", "digest.hold"


def needs_chair(digest: Digest) -> list[kit.Block]:
    """What waits for the chair; nothing where nothing does."""
    lines = []
    if digest.awaiting_review:
        awaits = "awaits" if digest.awaiting_review == 1 else "await"
        said = f"{count(digest.awaiting_review, 'practice')} {awaits} review: "
        lines.append(kit.line(said, kit.text("/practice queue", code=True)))
    if digest.unowned:
        has = "has" if digest.unowned == 1 else "have"
        said = f"{count(digest.unowned, 'open action')} {has} no owner yet: "
        lines.append(kit.line(said, kit.text("/action list open", code=True)))
    if digest.unanswered:
        said = count(digest.unanswered, "invitation to a coming dialogue", _INVITATIONS)
        waits = "waits" if digest.unanswered == 1 else "wait"
        lines.append(kit.line(f"{said} {waits} for an answer."))
    if not lines:
        return []
    heading = kit.line(kit.bold("What needs the chair (only you see this)"))
    return [kit.rich(heading, kit.bullets(lines))]


_INVITATIONS = "invitations to coming dialogues"


def preview_blocks(digest: Digest, *, next_weekly: str | None) -> list[kit.Block]:
    """The answer to /digest; `next_weekly` spells the next posting's moment, None while off."""
    group = digest.group
    weekly = "No weekly digest is set."
    if next_weekly is not None:
        weekly = f"Posted {spell_hour(group)}. Next: {next_weekly}."
    return [
        kit.small("Only you see this preview. Nothing is posted yet."),
        *digest_blocks(digest),
        *needs_chair(digest),
        kit.actions(
            kit.button("Post to channel", POST, str(group.id), style="primary"),
            weekly_button(group),
        ),
        kit.small(weekly),
    ]


def weekly_button(group: Group) -> kit.Element:
    return kit.button("Weekly…", WEEKLY, str(group.id))


def spell_hour(group: Group) -> str:
    """ "every Monday at 09:00 (Europe/London)"."""
    weekday = spell_weekday(group.digest_weekday or 0)
    return f"every {weekday} at {group.digest_time:%H:%M} ({group.zone})"
