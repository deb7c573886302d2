"""/wg records, what is typed after it, its form, and the pack that is made."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from bot.dates.answers import Asked, NotUnderstood
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.find import read_past
from bot.domain import Audience, Group, NotValid, Refusal
from bot.domain.reference import (
    DIALOGUE,
    reference_in,
    render_reference,
    take_reference,
    take_references,
)
from bot.domain.wording import count, listed, set_apart, spell_number
from bot.languages import ENGLISH, N_, Nn_, _, _n, keep_language, speaking
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.checks import find_dialogue
from bot.use_cases.records.gather import Records, gather_records
from bot.use_cases.records.scope import RecordsPeriod, RecordsWish, audience_of, reader_narrowed
from bot.use_cases.refusals import find_group
from handlers.records.pack import packed
from handlers.slack.kit import View, audience_words, escape_text
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Answer, Kind, Route, Routes, Scene, ShowView, say_words
from handlers.slack.request.ask_back import ask_which, frame_of
from handlers.slack.request.carried_values import read_choice, read_state_number
from handlers.slack.request.response import Later, MakeFile, SendFile

EXAMPLE = "/wg records"
RECORDS = "records.ask"
RECORDS_TITLE = N_("Records")
_PERIODS = (
    *(N_("this month"), N_("last month"), N_("this quarter"), N_("last quarter")),
    *(N_("this year"), N_("last year"), N_("all")),
)
"""As they are read when they are typed."""
_OWN = "own"
_LONGEST = 200
_OTHERS = {
    Audience.GROUP: N_("Others: what the whole group may see"),
    Audience.NETWORK: N_("Others: what the whole network may see"),
}
_NOUNS = {
    "dialogues": Nn_("dialogue", "dialogues"),
    "agendas": Nn_("agenda item", "agenda items"),
    "attendance": Nn_("answer or attendance", "answers and attendances"),
    "minutes": Nn_("text of minutes", "texts of minutes"),
    "decisions": Nn_("decision", "decisions"),
    "actions": Nn_("action", "actions"),
    "practices": Nn_("practice", "practices"),
}
_NAME_ONE = N_("Please name a period, for example: /wg records Q3")


@dataclass(frozen=True, slots=True)
class TypedRecords:
    """A period or a dialogue's number; `audience`: those whose eyes the pack is made for, None:
    the person's own."""

    about: RecordsPeriod | int
    audience: Audience | None


def read_records(text: str, frame: Frame) -> TypedRecords | Asked:
    """ "D12", "October 2026", "since 1 July", "Q3 for the group"; a Refusal for all else."""
    if not text.strip():
        raise Refusal(_NAME_ONE)
    first, *rest = text.split(maxsplit=1)
    is_dialogue = reference_in(first).startswith(DIALOGUE)  # "Q3" looks like one too
    number = take_reference(DIALOGUE, first)[0] if is_dialogue else None
    if is_dialogue and len(take_references(DIALOGUE, text)[0]) > 1:
        raise Refusal(
            "Please name one dialogue at a time, for example: /wg records D{number}", number=number
        )
    found = read_past(text if number is None else " ".join(["all", *rest]), frame)
    if isinstance(found, Asked):
        return found
    if isinstance(found, NotUnderstood):
        raise Refusal(found.told(EXAMPLE))
    if found.last is None:
        raise Refusal(_NAME_ONE)
    period = RecordsPeriod(first=found.first, last=found.last)
    return TypedRecords(period if number is None else number, found.audience)


def records_form(scene: Scene) -> View:
    """A period, or words; who sees members' records can make a pack for others too."""
    group = scene.needs_group()
    about = kit.say(
        "The records of {group} as one file: dialogues, agendas, attendance, minutes, decisions, "
        "actions and practices, to read and for spreadsheets, with a calendar. It comes in your "
        "direct messages with me.",
        group=group.name,
    )
    periods = [kit.option(_(words).capitalize(), words) for words in _PERIODS]
    example = _("October 2026, since 1 July, Q3 or D12")
    words = kit.text_input(limit=_LONGEST, example=example)
    blocks = [
        kit.rich(about),
        kit.field("period", _("Period"), kit.choice(periods, initial="last month")),
        kit.field("about", _("Or in words"), words, optional=True),
    ]
    if audience_of(scene.reader, [group]) is Audience.MEMBERS:
        eyes = [kit.option(_("Me: all that I may see"), _OWN)]
        eyes += [kit.option(_(named), a.value) for a, named in _OTHERS.items()]
        blocks.append(kit.field("eyes", _("Made for"), kit.choice(eyes, initial=_OWN)))
    return kit.form(RECORDS, RECORDS_TITLE, blocks, _("Make the file"), group=group.id)


def submit_records(scene: Scene) -> Answer:
    """The form, sent."""
    fields = scene.call.fields
    group = find_group(read_state_number(scene.call.metadata, "group"), scene.context)
    words = (fields.get("about") or "").strip() or fields.get("period") or ""
    try:
        typed = read_records(words, frame_of(scene, time_needed=False))
    except Refusal as refusal:
        raise NotValid(refusal.words, field="about") from None
    if isinstance(typed, Asked):
        raise NotValid(typed.words, field="about")
    if (eyes := fields.get("eyes") or _OWN) != _OWN:
        typed = replace(typed, audience=read_choice(Audience, eyes))
    return begin_pack(typed, scene, group=group)


def run_records(scene: Scene) -> Answer:
    """/wg records Q3; with nothing behind it, a form."""
    if not scene.words.strip():
        return ShowView(records_form(scene))
    typed = read_records(scene.words, frame_of(scene, time_needed=False))
    if isinstance(typed, Asked):
        return ask_which(scene.call, typed, raw_of=escape_text)
    return begin_pack(typed, scene)


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
        @keep_language
        def hear(far: tuple[str, int, int]) -> None:
            tell(_progress(*far))

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
    far, whole = (spell_number(one, grouped=True) for one in (done, number))
    words = N_("{noun}, after {done} of {number} records")
    return _(words, noun=_n(*_NOUNS[noun], 2), done=far, number=whole)


def _title(group: Group, about: RecordsPeriod | int) -> str:
    """ "Technology, 1 July 2026 to 30 September 2026"."""
    what = about.words if isinstance(about, RecordsPeriod) else render_reference(DIALOGUE, about)
    return f"{set_apart(group.name)}, {what}"


def _pack_words(records: Records, title: str, seal: str) -> str:
    parts = [count(len(rows), *_NOUNS[name]) for name, rows in records.parts.items() if rows]
    said = [_("Records of {title}: {parts}.", title=title, parts=listed(parts))]
    if records.audience:
        said.append(_("Some of it is for {audience}.", audience=audience_words(records.audience)))
    mind = N_(
        "Please mind who may see them. “convenor verify” checks the file; its seal is {seal}."
    )
    return " ".join([*said, _(mind, seal=seal)])


ROUTES: Routes = {
    (Kind.COMMAND, "/wg records"): Route(run_records, opens=RECORDS_TITLE, opens_bare=True),
    (Kind.SUBMISSION, RECORDS): Route(submit_records),
}
