"""/practice and its verbs, the weekly spotlight among them."""

from collections.abc import Callable

from bot.dates.answers import NotUnderstood
from bot.dates.reading import read_weekday
from bot.domain import Act, Group, PracticeStatus, Refusal, may
from bot.domain.limits import NOTE, TITLE, checked_text
from bot.domain.reference import PRACTICE
from bot.domain.wording import count, shortened, spell_moment, weekly_facts
from bot.languages import N_, _
from bot.use_cases.practices import spotlight
from bot.use_cases.practices.review import CardChange
from bot.use_cases.practices.rules import find_practice, withdrawable_practice
from bot.use_cases.refusals import demand_right, find_group_for
from bot.use_cases.search.find import NO_HITS, FindRecords, find_records
from handlers.slack.features.practices import blocks, lists, replies
from handlers.slack.features.practices.card_form import edit_form
from handlers.slack.features.practices.forms import share_form, words_form
from handlers.slack.features.practices.parsing import read_search, read_shown
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import confirm_header, reason_in, refilled, spoken_text, without_own_words
from handlers.slack.kit.common_blocks import PAGE, paging_buttons
from handlers.slack.request import Answer, Reply, Scene, ShowView, about_number, say_words
from handlers.slack.request.context import Listener

_LATEST = 5


def run_latest(scene: Scene) -> Answer:
    """/practice: the newest cards that this person may see, wherever it is typed."""
    practices = scene.work.practices.latest_published(scene.reader, limit=_LATEST)
    share = kit.actions(blocks.share_button())
    if not practices:
        nothing = kit.say("No practice that you can see is published yet. Yours can be the first.")
        return Reply(blocks=[kit.rich(nothing), share])
    found = lists.found_blocks(scene, practices, _("The latest good practices"))
    return Reply(blocks=[*found, share, kit.note("To find others: /practice search words")])


def run_share(scene: Scene) -> Answer:
    """/practice share, with the title that was typed, and the button: the form."""
    title = checked_text(scene.words, TITLE, field="title", what=_("The title"), needed=False)
    return ShowView(refilled(share_form(scene), {"title": title}))


def run_withdraw(scene: Scene) -> Answer:
    """/practice withdraw P31 because …: the form, with the reason that was typed."""
    number, rest = read_shown(scene.words, "withdraw")
    reason = checked_text(reason_in(rest), NOTE, field="reason", what=_("The reason"), needed=False)
    return withdraw_asked(scene, number, reason)


def withdraw_asked(scene: Scene, number: int, reason: str = "") -> Answer:
    """The form that asks for the reason; who decided what, where it is settled already."""
    practice = withdrawable_practice(number, scene.context)
    if practice.status in (PracticeStatus.DECLINED, PracticeStatus.WITHDRAWN):
        return Reply(blocks=[replies.review_words(scene, CardChange(practice, just_now=False))])
    return ShowView(refilled(words_form(practice, blocks.WITHDRAW), {"reason": reason}))


def run_topics(scene: Scene) -> Answer:
    """/practice topics: the group's list, for chairs with a button to edit it."""
    group = scene.needs_group()
    demand_right(scene.context, Act.SUBMIT_PRACTICE, group)
    kept = scene.work.practices.topics_of(group.id)
    edits = may(scene.reader, Act.RUN_GROUP, group.id)
    return Reply(blocks=replies.topics_blocks(group, kept, edits=edits))


def show_number(scene: Scene, number: int) -> Reply:
    return Reply(blocks=replies.shown_card(scene, find_practice(number, scene.context)))


def edit_asked(scene: Scene, number: int) -> Answer:
    """The form, filled in."""
    return ShowView(edit_form(scene, number))


def _alone(verb: str, listener: Callable[[Scene, int], Answer]) -> Listener:
    """A command about the one card whose reference it gives; no other word may stand there."""
    return about_number(listener, lambda scene: _number_alone(scene, verb))


def _number_alone(scene: Scene, verb: str) -> int:
    read_shown(scene.words, verb)  # what is none is refused in the words that were typed
    number, rest = read_shown(scene.call.raw, verb)
    practice = scene.work.practices.get(scene.reader, number)
    if practice is not None:
        source = lists.source_words(practice, scene.work.organisations.names())
        rest = without_own_words(rest, practice.title, f"· {source}", scene.names)
    if rest:
        raise Refusal(
            "I don't know what “{typed}” means there. Please give the reference alone: {command}",
            typed=shortened(spoken_text(rest, scene.names), 80),
            command=f"/practice {verb} P{number}",
        )
    return number


run_show = _alone("show", show_number)
run_history = _alone("history", replies.history_reply)
run_edit = _alone("edit", edit_asked)


def run_search(scene: Scene) -> Answer:
    return search_page(scene, scene.words, 0)


def search_page(scene: Scene, typed: str, offset: int, *, replace: bool = False) -> Reply:
    """One page; a page that is no longer there becomes the first."""
    query, typed = read_search(typed), " ".join(typed.split())
    wish = FindRecords(query=query, kinds=(PRACTICE,), limit=PAGE, offset=offset)
    found = find_records(wish, scene.context)
    hits = found.kinds.get(PRACTICE, NO_HITS)
    cards = scene.work.practices.by_numbers(scene.reader, hits.numbers)
    shown = lists.search_results(scene, cards, typed=typed, found=found, total=hits.total)
    return Reply(blocks=shown, replace=replace)


def saved_page(scene: Scene, offset: int = 0, *, replace: bool = False) -> Reply:
    """A page of what this person saved; one that is no longer there becomes the first."""
    found, total = scene.work.practices.saved_by(scene.reader, limit=PAGE, offset=offset)
    if total and not found:
        return saved_page(scene, replace=replace)
    if not found:
        none = N_("You have saved no practice that you can see. Save is a button on each card.")
        return say_words(none, replace=replace)
    first = _("You have saved {practices}", practices=count(total, "practice", "practices"))
    shown = lists.found_blocks(scene, found, first)
    paging = paging_buttons(lists.SAVED_PAGE, offset=offset, total=total)
    return Reply(blocks=[*shown, *paging], replace=replace)


def run_review(scene: Scene) -> Answer:
    """/practice review: the channel's; in a direct message, those of all groups that one chairs."""
    return replies.queue_reply(scene, 0 if scene.is_private else scene.needs_group().id, 0)


EXAMPLE = "/practice spotlight Wednesday 10:00"
_OFF = "/practice spotlight off"
_OFF_WORDS = frozenset({"off", "stop", "none", "never"})


def run_spotlight(scene: Scene) -> Answer:
    """With a day and an hour it is set, with "off" it stops, alone it says what is set."""
    group = find_group_for(Act.RUN_GROUP, scene.needs_group().id, scene.context)
    words = scene.words.strip()
    if not words:
        return _told(scene, group, _state(group))
    if words.lower().strip(".!") in _OFF_WORDS:
        wish = spotlight.ScheduleSpotlight(group_id=group.id, weekday=None)
        done = spotlight.schedule_spotlight(wish, scene.context)
        first = N_("The weekly spotlight of {group} was off already.")
        if done.changed:
            first = N_("The weekly spotlight of {group} is off now.")
        return _told(scene, done.group, _(first, group=group.name))
    found = read_weekday(words)
    if isinstance(found, NotUnderstood):
        raise Refusal(found.told("/practice spotlight"))
    wish = spotlight.ScheduleSpotlight(group_id=group.id, weekday=found[0], at=found[1])
    done = spotlight.schedule_spotlight(wish, scene.context)
    return _told(scene, done.group, _state(done.group, already=not done.changed))


def _state(group: Group, *, already: bool = False) -> str:
    if group.spotlight_weekday is None:
        return _("The weekly spotlight of {group} is off.", group=group.name)
    words = N_("The weekly spotlight of {group} is every {weekday} at {time} ({zone}).")
    if already:
        words = N_(
            "The weekly spotlight of {group} was already every {weekday} at {time} ({zone})."
        )
    facts = weekly_facts(group.spotlight_weekday, group.spotlight_time, group.zone)
    return _(words, group=group.name, **facts)


def _told(scene: Scene, group: Group, first: str) -> Reply:
    coming = spotlight.next_spotlight(group, scene.now)
    shows = N_(
        "It shows the channel a published practice again: first those that it never showed, then "
        "the one that it showed longest ago."
    )
    lines = [kit.say(shows)]
    if coming is None:
        lines.append(kit.line(_("To switch it on: "), kit.text(EXAMPLE, code=True)))
    else:
        lines.append(kit.say("Next: {moment}.", moment=spell_moment(coming, group.zone)))
        lines.append(kit.line(_("To stop it: "), kit.text(_OFF, code=True)))
    return Reply(blocks=[confirm_header(first), kit.rich(*lines)])
