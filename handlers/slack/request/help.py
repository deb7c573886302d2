"""Answers made from the catalogue: help, nearest words, and what is not there yet."""

from collections.abc import Iterable

from bot.domain.reference import reference_in
from bot.domain.wording import listed, shortened
from bot.languages import N_, _
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.catalogue import BY_NAME, COMMANDS
from handlers.slack.kit.verbs import Command, Verb
from handlers.slack.request.context import Listener, Scene
from handlers.slack.request.request import Call
from handlers.slack.request.response import Answer, Reply

_OF = {"D": "/dialogue", "A": "/action", "P": "/practice", "R": "/decision", "G": "/digest"}


def is_own_reference(command: Command, word: str) -> bool:
    """Whether `word` is a reference to what this command is about."""
    return command_of(reference_in(word)) is command


def command_of(reference: str) -> Command | None:
    """The command that is about what "A1" names; None for "" and other letters."""
    return BY_NAME.get(_OF.get(reference[:1], ""))


def usage_blocks(command: Command) -> list[kit.Block]:
    """Every verb of a command with its usage."""
    lines = [_usage_line(command.name, command.bare)]
    lines += [_usage_line(f"{command.name} {_(v.usage)}", v.does) for v in command.verbs]
    return [
        kit.rich(kit.line(kit.bold(_(command.summary)))),
        kit.rich(kit.bullets(lines)),
        *_example_blocks(command.verbs),
    ]


def verb_blocks(command: Command, verb: Verb) -> list[kit.Block]:
    """One verb's usage and examples."""
    usage = kit.rich(_usage_line(f"{command.name} {_(verb.usage)}", verb.does))
    return [usage, *_example_blocks([verb])]


def _example_blocks(verbs: Iterable[Verb]) -> list[kit.Block]:
    lines = [kit.line(kit.text(e, code=True)) for verb in verbs for e in verb.examples]
    head = kit.line(kit.bold(_("For example")))
    return [kit.rich(head), kit.rich(kit.bullets(lines))] if lines else []


def _usage_line(typed: str, does: str) -> kit.Element:
    return kit.line(kit.text(typed, code=True), _(": {does}", does=_(does)))


def help_listener(command: Command, verb: Verb) -> Listener:
    """`/action help`, and `/action add help`."""

    def answer(_scene: Scene) -> Answer:
        whole = verb.name == "help"
        return Reply(blocks=usage_blocks(command) if whole else verb_blocks(command, verb))

    return answer


def overview_blocks() -> list[kit.Block]:
    """What can be done here, a line a command: for greetings, mentions and messages."""
    told = N_(": {summary}. Without more words: {bare}.")
    lines = [
        kit.line(kit.text(c.name, code=True), _(told, summary=_(c.summary), bare=_(c.bare)))
        for c in COMMANDS
    ]
    return [
        kit.rich(kit.bullets(lines)),
        kit.note(
            "Put help after any command to see how it is used. In a thread, write it to me "
            "without the slash: @Convenor action add …"
        ),
        kit.note(
            "Who would rather press than type: my Home tab, and the shortcut “What I can do”."
        ),
    ]


def typed_back(typed: str) -> list[kit.Block]:
    """What was typed, to be copied: nothing typed is lost."""
    return [kit.rich(kit.say("You typed:"), kit.preformatted(typed))]


def unknown_word(command: Command, call: Call, word: str) -> Reply:
    """The nearest verbs with their usage, else that of all as help gives it; and what was typed."""
    near = command.verbs_near(word)
    first = [_("I don't know “{word}” after {command}.", word=word, command=command.name)]
    if near:
        names = listed([_("“{name}”", name=verb.name) for verb in near], "or")
        first.append(_("Did you mean {names}?", names=names))
    blocks = [block for verb in near for block in verb_blocks(command, verb)]
    blocks = blocks or usage_blocks(command)
    return Reply(blocks=[kit.rich(kit.line(" ".join(first))), *blocks, *typed_back(call.typed)])


def unknown_command(scene: Scene) -> Answer:
    """A command that the manifest of another day still offers."""
    name = scene.call.id
    told = kit.say("I don't know the command {name}. This is what I can do:", name=name)
    return Reply(blocks=[kit.rich(told), *overview_blocks(), *typed_back(scene.call.typed)])


def takes_no_words(command: Command, verb: Verb) -> Listener:
    """Words that would change what is asked, behind a verb that can't use them: nothing is done."""

    def answer(scene: Scene) -> Answer:
        told = kit.say(
            "I can't use “{left}” here, so nothing was done. Please type {alone} alone.",
            left=shortened(scene.words, 80),
            alone=f"{command.name} {verb.name}",
        )
        usage = verb_blocks(command, verb)
        return Reply(blocks=[kit.rich(told), *usage, *typed_back(scene.call.typed)])

    return answer
