"""Nothing is sent by Convenor's own motion but what is owed: one adapter posts, one use case asks.

Read from the source. What answers a person's own command, press or message is no delivery.
"""

import ast
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from bot.domain.message_kind import MessageKind
from bot.use_cases.deliveries.builders import BUILDERS
from handlers.slack.routes import ROUTES

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "storage")
ASIDE = ("handlers/sandbox/",)
"""A pretend Slack takes messages and sends none."""

POSTS = (
    "chat_postMessage chat_postEphemeral chat_update chat_scheduleMessage chat_meMessage".split()
)
POSTS += "chat_unfurl chat_delete files_upload files_upload_v2 reactions_add pins_add".split()
POSTS += "reactions_remove canvases_create bookmarks_add api_call".split()
WEBHOOKS = ("WebhookClient", "AsyncWebhookClient")

LOOP = "bot/use_cases/deliveries"
ADAPTER = "handlers/slack/client/messenger.py"
ANSWERS = "handlers/slack/request/replier.py"
CLIENT = "handlers/slack/client/connection.py"
"""Through which every call goes out, whoever makes it; it makes none by itself."""
FILES = "handlers/slack/client/files.py"
"""Where the bytes of a file go to the address that Slack gave for them."""
MARKS = "handlers/slack/client/minutes.py"
"""Where an emoji is put under a person's message whose lines went into minutes, and taken away. It
is no message: what should be there is kept in a table, and asking for it twice is once."""
ANSWERING = (
    "handlers/slack/app.py",
    "handlers/slack/dispatch/file_reply.py",
    "handlers/slack/dispatch/travelling.py",
    "handlers/slack/dispatch/file_reply.py",
)
"""Where what a person has asked is answered, and who asks for it."""


@cache
def sources():
    """The text of each source file, by its path."""
    files = (
        file for room in ("bot", "handlers", "storage") for file in (ROOT / room).rglob("*.py")
    )
    texts = {file.relative_to(ROOT).as_posix(): file.read_text() for file in sorted(files)}
    return {name: text for name, text in texts.items() if not name.startswith(ASIDE)}


def trees(*words):
    """(path, syntax tree) of each source file that has one of these words: to parse takes long."""
    return [
        (name, _tree(name)) for name, text in sources().items() if any(w in text for w in words)
    ]


@cache
def _tree(name):
    return ast.parse(sources()[name])


def uses(wanted):
    """(name, file, function) of each place in which a name or attribute of these is used."""
    found = {
        (getattr(node, "attr", None) or getattr(node, "id", None), name, function.name)
        for name, tree in trees(*wanted)
        for function in _functions(tree)
        for node in _own(function)
        if isinstance(getattr(node, "ctx", None), ast.Load)
    }
    return {use for use in found if use[0] in wanted}


def _functions(tree):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    whole = ast.FunctionDef(name="<module>", body=tree.body)
    return [whole, *(node for node in ast.walk(tree) if isinstance(node, kinds))]


def _own(function):
    """What is in a function and in none that is inside it."""
    waiting = list(function.body)
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
            waiting += ast.iter_child_nodes(node)


def test_one_adapter_posts_and_refreshes_and_one_door_answers():
    assert uses(POSTS) == {
        ("chat_postMessage", ADAPTER, "post"),
        ("chat_update", ADAPTER, "update"),
        ("chat_delete", ADAPTER, "delete"),
        ("chat_postMessage", ANSWERS, "say_privately"),
        ("chat_postEphemeral", ANSWERS, "say_privately"),
        ("reactions_add", MARKS, "mark"),
        ("reactions_remove", MARKS, "mark"),
        ("chat_postMessage", ANSWERS, "say_directly"),
        ("chat_update", ANSWERS, "say_directly"),
        ("api_call", CLIENT, "api_call"),
    }
    assert uses(WEBHOOKS) == set()
    posting = {n for n, tree in trees(".post(") for node in ast.walk(tree) if _calls(node, "post")}
    assert posting == {ANSWERS, CLIENT, FILES}


def test_only_the_minutes_mark_messages():
    asking = {
        n
        for n, tree in trees(".mark(")
        for node in ast.walk(tree)
        if _calls(node, "mark") and getattr(node.func.value, "id", None) == "threads"
    }
    assert asking == {"bot/use_cases/minutes/look.py"}


@pytest.mark.parametrize("answering", ["say_privately", "say_directly", "respond"])
def test_an_answer_has_a_call_that_it_answers(answering):
    """No beat, no start and no event that nobody has caused comes by there."""
    callers = [
        (name, function)
        for name, tree in trees(f".{answering}(")
        for function in _functions(tree)
        if any(_calls(node, answering) for node in _own(function))
    ]
    assert {name for name, _ in callers} <= {ANSWERS, *ANSWERING}
    for _, function in callers:
        assert "call" in [argument.arg for argument in function.args.args]


def _calls(node, method):
    return isinstance(node, ast.Call) and getattr(node.func, "attr", None) == method


def test_only_the_loop_of_deliveries_has_a_messenger():
    """Other use cases owe; they have nothing to send with."""
    importing = {
        name
        for name, tree in trees("bot.ports.messenger")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "bot.ports.messenger"
    }
    in_bot = {name for name in importing if name.startswith("bot/")}
    assert in_bot
    assert all(name.startswith(LOOP) for name in in_bot)
    assert {name for name in importing if name not in in_bot} == {
        ADAPTER,
        "handlers/cli/simulate.py",  # gives the loop one that sends nothing
        "handlers/slack/client/find_message.py",
    }


def test_one_place_makes_the_adapter_and_gives_it_to_the_loop_alone():
    making = {(file, function) for _, file, function in uses(["SlackMessenger"])}
    assert making == {("handlers/parts.py", "make_beats")}


def test_within_the_loop_each_way_of_sending_is_used_once():
    asked = {
        (node.func.attr, name)
        for name, tree in trees("messenger.")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "messenger"
    }
    assert asked == {
        ("send", f"{LOOP}/serve.py"),
        ("send_together", f"{LOOP}/serve.py"),
        ("with_picture", f"{LOOP}/serve.py"),
        ("find", f"{LOOP}/reconcile.py"),
        ("refresh", f"{LOOP}/refresh.py"),
        ("refresh_together", f"{LOOP}/refresh.py"),
        ("delete", f"{LOOP}/refresh.py"),
    }


def test_nobody_reaches_slack_by_a_name_made_at_run_time():
    """`getattr` on a client would get past all of the above."""
    for name, tree in trees("getattr("):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "getattr":
                asked = ast.unparse(node.args[0])
                assert not asked.endswith("client"), f"{name}: {ast.unparse(node)}"


def test_every_kind_has_a_builder():
    assert {*BUILDERS} == {*MessageKind}


@pytest.mark.parametrize("kind", MessageKind)
def test_every_kind_is_of_use_for_a_while(kind):
    due, hour = datetime(2026, 12, 1, 9, tzinfo=UTC), timedelta(hours=1)
    until = kind.useful_until(due, due + hour, due + 2 * hour)
    assert due < until <= due + timedelta(days=14)


def test_kinds_are_named_by_the_enumeration_alone():
    """No string beside it, apart from the ids of buttons and forms that read the same."""
    buttons = {name for _, name in ROUTES}
    for name, tree in trees(*MessageKind):
        if name == "bot/domain/message_kind.py" or "/migrations/" in name:
            continue
        for node in ast.walk(tree):
            said = node.value if isinstance(node, ast.Constant) else None
            if isinstance(said, str) and said not in buttons and "." in said:
                stem = said.rpartition(".")[0]
                assert {said, stem}.isdisjoint(MessageKind), f"{name}: {said}"
