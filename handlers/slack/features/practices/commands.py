"""/practice and its verbs."""

from bot.domain.errors import NotFound, Refusal
from bot.domain.limits import TITLE, checked_text
from bot.domain.reference import PRACTICE, render_reference
from bot.domain.wording import count, shortened
from bot.use_cases.adoptions.show import usage_of
from bot.use_cases.search.find import NO_HITS, FindRecords, find_records
from handlers.slack.features.practices import blocks, lists
from handlers.slack.features.practices.forms import share_form
from handlers.slack.features.practices.parsing import read_search, read_shown
from handlers.slack.features.practices.replies import organisations_of, queue_reply, shown_card
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.common_blocks import PAGE, paging_buttons
from handlers.slack.kit.slack_text import spoken_text, without_own_words
from handlers.slack.request.context import Scene
from handlers.slack.request.response import Answer, Reply, ShowView, say_words

_LATEST = 5


def run_latest(scene: Scene) -> Answer:
    """/practice: the newest cards that this person may see, wherever it is typed."""
    practices = scene.work.practices.latest_published(scene.reader, limit=_LATEST)
    hint = kit.small("To find others: /practice search words")
    if not practices:
        nothing = kit.line("No practice that you can see is published yet. Yours can be the first.")
        return Reply(blocks=[kit.rich(nothing), kit.actions(blocks.share_button())])
    found = lists.found_blocks(
        practices,
        organisations_of(scene.work),
        first="The latest good practices",
        usage=usage_of(practices, scene.context),
    )
    return Reply(blocks=[*found, kit.actions(blocks.share_button()), hint])


def run_share(scene: Scene) -> Answer:
    """/practice share, with the title that was typed, and the button: the form."""
    title = checked_text(scene.words, TITLE, field="title", what="The title", needed=False)
    return ShowView(share_form(scene, title))


def run_show(scene: Scene) -> Answer:
    """/practice show P31."""
    read_shown(scene.words)  # what is none is refused in the words that were typed
    number, rest = read_shown(scene.call.raw)
    practice = scene.work.practices.get(scene.reader, number)
    if practice is not None:
        source = lists.source_words(practice, organisations_of(scene.work))
        rest = without_own_words(rest, practice.title, f"· {source}", scene.names)
    if rest:
        left = shortened(spoken_text(rest, scene.names), 80)
        raise Refusal(
            f"I don't know what “{left}” means there. "
            f"Please give the reference alone: /practice show P{number}"
        )
    return show_number(scene, number)


def show_number(scene: Scene, number: int) -> Reply:
    practice = scene.work.practices.get(scene.reader, number)
    if practice is None:
        raise NotFound.reference(render_reference(PRACTICE, number))
    return Reply(blocks=shown_card(scene, practice))


def run_search(scene: Scene) -> Answer:
    """/practice search words."""
    return search_page(scene, scene.words, 0)


def search_page(scene: Scene, typed: str, offset: int, *, replace: bool = False) -> Reply:
    """One page; a page that is no longer there becomes the first."""
    query = read_search(typed)
    found = find_records(
        FindRecords(query=query, kinds=(PRACTICE,), limit=PAGE, offset=offset), scene.context
    )
    hits = found.kinds.get(PRACTICE, NO_HITS)
    cards = scene.work.practices.by_numbers(scene.reader, hits.numbers)
    return Reply(
        blocks=lists.search_results(
            cards,
            organisations_of(scene.work),
            typed=" ".join(typed.split()),
            found=found,
            total=hits.total,
            usage=usage_of(cards, scene.context),
        ),
        replace=replace,
    )


def run_saved(scene: Scene) -> Answer:
    """/practice saved."""
    return saved_page(scene, 0)


def saved_page(scene: Scene, offset: int, *, replace: bool = False) -> Reply:
    """A page of what this person saved; one that is no longer there becomes the first."""
    ledger = scene.work.practices
    found, total = ledger.saved_by(scene.reader, limit=PAGE, offset=offset)
    if total and not found:
        return saved_page(scene, 0, replace=replace)
    if not found:
        return say_words(
            "You have saved no practice that you can see. Save is a button on each card.",
            replace=replace,
        )
    first = f"You have saved {count(total, 'practice')}"
    shown = lists.found_blocks(
        found,
        organisations_of(scene.work),
        first=first,
        usage=usage_of(found, scene.context),
    )
    paging = paging_buttons(lists.SAVED_PAGE, offset=offset, total=total)
    return Reply(blocks=[*shown, *paging], replace=replace)


def review_queue(scene: Scene) -> Answer:
    """/practice queue: the channel's; in a direct message, those of all groups that one chairs."""
    if scene.is_private:
        return queue_reply(scene, 0, 0)
    return queue_reply(scene, scene.needs_group().id, 0)
