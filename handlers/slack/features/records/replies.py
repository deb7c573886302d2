"""A pack that was asked for: what is said at once, and how it is made."""

from collections.abc import Callable
from functools import partial

from bot.domain import Group, Refusal
from bot.domain.reference import DIALOGUE, render_reference
from bot.domain.wording import count, listed, set_apart, spell_number
from bot.languages import ENGLISH, Nn_, _, _n, keep_language, speaking
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.checks import find_dialogue
from bot.use_cases.records.gather import Records, gather_records
from bot.use_cases.records.scope import RecordsPeriod, RecordsWish, reader_narrowed
from bot.use_cases.refusals import find_group
from handlers.records.pack import packed
from handlers.slack.kit import audience_words
from handlers.slack.request import Scene, say_words
from handlers.slack.request.response import Later, MakeFile, SendFile

_NOUNS = {
    "dialogues": Nn_("dialogue", "dialogues"),
    "agendas": Nn_("agenda item", "agenda items"),
    "attendance": Nn_("answer or attendance", "answers and attendances"),
    "minutes": Nn_("text of minutes", "texts of minutes"),
    "decisions": Nn_("decision", "decisions"),
    "actions": Nn_("action", "actions"),
    "practices": Nn_("practice", "practices"),
}


def begin_pack(typed: TypedRecords, scene: Scene, *, group: Group | None = None) -> Later:
    """Of a dialogue, of the group given, or of the one in whose channel it was asked."""
    if isinstance(typed.about, int):
        group = find_dialogue(typed.about, reader=scene.reader, work=scene.work)[1]
    group = group or scene.needs_group()
    told = say_words(
        "I am making the records of {title}. They come as a file in your direct messages with "
        "me; where it takes long, I say there how far I am.",
        title=_title(group, typed.about),
    )
    return Later(told, partial(_gather_pack, typed, group.id))


def _gather_pack(typed: TypedRecords, group_id: int, scene: Scene) -> MakeFile:
    """Gathered with the rights that the person has when it is made."""
    group = find_group(group_id, scene.context)
    reader = reader_narrowed(scene.reader, group, typed.audience)
    wish = RecordsWish(groups=(group,), about=typed.about)
    records = gather_records(wish, Context(reader, scene.work, scene.now))
    title = _title(group, typed.about)
    if not records.number:
        raise Refusal("There is nothing of {title} that you can see.", title=title)
    otherwise = say_words(
        "I could not send the records of {title}. If they are not in your direct messages "
        "with me, please type /wg records again in a few minutes.",
        title=title,
    )
    heading = _("Records of {title}", title=title)
    made_for = f"{scene.person.name} ({scene.person.user_id})"

    def make(tell: Callable[[str], None]) -> SendFile:
        def said(far: tuple[str, int, int]) -> None:
            tell(_progress(*far))

        hear = keep_language(said)
        with speaking(ENGLISH):
            pack = packed(records, made_at=scene.now, made_for=made_for, tell=hear)
        return SendFile(
            name=pack.name,
            content=pack.content,
            title=heading,
            words=_pack_words(records, title, pack.seal),
            said=say_words(
                "The records of {title} are in your direct messages with me.", title=title
            ),
            otherwise=otherwise,
        )

    return MakeFile(title=heading, make=keep_language(make), otherwise=otherwise)


def _progress(noun: str, done: int, number: int) -> str:
    return _(
        "{noun}, after {done} of {number} records",
        noun=_n(*_NOUNS[noun], 2),
        done=spell_number(done, grouped=True),
        number=spell_number(number, grouped=True),
    )


def _title(group: Group, about: RecordsPeriod | int) -> str:
    """ "Technology, 1 July 2026 to 30 September 2026"."""
    what = about.words if isinstance(about, RecordsPeriod) else render_reference(DIALOGUE, about)
    return f"{set_apart(group.name)}, {what}"


def _pack_words(records: Records, title: str, seal: str) -> str:
    parts = [count(len(rows), *_NOUNS[name]) for name, rows in records.parts.items() if rows]
    said = [_("Records of {title}: {parts}.", title=title, parts=listed(parts))]
    if records.audience:
        said.append(_("Some of it is for {audience}.", audience=audience_words(records.audience)))
    said.append(
        _(
            "Please mind who may see them. “convenor verify” checks the file; its seal is {seal}.",
            seal=seal,
        )
    )
    return " ".join(said)
