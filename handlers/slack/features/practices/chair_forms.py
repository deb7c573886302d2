"""What chairs fill in: return, decline, withdraw (authors too), publish elsewhere, topics."""

from typing import Any

from bot.domain import Act, Group, Practice, limits
from bot.domain.wording import shortened
from bot.languages import N_, _
from bot.use_cases.practices import review
from bot.use_cases.practices.card import KeepTopics, keep_topics
from bot.use_cases.practices.edit import WithdrawPractice, withdraw_practice
from bot.use_cases.practices.rules import group_of
from bot.use_cases.refusals import demand_right, find_group
from handlers.slack.features.practices.blocks import DECLINE, PUBLISH_IN, RETURN, TOPICS, WITHDRAW
from handlers.slack.features.practices.parsing import read_topics
from handlers.slack.features.practices.replies import review_words, topics_blocks
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header, title_line
from handlers.slack.request import Answer, Reply, Scene, read_number, read_state, read_state_number

RETURN_TITLE, DECLINE_TITLE = N_("Return a practice"), N_("Decline a practice")
WITHDRAW_TITLE, PUBLISH_TITLE = N_("Withdraw a practice"), N_("Publish a practice")
TOPICS_TITLE = N_("Topics of practices")
_LISTED, _MOST_GROUPS = 3_000, 10
"""Characters of a text input of Slack's, and its check boxes."""


def return_modal(practice: Practice) -> dict[str, Any]:
    """Asks for the comment."""
    label = _("What should the author change?")
    return _words_modal(practice, RETURN, _(RETURN_TITLE), "comment", label, _("Return"))


def decline_modal(practice: Practice) -> dict[str, Any]:
    """Asks for the reason."""
    label = _("Why is it declined?")
    return _words_modal(practice, DECLINE, _(DECLINE_TITLE), "reason", label, _("Decline"))


def withdraw_modal(practice: Practice) -> dict[str, Any]:
    """Asks for the reason."""
    label, title = _("Why is it withdrawn?"), _(WITHDRAW_TITLE)
    return _words_modal(practice, WITHDRAW, title, "reason", label, _("Withdraw"))


def _words_modal(
    practice: Practice, callback_id: str, title: str, field: str, label: str, submit: str
) -> dict[str, Any]:
    words = kit.text_input(limit=limits.NOTE, lines=True)
    hint = _("The author and the chairs can read these words.")
    return kit.modal(
        callback_id,
        title,
        [
            kit.rich(title_line(practice.reference, practice.title)),
            kit.field(field, label, words, hint=hint),
        ],
        submit=submit,
        close=_("Cancel"),
        metadata={"number": practice.number, "revision": practice.revision},
    )


def send_back(scene: Scene) -> Answer:
    """The comment with which a card is returned."""
    reviewed = review.send_back_practice(_answer(scene, "comment"), scene.context)
    return Reply(blocks=[review_words(scene, reviewed)])


def submit_decline(scene: Scene) -> Answer:
    """The reason for which a card is declined."""
    reviewed = review.decline_practice(_answer(scene, "reason"), scene.context)
    return Reply(blocks=[review_words(scene, reviewed)])


def _answer(scene: Scene, field: str) -> review.AnswerAuthor:
    return review.AnswerAuthor(
        **read_state(scene.call.metadata, number=int, revision=int),
        words=scene.call.fields.get(field) or "",
    )


def submit_withdraw(scene: Scene) -> Answer:
    """The reason for which a card is withdrawn."""
    reason = scene.call.fields.get("reason") or ""
    wish = WithdrawPractice(number=read_state_number(scene.call.metadata), reason=reason)
    return Reply(blocks=[review_words(scene, withdraw_practice(wish, scene.context))])


# Publishing in several channels --------------------------------------------------------------


def publish_modal(scene: Scene, practice: Practice) -> dict[str, Any]:
    """Asks to which other groups' channels the card goes too."""
    group = group_of(practice, scene.context)
    groups = review.other_groups(practice, scene.context)[:_MOST_GROUPS]
    where = _(
        "It is posted in the channel of {group}. It is for the whole network.", group=group.name
    )
    choices = kit.choices([kit.option(one.name, str(one.id)) for one in groups])
    return kit.modal(
        PUBLISH_IN,
        _(PUBLISH_TITLE),
        [
            kit.rich(title_line(practice.reference, practice.title), kit.line(where)),
            kit.field("also", _("Post it also in"), choices, optional=True),
        ],
        submit=_("Publish"),
        close=_("Not yet"),
        metadata={"number": practice.number, "revision": practice.revision},
    )


def submit_publish(scene: Scene) -> Answer:
    also = tuple(read_number(chosen) for chosen in scene.call.fields.get("also") or ())
    state = read_state(scene.call.metadata, number=int, revision=int)
    reviewed = review.publish_practice(review.PublishPractice(**state, also=also), scene.context)
    return Reply(blocks=[review_words(scene, reviewed)])


# The list of topics --------------------------------------------------------------------------


def topics_form(scene: Scene, group: Group) -> dict[str, Any]:
    """The list of a group, and which topics its cards have beside it; for its chairs."""
    demand_right(scene.context, Act.RUN_GROUP, group)
    kept = scene.work.practices.topics_of(group.id)
    used = scene.work.practices.topics_in_use(scene.reader, [group.id])
    others = sorted(used - set(kept.topics), key=str.casefold)
    typed = kit.text_input(initial="\n".join(kept.topics), limit=_LISTED, lines=True)
    options = [
        kit.option(
            _("Other topics too"), "free", _("Who shares a card may add a topic of their own")
        ),
        kit.option(_("Only these"), "closed", _("Another topic is not taken")),
    ]
    blocks = [
        kit.field("listed", _("Topics"), typed, hint=_("One on each line."), optional=True),
        kit.field(
            "others",
            _("Cards may have"),
            kit.choice(options, initial="free" if kept.free else "closed"),
        ),
        kit.note("Published cards keep the topics that they have."),
    ]
    if others:
        named = shortened(", ".join(others), limits.NOTE)
        blocks.append(kit.rich(kit.line(kit.bold(_("On cards, not on the list: ")), named)))
    title, metadata = _(TOPICS_TITLE), {"group": group.id}
    return kit.modal(TOPICS, title, blocks, submit=_("Save"), metadata=metadata)


def topics_form_now(scene: Scene) -> dict[str, Any]:
    return topics_form(scene, _topics_group(scene))


def submit_topics(scene: Scene) -> Answer:
    group, fields = _topics_group(scene), scene.call.fields
    wish = KeepTopics(
        group_id=group.id,
        topics=read_topics(fields.get("listed")),
        free=fields.get("others") != "closed",
    )
    kept = keep_topics(wish, scene.context)
    return Reply(blocks=[confirm_header("Saved."), *topics_blocks(group, kept, edits=True)])


def _topics_group(scene: Scene) -> Group:
    return find_group(read_state_number(scene.call.metadata, "group"), scene.context)
