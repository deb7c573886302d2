"""What chairs fill in: return, decline, withdraw (authors too), publish elsewhere, topics."""

from collections.abc import Callable

from bot.domain import Act, NotFound, Practice, limits
from bot.domain.wording import shortened
from bot.languages import N_, _
from bot.use_cases.context import Context
from bot.use_cases.practices import review
from bot.use_cases.practices.card import KeepTopics, keep_topics
from bot.use_cases.practices.edit import WithdrawPractice, withdraw_practice
from bot.use_cases.practices.rules import group_of
from bot.use_cases.refusals import demand_right, find_group
from handlers.slack.features.practices.blocks import DECLINE, PUBLISH_IN, RETURN, TOPICS, WITHDRAW
from handlers.slack.features.practices.parsing import read_topics
from handlers.slack.features.practices.replies import review_words, topics_blocks
from handlers.slack.kit import View, confirm_header, title_line
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Answer, Reply, Scene, read_number, read_state, read_state_number

RETURN_TITLE, DECLINE_TITLE = N_("Return a practice"), N_("Decline a practice")
WITHDRAW_TITLE, PUBLISH_TITLE = N_("Withdraw a practice"), N_("Publish a practice")
TOPICS_TITLE = N_("Topics of practices")
_LISTED, _MOST_GROUPS = 3_000, 10
"""Characters of a text input of Slack's, and its check boxes."""
_ASKED = {
    RETURN: (RETURN_TITLE, "comment", N_("What should the author change?"), N_("Return")),
    DECLINE: (DECLINE_TITLE, "reason", N_("Why is it declined?"), N_("Decline")),
    WITHDRAW: (WITHDRAW_TITLE, "reason", N_("Why is it withdrawn?"), N_("Withdraw")),
}
"""The title of each form, its field with the label, and its button."""


def words_modal(practice: Practice, callback_id: str) -> View:
    """Asks for the words with which a card is returned, declined or withdrawn."""
    title, field, label, submit = _ASKED[callback_id]
    words = kit.text_input(limit=limits.NOTE, lines=True)
    hint = _("The author and the chairs can read these words.")
    blocks = [
        kit.rich(title_line(practice.reference, practice.title)),
        kit.field(field, _(label), words, hint=hint),
    ]
    about = {"number": practice.number, "revision": practice.revision}
    return kit.form(callback_id, title, blocks, _(submit), **about)


def send_back(scene: Scene) -> Answer:
    """The comment with which a card is returned."""
    return _decided(scene, review.send_back_practice, "comment")


def submit_decline(scene: Scene) -> Answer:
    """The reason for which a card is declined."""
    return _decided(scene, review.decline_practice, "reason")


def _decided(
    scene: Scene, decide: Callable[[review.AnswerAuthor, Context], review.CardChange], field: str
) -> Reply:
    state = read_state(scene.call.metadata, number=int, revision=int)
    wish = review.AnswerAuthor(**state, words=scene.call.fields.get(field) or "")
    return Reply(blocks=[review_words(scene, decide(wish, scene.context))])


def submit_withdraw(scene: Scene) -> Answer:
    """The reason for which a card is withdrawn."""
    reason = scene.call.fields.get("reason") or ""
    wish = WithdrawPractice(number=read_state_number(scene.call.metadata), reason=reason)
    return Reply(blocks=[review_words(scene, withdraw_practice(wish, scene.context))])


# Publishing in several channels --------------------------------------------------------------


def publish_modal(scene: Scene, practice: Practice) -> View:
    """Asks to which other groups' channels the card goes too."""
    groups = review.other_groups(practice, scene.context)[:_MOST_GROUPS]
    where = kit.say(
        "It is posted in the channel of {group}. It is for the whole network.",
        group=group_of(practice, scene.context).name,
    )
    choices = kit.choices([kit.option(one.name, str(one.id)) for one in groups])
    return kit.modal(
        PUBLISH_IN,
        _(PUBLISH_TITLE),
        [
            kit.rich(title_line(practice.reference, practice.title), where),
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


def topics_form(scene: Scene, group_id: int) -> View:
    """The list of a group, and which topics its cards have beside it; for its chairs."""
    group = find_group(group_id, scene.context)
    if not scene.reader.belongs_to(group.id):
        raise NotFound.group()
    demand_right(scene.context, Act.RUN_GROUP, group)
    kept = scene.work.practices.topics_of(group.id)
    used = scene.work.practices.topics_in_use(scene.reader, [group.id])
    others = sorted(used - set(kept.topics), key=str.casefold)
    typed = kit.text_input("\n".join(kept.topics), _LISTED, lines=True)
    own = _("Who shares a card may add a topic of their own")
    options = [
        kit.option(_("Other topics too"), "free", own),
        kit.option(_("Only these"), "closed", _("Another topic is not taken")),
    ]
    chosen = kit.choice(options, initial="free" if kept.free else "closed")
    blocks = [
        kit.field("listed", _("Topics"), typed, hint=_("One on each line."), optional=True),
        kit.field("others", _("Cards may have"), chosen),
        kit.note("Published cards keep the topics that they have."),
    ]
    if others:
        named = shortened(", ".join(others), limits.NOTE)
        blocks.append(kit.rich(kit.line(kit.bold(_("On cards, not on the list: ")), named)))
    title, metadata = _(TOPICS_TITLE), {"group": group.id}
    return kit.modal(TOPICS, title, blocks, submit=_("Save"), metadata=metadata)


def submit_topics(scene: Scene) -> Answer:
    fields = scene.call.fields
    group = find_group(read_state_number(scene.call.metadata, "group"), scene.context)
    free = fields.get("others") != "closed"
    wish = KeepTopics(group_id=group.id, topics=read_topics(fields.get("listed")), free=free)
    kept = keep_topics(wish, scene.context)
    return Reply(blocks=[confirm_header("Saved."), *topics_blocks(group, kept, edits=True)])
