"""The forms of a card as they are sent: share, and edit. What chairs fill in is in chair_forms."""

import json
from dataclasses import replace

from bot.domain import Act, NotValid, Practice, PracticeStatus, Refusal
from bot.domain.wording import shortened, spell_day
from bot.languages import N_, Nn_, _
from bot.use_cases.audience_changes import Widens
from bot.use_cases.practices import share
from bot.use_cases.practices.edit import EditPractice, edit_practice
from bot.use_cases.practices.rules import group_of
from bot.use_cases.practices.share import Looked, LooksAlike, look_alike
from bot.use_cases.refusals import chairs_in_words, demand_right
from handlers.slack.features.practices.card_form import edit_form, share_modal
from handlers.slack.features.practices.lists import alike_blocks
from handlers.slack.features.practices.parsing import read_card
from handlers.slack.features.practices.replies import edited_reply
from handlers.slack.kit import View, audience_words, confirm_header
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Answer, Reply, Scene, ShowView, read_number, read_state, read_state_number
from handlers.slack.request.ask_back import ask_again, ask_to_open, read_told


def share_form(scene: Scene) -> View:
    """The form for a new card: for the channel's group, or one of the person's own."""
    groups = scene.groups_here()
    if not groups:
        raise Refusal("You are not in the channel of a working group yet, so nobody can review it.")
    for group in groups:
        demand_right(scene.context, Act.SUBMIT_PRACTICE, group)
    return share_modal(scene, groups)


def look_alike_ahead(scene: Scene) -> Looked:
    """The cards like the one in the form, before anything is written."""
    return look_alike(read_card(scene.call.fields), scene.context)


def submit_share(scene: Scene) -> Answer:
    """A new card, for the form's group or the one chosen in it."""
    settled = read_state(scene.call.metadata, group=int | None)["group"]
    chosen = scene.call.fields.get("group") or ""
    if not (settled or chosen):
        raise NotValid("Please choose the working group.", field="group")
    wish = share.SharePractice(
        group_id=settled or read_number(chosen),
        card=read_card(scene.call.fields),
        told=read_told(scene.call.metadata),
        looked=scene.ahead,
    )
    try:
        practice = share.share_practice(wish, scene.context)
    except LooksAlike as asked:
        ids = (settled,) if settled else scene.reader.seats
        groups = [group for group in scene.work.groups.all() if group.id in ids]
        return _ask_if_new(scene, share_modal(scene, groups), asked)
    return _sent(scene, practice, N_("{reference} is sent for review."))


def submit_edit(scene: Scene) -> Answer:
    """A returned card, sent again, or another one, changed."""
    number, card = read_state_number(scene.call.metadata), read_card(scene.call.fields)
    told = read_told(scene.call.metadata)
    practice = share.editable_practice(number, scene.context)
    was = read_state(scene.call.metadata, was=str | None)["was"]
    if was not in (None, practice.status):
        return _ask_as_it_is(scene, practice)
    if practice.status is not PracticeStatus.RETURNED:
        try:
            edited = edit_practice(EditPractice(number=number, card=card, told=told), scene.context)
        except Widens as asked:
            lines = Nn_("line of its history", "lines of its history")
            form, shows = edit_form(scene, number), _("the whole card and its history")
            return ask_to_open(form, scene.call, asked.opening, shows=shows, entry=lines)
        return edited_reply(scene, edited)
    try:
        wish = share.SendAgain(number=number, card=card, told=told, looked=scene.ahead)
        again = share.send_again(wish, scene.context)
    except LooksAlike as asked:
        return _ask_if_new(scene, edit_form(scene, number), asked)
    return _sent(scene, again, N_("{reference} is sent for review again."))


def _ask_if_new(scene: Scene, form: View, asked: LooksAlike) -> ShowView:
    """The form as it was sent, under what is there already; it is sent by a second press."""
    words = alike_blocks(scene, asked.found)
    return ask_again(form, scene.call, words, submit=_("Send anyway"), mark=asked.mark)


def _ask_as_it_is(scene: Scene, practice: Practice) -> ShowView:
    """The form as it was sent: since it was opened, saving has come to mean something else."""
    now = _(_SINCE[practice.status], reference=practice.reference)
    said = kit.line(kit.bold(now), " " + _("Nothing is saved yet."))
    form, carried = edit_form(scene, practice.number), json.loads(scene.call.metadata)
    call = replace(scene.call, metadata=json.dumps({**carried, "was": practice.status}))
    return ask_again(form, call, [kit.rich(said)], submit=form["submit"]["text"], mark="")


_SINCE = {
    PracticeStatus.SUBMITTED: N_("{reference} was sent for review since you opened this form."),
    PracticeStatus.PUBLISHED: N_("{reference} was published since you opened this form."),
    PracticeStatus.RETURNED: N_("{reference} was returned since you opened this form."),
    PracticeStatus.DECLINED: N_("{reference} was declined since you opened this form."),
    PracticeStatus.WITHDRAWN: N_("{reference} was withdrawn since you opened this form."),
}


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
    header = confirm_header(first, reference=practice.reference)
    return Reply(blocks=[header, kit.rich(*lines)])
