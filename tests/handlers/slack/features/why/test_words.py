"""No reason for which a message was ever put off or dropped is without words, and no kind."""

import ast
import importlib
import inspect
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bot
from bot.domain.audience import Audience
from bot.domain.delivery import Delivery, SubjectType
from bot.domain.message_kind import DropReason, MessageKind
from bot.languages import speaking
from bot.use_cases import subjects
from bot.use_cases.deliveries.why import QUIET
from handlers.slack.client import api_errors, directory, messenger
from handlers.slack.dispatch import side_effects
from handlers.slack.features.why.words import (
    DROPPED,
    OURS,
    SLACKS,
    TITLES,
    how_it_goes_on,
    known_reason,
    meanwhile_words,
    reason_words,
    title_of,
    try_words,
)
from storage.queue import statements

NOW = datetime(2026, 12, 7, 10, 0, tzinfo=UTC)
BOT = Path(bot.__file__).parent
SAYS_WHY = {"why", "error"}
ERRORS = {
    "Gone",
    "CannotTell",
    "TryLater",
    "AnswerLost",
    "PlaceClosed",
    "TokenDead",
    "ContentRefused",
}


class Reasons(ast.NodeVisitor):
    """Collects what a module writes into `error`: in Gone("…"), why="…", TryLater("…") and so on.

    A name means a constant of the module, or for what the function assigned to it before.
    """

    def __init__(self, file):
        relative = file.relative_to(BOT.parent).with_suffix("")
        self.module = importlib.import_module(".".join(relative.parts))
        self.found = set()
        self.assigned = {}
        self.visit(ast.parse(file.read_text()))

    def visit_Assign(self, node):
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.assigned[target.id] = self.values(node.value)
        self.generic_visit(node)

    def visit_Call(self, node):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in ERRORS and node.args:
            self.found |= self.values(node.args[0])
        for keyword in node.keywords:
            if keyword.arg in SAYS_WHY and name not in ("Refusal", "info", "warning"):
                self.found |= self.values(keyword.value)
        self.generic_visit(node)

    def values(self, node):
        if isinstance(node, ast.Constant):
            return {node.value} if isinstance(node.value, str) else set()
        if isinstance(node, ast.IfExp):
            return self.values(node.body) | self.values(node.orelse)
        if isinstance(node, ast.JoinedStr):
            return self.first_of(node.values)
        if isinstance(node, ast.Attribute):
            found = getattr(DropReason, node.attr, None)
            return {found.value} if ast.unparse(node.value) == "DropReason" else set()
        if isinstance(node, ast.Name):
            constant = getattr(self.module, node.id, None)
            known = {constant} if isinstance(constant, str) else set()
            return known | self.assigned.get(node.id, set())
        return set()

    def first_of(self, parts):
        first = parts[0]
        return self.values(first.value if isinstance(first, ast.FormattedValue) else first)


def written_reasons():
    found = {}
    for file in sorted([*(BOT / "domain").rglob("*.py"), *(BOT / "use_cases").rglob("*.py")]):
        for error in Reasons(file).found:
            found.setdefault(error.rstrip(": "), file.relative_to(BOT).as_posix())
    return found


WRITTEN = written_reasons()
CODES = {word for words in api_errors.WORDS.values() for word in words.split()}


def test_the_walk_finds_what_is_written_in_every_way():
    """By position, keyword, a constant's name, in a choice, in a formatted text."""
    wanted = {"begun", "revised", "zone changed", "switched off", "rescheduled", "too late"}
    assert wanted | {"our_bug", "channel_not_found", "kept private"} <= set(WRITTEN)


@pytest.mark.parametrize("error", sorted(WRITTEN))
def test_every_reason_that_is_written_has_words(error):
    assert known_reason(error, "D12") is not None, f"{WRITTEN[error]} writes {error!r}"


@pytest.mark.parametrize("why", DropReason)
def test_every_drop_reason_has_words_of_its_own_and_is_given(why):
    assert DROPPED[why]
    used = re.compile(rf"DropReason\.{why.name}\b")
    files = [file for file in (BOT / "use_cases").rglob("*.py") if file.name != "why.py"]
    assert any(used.search(file.read_text()) for file in files)


def test_no_two_drop_reasons_are_told_alike():
    assert len(set(DROPPED.values())) == len(DROPPED) == len(DropReason)


def test_every_code_that_the_messenger_sorts_has_words():
    assert "ratelimited" in CODES
    assert [code for code in sorted(CODES) if known_reason(code, "") is None] == []


def test_codes_that_the_messenger_makes_itself_have_words():
    source = Path(messenger.__file__).read_text() + Path(directory.__file__).read_text()
    made = set(re.findall(r'(?:TryLater|AnswerLost|PlaceClosed)\("(\w+)"\)', source))
    assert "slack_did_not_say" in made
    for code in (
        *made,
        statements._LEASE_RAN_OUT,
        "http_502",
        "TimeoutError",
        "ServerDisconnectedError",
        "ClientOSError",
    ):
        assert known_reason(code, "") is not None, code


def test_every_place_that_slack_can_close_has_words():
    closed = (
        "channel_not_found is_archived not_in_channel user_disabled user_not_found "
        "user_not_visible cannot_dm_bot messages_tab_disabled restricted_action "
        "restricted_action_read_only_channel restricted_action_thread_only_channel "
        "restricted_action_thread_locked cannot_reply_to_message missing_scope "
        "not_allowed_token_type no_permission access_denied app_access_restricted "
        "ekm_access_denied team_access_not_granted not_enabled plan_upgrade_required"
    ).split()
    assert [code for code in closed if code not in SLACKS] == []


def test_only_one_table_knows_a_word():
    assert not OURS.keys() & SLACKS.keys()
    assert OURS.keys() >= QUIET


def test_reasons_are_clauses_that_fit_behind_a_colon():
    for words in {*OURS.values(), *SLACKS.values()}:
        assert not words.endswith("."), words
        assert words[0].islower() or words.startswith(("{it}", "Slack", "I ")), words
        assert len(words) <= 130, words


def test_the_subject_stands_in_its_place():
    assert reason_words("cancelled", "D12") == "D12 was cancelled"
    assert reason_words("cancelled", "") == "this was cancelled"
    assert "{" not in "".join(reason_words(error, "D12") for error in (*OURS, *SLACKS))


def test_what_nobody_knows_is_quoted_and_braces_are_harmless():
    assert reason_words("some_new_code", "D1") == "Slack did not take it (some_new_code)"
    assert reason_words("{it}", "D1") == "Slack did not take it ({it})"
    assert reason_words(None, "D1") == "Slack did not take it (no reason given)"


def test_what_was_in_the_way_of_what_came_too_late():
    assert reason_words("too late", "", "ratelimited") == "it was too late to help"
    assert meanwhile_words("ratelimited", "") == ", and until then Slack asked me to slow down"
    assert meanwhile_words(None, "") == ""


def test_what_ends_a_waiting():
    assert how_it_goes_on("not_in_channel") == "Please type /invite @Convenor in it, and I go on."
    assert how_it_goes_on("is_archived") == "I go on by myself when it is unarchived."
    assert how_it_goes_on("some_new_code") == ""


# Kinds ------------------------------------------------------------------------------------------


def delivery(kind, subject_type=SubjectType.DIALOGUE, **fields):
    return Delivery(
        kind=MessageKind(kind),
        subject_type=subject_type,
        subject_id="D12",
        recipient="C1",
        due_at=NOW,
        useful_until=NOW,
        audience=Audience.GROUP,
        id=1,
        workspace_id="T1",
        created_at=NOW,
        **fields,
    )


def words_of(kind, reference="D12", title="Age assurance", **fields):
    subject = subjects.NamedSubject(reference=reference, title=title)
    return " ".join(title_of(delivery(kind, **fields), subject)).strip()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("dialogue.announcement", "Invitation to D12 Age assurance"),
        ("dialogue.starting", "10 minutes before D12 Age assurance"),
        ("dialogue.moved", "Notice that D12 was moved: Age assurance"),
        ("dialogue.cancelled", "Notice that D12 was cancelled: Age assurance"),
        ("group.kept_private", "Note to the chairs that D12 was kept private: Age assurance"),
    ],
)
def test_each_kind_is_named(kind, said):
    assert words_of(kind) == said


@pytest.mark.parametrize(
    ("minutes", "said"), [(10_080, "1 week"), (1_440, "1 day"), (45, "45 minutes")]
)
def test_a_reminder_is_named_by_how_long_before(minutes, said):
    words = words_of("dialogue.reminder", minutes_before=minutes)
    assert words == f"{said} before D12 Age assurance"


def test_kinds_and_reasons_are_spoken_in_french():
    english = {kind: words_of(kind) for kind in MessageKind}
    reasons = (*OURS, *SLACKS)
    clauses = {reason: reason_words(reason, "D12") for reason in reasons}
    with speaking("fr"):
        assert words_of("dialogue.starting") == "10 minutes avant D12 Age assurance"
        assert reason_words("cancelled", "") == "cela n’a plus lieu"
        assert how_it_goes_on("is_archived") == "Je continue de moi-même dès qu’il est désarchivé."
        assert try_words(10) == "tentative n°\u00a010"
        same = [kind for kind in MessageKind if words_of(kind) == english[kind]]
        same += [reason for reason in reasons if reason_words(reason, "D12") == clauses[reason]]
    assert same == []


def test_every_kind_has_words():
    assert {*TITLES} == {*MessageKind}


@pytest.mark.parametrize(
    ("kind", "occurrence", "said"),
    [
        ("morning", "2026-12-07", "Morning message of Monday 7 December 2026"),
        ("digest.weekly", "2026-12-07", "Weekly digest of Monday 7 December 2026"),
        ("digest.preview", "2026-12-07", "Preview of the weekly digest of Monday 7 December 2026"),
        ("digest.weekly", "soon", "Weekly digest of soon"),
        ("digest.now", "", "Digest asked for by a chair"),
        ("group.greeting", "", "Greeting to this channel"),
        ("group.blocked", "", "Note that I could not post"),
        ("group.reopened", "", "Note that I can post again"),
        ("group.dropped", "", "Note to the chairs of what came too late"),
    ],
)
def test_each_kind_without_a_reference_is_named(kind, occurrence, said):
    assert words_of(kind, reference="", title="", occurrence=occurrence) == said


def test_tries_are_counted_in_words():
    assert [try_words(n) for n in (2, 3, 9, 10)] == [
        "second try",
        "third try",
        "ninth try",
        "try number 10",
    ]


def test_why_a_workspace_was_stopped_has_words():
    stopped = set(
        re.findall(r'"(app_uninstalled|tokens_revoked)"', inspect.getsource(side_effects))
    )
    assert len(stopped) == 2
    assert {known_reason(word, "") for word in stopped} == {"Slack no longer accepts my access"}
