"""Forms of practices that were sent."""

from bot.domain.errors import NotValid
from bot.domain.practice import Practice
from bot.domain.wording import shortened, spell_day
from bot.use_cases.practices.decline import DeclinePractice, decline_practice
from bot.use_cases.practices.send_again import SendAgain, send_again
from bot.use_cases.practices.send_back import SendBackPractice, send_back_practice
from bot.use_cases.practices.share import SharePractice, share_practice
from bot.use_cases.refusing import chairs_in_words
from handlers.slack.features.practices.parsing import read_card
from handlers.slack.features.practices.presses import review_words
from handlers.slack.features.practices.telling import group_of
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import audience_words, confirm_header
from handlers.slack.request.carried_values import read_number, read_state
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, Reply


def share(scene: Scene) -> Answer:
    """A new card, for the form's group or the one chosen in it."""
    settled = read_state(scene.call.metadata, group=int | None)["group"]
    group_id = settled or _chosen_group(scene)
    wish = SharePractice(group_id=group_id, card=read_card(scene.call.fields))
    practice = share_practice(wish, reader=scene.reader, work=scene.work, now=scene.now)
    return _sent(scene, practice, f"{practice.reference} is sent for review.")


def edit(scene: Scene) -> Answer:
    """A returned card, edited."""
    number = read_state(scene.call.metadata, number=int)["number"]
    wish = SendAgain(number=number, card=read_card(scene.call.fields))
    practice = send_again(wish, reader=scene.reader, work=scene.work, now=scene.now)
    return _sent(scene, practice, f"{practice.reference} is sent for review again.")


def send_back(scene: Scene) -> Answer:
    """The comment with which a card is returned."""
    wish = SendBackPractice(
        **read_state(scene.call.metadata, number=int, revision=int),
        comment=scene.call.fields.get("comment") or "",
    )
    reviewed = send_back_practice(wish, reader=scene.reader, work=scene.work, now=scene.now)
    return Reply(blocks=[review_words(scene, reviewed)])


def decline(scene: Scene) -> Answer:
    """The reason for which a card is declined."""
    wish = DeclinePractice(
        **read_state(scene.call.metadata, number=int, revision=int),
        reason=scene.call.fields.get("reason") or "",
    )
    reviewed = decline_practice(wish, reader=scene.reader, work=scene.work, now=scene.now)
    return Reply(blocks=[review_words(scene, reviewed)])


def _sent(scene: Scene, practice: Practice, first: str) -> Reply:
    group = group_of(scene.work, practice)
    topics = f"Topics: {', '.join(practice.topics)}. " if practice.topics else ""
    return Reply(
        blocks=[
            confirm_header(first),
            kit.rich(
                kit.line(f"“{shortened(practice.title, 150)}”, for {group.name}."),
                kit.line(
                    f"{topics}Shared with: {audience_words(practice.audience)}. "
                    f"To be reviewed again by {spell_day(practice.review_by)}."
                ),
                kit.line(
                    "A chair reviews it before anyone else sees it. "
                    f"{chairs_in_words(group, scene.work, scene.now)} "
                    "I will tell you in a direct message what was decided. Until then you see it "
                    f"with /practice show {practice.reference}."
                ),
            ),
        ]
    )


def _chosen_group(scene: Scene) -> int:
    chosen = scene.call.fields.get("group")
    if not chosen:
        raise NotValid("Please choose the working group.", field="group")
    return read_number(chosen)
