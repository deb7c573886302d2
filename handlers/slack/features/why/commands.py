"""/wg why: what was owed to this channel or to me, and what became of it."""

from bot.domain import Refusal
from bot.domain.person import zone_of
from bot.domain.reference import reference_in
from bot.domain.wording import shortened
from bot.use_cases.deliveries.why import AskWhy, explain_deliveries
from handlers.slack.features.why import blocks
from handlers.slack.features.why.blocks import ALL, HERE, Setting, Turned, why_blocks
from handlers.slack.request import Answer, Kind, Reply, Route, Routes, Scene


def run_why(scene: Scene) -> Answer:
    """/wg why, /wg why D12, either with all."""
    return _answer(scene, read_why(scene.words))


def press_turn(scene: Scene) -> Answer:
    """Previous, Next, and those that had nothing to say."""
    return _answer(scene, read_turned(scene.call.value), replace=True)


def read_why(typed: str) -> Turned:
    """What was asked for in words; a Refusal for what is neither a reference nor "all"."""
    words = typed.split()
    rest = " ".join(word for word in words if word.lower() != ALL)
    everything = any(word.lower() == ALL for word in words)
    about = reference_in(rest)
    if rest and not about:
        raise Refusal(
            "I don't know what to do with “{typed}”. Please type /wg why, /wg why D12, or "
            "/wg why all.",
            typed=shortened(rest, 80),
        )
    return Turned(about=about, everything=everything)


def read_turned(carried: str) -> Turned:
    """From "<offset> <list> <the other's offset> all|- [D12]"; the plain answer for all else."""
    words = carried.split()
    if len(words) not in (4, 5) or not (words[0].isdecimal() and words[2].isdecimal()):
        return Turned()
    turned, other = (min(int(word), 1_000_000) for word in (words[0], words[2]))
    here, own = (turned, other) if words[1] == HERE else (other, turned)
    about = reference_in(words[4]) if len(words) == 5 else ""
    return Turned(about=about, everything=words[3] == ALL, here=here, own=own)


def _answer(scene: Scene, turned: Turned, *, replace: bool = False) -> Reply:
    group = None if scene.is_private or turned.about else scene.needs_group()
    wish = AskWhy(group=group, about=turned.about, everything=turned.everything)
    told = explain_deliveries(wish, scene.context)
    groups = {one.id: one for one in scene.work.groups.all()}
    setting = Setting(zone=zone_of(scene.person), now=scene.now, groups=groups)
    return Reply(blocks=why_blocks(told, turned, setting), replace=replace)


ROUTES: Routes = {
    (Kind.COMMAND, "/wg why"): Route(run_why),
    (Kind.PRESS, blocks.WHY): Route(press_turn),
}
