"""Forms about a card, as they are sent: share, edit, and what chairs fill in."""

import json
from collections.abc import Callable
from dataclasses import replace

from bot.domain import Act, NotFound, Practice, PracticeStatus, Refusal, limits
from bot.domain.practice import TopicList
from bot.domain.wording import shortened, spell_day
from bot.languages import N_, Nn_, _
from bot.use_cases.audience_changes import Widens
from bot.use_cases.context import Context
from bot.use_cases.practices import edit, review, share
from bot.use_cases.practices.card import keep_topics
from bot.use_cases.practices.rules import editable_practice, group_of
from bot.use_cases.practices.share import Looked, LooksAlike, look_alike
from bot.use_cases.refusals import chairs_in_words, demand_right, find_group
from handlers.slack.features.practices.blocks import DECLINE, PUBLISH_IN, RETURN, TOPICS, WITHDRAW
from handlers.slack.features.practices.card_form import edit_form, new_card_form
from handlers.slack.features.practices.lists import alike_blocks
from handlers.slack.features.practices.parsing import read_card, read_topics
from handlers.slack.features.practices.replies import edited_reply, review_words, topics_blocks
from handlers.slack.kit import audience_words, confirm_header, title_line
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Answer, Reply, Scene, ShowView, read_number, read_state
from handlers.slack.request.ask_back import ask_again, ask_to_open, read_told
from handlers.slack.request.carried_values import read_group, read_state_number
from handlers.slack.request.context import Listener

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
_SINCE = {
    PracticeStatus.SUBMITTED: N_("{reference} was sent for review since you opened this form."),
    PracticeStatus.PUBLISHED: N_("{reference} was published since you opened this form."),
    PracticeStatus.RETURNED: N_("{reference} was returned since you opened this form."),
    PracticeStatus.DECLINED: N_("{reference} was declined since you opened this form."),
    PracticeStatus.WITHDRAWN: N_("{reference} was withdrawn since you opened this form."),
}


def share_form(scene: Scene) -> kit.View:
    """The form for a new card: for the channel's group, or one of the person's own."""
    groups = scene.groups_here()
    if not groups:
        raise Refusal("You are not in the channel of a working group yet, so nobody can review it.")
    for group in groups:
        demand_right(scene.context, Act.SUBMIT_PRACTICE, group)
    return new_card_form(scene, groups)


def look_alike_ahead(scene: Scene) -> Looked:
    """The cards like the one in the form, before anything is written."""
    return look_alike(read_card(scene.call.fields), scene.context)


def submit_share(scene: Scene) -> Answer:
    """A new card, for the form's group or the one chosen in it."""
    fields = scene.call.fields
    wish = share.SharePractice(
        group_id=read_group(fields, scene.call.metadata),
        card=read_card(fields),
        told=read_told(scene.call.metadata),
        looked=scene.ahead,
    )
    try:
        practice = share.share_practice(wish, scene.context)
    except LooksAlike as asked:
        one = find_group(wish.group_id, scene.context)
        groups = scene.own_groups if fields.get("group_id") else (one,)
        return _ask_if_new(scene, new_card_form(scene, groups), asked)
    return _sent(scene, practice, N_("{reference} is sent for review."))


def submit_edit(scene: Scene) -> Answer:
    """A returned card, sent again, or another one, changed."""
    number, card = read_state_number(scene.call.metadata), read_card(scene.call.fields)
    told = read_told(scene.call.metadata)
    practice = editable_practice(number, scene.context)
    was = read_state(scene.call.metadata, was=str | None)["was"]
    if was not in (None, practice.status):
        return _ask_as_it_is(scene, practice)
    if practice.status is not PracticeStatus.RETURNED:
        try:
            edited = edit.edit_practice(
                edit.EditPractice(number=number, card=card, told=told), scene.context
            )
        except Widens as asked:
            lines = Nn_("line of its history", "lines of its history")
            form = edit_form(scene, number)
            shows = _("the whole card and its history")
            return ask_to_open(form, scene.call, asked.opening, shows=shows, entry=lines)
        return edited_reply(scene, edited)
    try:
        wish = share.SendAgain(number=number, card=card, told=told, looked=scene.ahead)
        again = share.send_again(wish, scene.context)
    except LooksAlike as asked:
        return _ask_if_new(scene, edit_form(scene, number), asked)
    return _sent(scene, again, N_("{reference} is sent for review again."))


def _ask_if_new(scene: Scene, form: kit.View, asked: LooksAlike) -> ShowView:
    """The form as it was sent, under what is there already; it is sent by a second press."""
    words = alike_blocks(scene, asked.found)
    return ask_again(form, scene.call, words, submit=_("Send anyway"), mark=asked.mark)


def _ask_as_it_is(scene: Scene, practice: Practice) -> ShowView:
    """The form as it was sent: since it was opened, saving has come to mean something else."""
    now = _(_SINCE[practice.status], reference=practice.reference)
    said = kit.line(kit.bold(now), " " + _("Nothing is saved yet."))
    form = edit_form(scene, practice.number)
    carried = json.loads(scene.call.metadata)
    call = replace(scene.call, metadata=json.dumps({**carried, "was": practice.status}))
    return ask_again(form, call, [kit.rich(said)], submit=form["submit"]["text"], mark="")


def _sent(scene: Scene, practice: Practice, first: str) -> Reply:
    group = group_of(practice, scene.context)
    facts = [_("Topics: {topics}.", topics=", ".join(practice.topics))] if practice.topics else []
    facts += [
        _("Shared with: {audience}.", audience=audience_words(practice.audience)),
        _("To be reviewed again by {day}.", day=spell_day(practice.review_by)),
    ]
    title = shortened(practice.title, 150)
    lines = [
        kit.say("“{title}”, for {group}.", title=title, group=group.name),
        kit.line(" ".join(facts)),
        kit.say(
            "A chair reviews it before anyone else sees it. {chairs} I will tell you in a direct "
            "message what was decided. Until then you see it with {command}.",
            chairs=chairs_in_words(group, scene.context),
            command=f"/practice show {practice.reference}",
        ),
    ]
    return Reply(blocks=[confirm_header(first, reference=practice.reference), kit.rich(*lines)])


def words_form(practice: Practice, callback_id: str) -> kit.View:
    """Asks for the words with which a card is returned, declined or withdrawn."""
    title, field, label, submit = _ASKED[callback_id]
    words = kit.text_input(limit=limits.NOTE, lines=True)
    hint = _("The author and the chairs can read these words.")
    head = kit.rich(title_line(practice))
    blocks = [head, kit.field(field, _(label), words, hint=hint)]
    about = {"number": practice.number, "revision": practice.revision}
    return kit.form(callback_id, title, blocks, _(submit), **about)


def _decides(
    decide: Callable[[review.AnswerAuthor, Context], review.CardChange], field: str
) -> Listener:
    """Does what was decided of a card, with the words in this field."""

    def submit(scene: Scene) -> Answer:
        state = read_state(scene.call.metadata, number=int, revision=int)
        wish = review.AnswerAuthor(**state, words=scene.call.fields.get(field) or "")
        return Reply(blocks=[review_words(scene, decide(wish, scene.context))])

    return submit


submit_return = _decides(review.send_back_practice, "comment")
submit_decline = _decides(review.decline_practice, "reason")


def submit_withdraw(scene: Scene) -> Answer:
    """The reason for which a card is withdrawn."""
    reason = scene.call.fields.get("reason") or ""
    number = read_state_number(scene.call.metadata)
    done = edit.withdraw_practice(number, reason, scene.context)
    return Reply(blocks=[review_words(scene, done)])


# Publishing in several channels --------------------------------------------------------------


def publish_form(scene: Scene, practice: Practice) -> kit.View:
    """Asks to which other groups' channels the card goes too."""
    groups = review.other_groups(practice, scene.context)[:_MOST_GROUPS]
    name = group_of(practice, scene.context).name
    where = kit.say(
        "It is posted in the channel of {group}. It is for the whole network.", group=name
    )
    choices = kit.choices([kit.option(one.name, str(one.id)) for one in groups])
    blocks = [
        kit.rich(title_line(practice), where),
        kit.field("also", _("Post it also in"), choices, optional=True),
    ]
    about = {"number": practice.number, "revision": practice.revision}
    submit, close = _("Publish"), _("Not yet")
    return kit.form(PUBLISH_IN, PUBLISH_TITLE, blocks, submit, close, **about)


def submit_publish(scene: Scene) -> Answer:
    also = tuple(read_number(chosen) for chosen in scene.call.fields.get("also") or ())
    state = read_state(scene.call.metadata, number=int, revision=int)
    reviewed = review.publish_practice(review.PublishPractice(**state, also=also), scene.context)
    return Reply(blocks=[review_words(scene, reviewed)])


# The list of topics --------------------------------------------------------------------------


def topics_form(scene: Scene, group_id: int) -> kit.View:
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
    return kit.form(TOPICS, TOPICS_TITLE, blocks, _("Save"), group=group.id)


def submit_topics(scene: Scene) -> Answer:
    fields = scene.call.fields
    group = find_group(read_state_number(scene.call.metadata, "group"), scene.context)
    free = fields.get("others") != "closed"
    wanted = TopicList(topics=read_topics(fields.get("listed")), free=free)
    kept = keep_topics(group.id, wanted, scene.context)
    return Reply(blocks=[confirm_header("Saved."), *topics_blocks(group, kept, edits=True)])
