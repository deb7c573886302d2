"""Every command, verb, usage, example and shortcut.

Help, the manifest and docs/commands.md come from here.

It is long because it is one table: whoever adds a verb finds its like beside it.
"""

from dataclasses import dataclass

from bot.languages import N_
from handlers.slack.kit.verbs import HELP, Command, Verb

PRACTICE = Command(
    name="/practice",
    summary=N_("Good practice in digital and media literacy: share, search, review"),
    bare=N_("the latest published practices"),
    verbs=(
        Verb("share", N_("share [title]"), N_("a form; a chair reviews it"), words_for=("add",)),
        Verb("search",
             N_("search words [“a phrase”] [country:… topic:… audience:… language:… evidence:… "
                "author:…]"), N_("published practices in which every word occurs"),
             examples=("/practice search sextortion teens",
                       "/practice search libraries country:Ireland topic:“media literacy”"),
             words_for=("find",)),
        Verb("show", "show P31", N_("one card")),
        Verb("saved", "saved", N_("the practices that you saved")),
        Verb("history", "history P31", N_("who changed a card, when, and what")),
        Verb("edit", "edit P31", N_("a form, for its author and the chairs")),
        Verb("withdraw", "withdraw P31 [because …]",
             N_("takes a card back, for its author and the chairs"),
             examples=("/practice withdraw P31 because the law changed",)),
        Verb("review", "review", N_("what awaits review (for chairs)"), words_for=("queue",)),
        Verb("topics", "topics", N_("the group's list of topics; chairs can edit it")),
        Verb("spotlight", N_("spotlight [day time · off]"),
             N_("shows the channel one practice again each week (for chairs)"),
             examples=("/practice spotlight Wednesday 10:00", "/practice spotlight off")),
        Verb("coverage", "coverage",
             N_("topics by organisation and audience, and what is missing (for chairs)")),
        Verb("export", "export", N_("what you can see, as CSV and JSON")),
        Verb("feed", "feed", N_("your private address of the network's practices")),
        HELP,
    ),
)  # fmt: skip
DIGEST = Command(
    name="/digest",
    summary=N_("Digests: read again; for chairs: preview, post, every week"),
    bare=N_("a private preview of the next digest (for chairs)"),
    verbs=(
        Verb("preview", "preview", N_("the same private preview")),
        Verb("post", "post", N_("posts it to the channel now (for chairs)")),
        Verb("show", "show G3", N_("a digest as it was posted"), examples=("/digest show G3",)),
        Verb("list", N_("list [words]"),
             N_("the digests that were posted, or those with these words"),
             examples=("/digest list age assurance",), words_for=("find", "search")),
        Verb("weekly", N_("weekly day time"),
             N_("posts it every week at the group's local time (for chairs)"),
             examples=("/digest weekly Monday 09:00",)),
        Verb("hold", "hold",
             N_("keeps the next weekly digest back; those after it come (for chairs)"),
             words_for=("skip",)),
        Verb("off", "off", N_("stops the weekly digest (for chairs)"), words_for=("stop",)),
        HELP,
    ),
)  # fmt: skip
DECISION = Command(
    name="/decision",
    summary=N_("Decisions: record, propose, see, withdraw"),
    bare=N_("the decisions of this group, the newest first"),
    verbs=(
        Verb("record", N_("record [what is decided]"),
             N_("a form for what was agreed in a dialogue or in writing"),
             examples=("/decision record Use the shared hash list from 1 March 2027",),
             words_for=("add", "log", "new")),
        Verb("propose", N_("propose [what you propose]"),
             N_("a form for a silence procedure: adopted at the deadline if nobody objects"),
             examples=("/decision propose Share the figures of 2026 by country",)),
        Verb("list", N_("list [words]"),
             N_("the decisions of this group, or all those with these words"),
             examples=("/decision list age assurance",), words_for=("find", "search")),
        Verb("show", "show R7", N_("one decision")),
        Verb("edit", "edit R7", N_("a form, for who recorded or proposed it and the chairs")),
        Verb("withdraw", "withdraw R7 [because …]",
             N_("withdraws it, with the reason and what takes its place"),
             examples=("/decision withdraw R7 because the law changed",)),
        Verb("history", "history R7", N_("who changed a decision, when, and what")),
        HELP,
    ),
)  # fmt: skip


WG = Command(
    name="/wg",
    summary=N_("Working group: a glance, set-up, people and roles"),
    bare=N_("this group at a glance"),
    verbs=(
        Verb("setup", "setup", N_("turns this channel into a working group")),
        Verb("members", "members",
             N_("organisations and people of the group, their roles and local time"),
             words_for=("people",)),
        Verb("role", N_("role @person chair [until 2027-03-31] · member · observer"),
             N_("gives a role; chairs have dated terms"),
             examples=("/wg role @amara chair until 31 Mar 2027", "/wg role @kofi observer")),
        Verb("find", N_("find words"),
             N_("dialogues, minutes, actions, decisions, practices, digests that have every word"),
             examples=("/wg find age assurance", "/wg find “media literacy”"),
             words_for=("search",)),
        Verb("records", N_("records [D12 · period] [for group]"),
             N_("dialogues, decisions, actions and practices of a period as one file"),
             examples=("/wg records Q3", "/wg records since 1 July", "/wg records D12"),
             words_for=("export",)),
        Verb("stocktake", N_("stocktake [quarter]"),
             N_("what was promised, done and late, by organisation (for chairs)"),
             examples=("/wg stocktake Q3",)),
        Verb("roster", "roster",
             N_("organisations and people: add, assign, correct (for the secretariat)")),
        Verb("away", "away [@person]",
             N_("your deputy, and when you are away; another's for the secretariat"),
             examples=("/wg away @amara",), words_for=("deputy", "holiday", "absence")),
        Verb("settings", "settings",
             N_("a form for reminders, digest, spotlight, mornings and audience (for chairs)")),
        Verb("why", "why [D12] [all]",
             N_("what I sent or will send to this channel or you, and why something was not sent"),
             examples=("/wg why D12",)),
        HELP,
    ),
)  # fmt: skip

DIALOGUE = Command(
    name="/dialogue",
    summary=N_("Dialogues: schedule, see, move, cancel"),
    bare=N_("the next dialogues of this group"),
    verbs=(
        Verb("schedule",
             N_("schedule [title on date time for length] [every 2 weeks] [until date] [in "
                "zone] [link https://…] [for members]"),
             N_("schedules a dialogue, or a series; without more words it opens a form"),
             examples=(
                 "/dialogue schedule AI-generated CSAM roundtable on 12 Dec 2026 14:00 for 60m",
                 "/dialogue schedule Age assurance on Friday 10:00 in Europe/Dublin for members",
                 "/dialogue schedule Roundtable every 2 weeks on Tuesday 14:00 until 30 Jun 2027",
                 "/dialogue schedule Board every month on the 2nd Tuesday 10:00 for 90m",
                 "/dialogue schedule Exchange every 3 weeks on Wednesday rotating 09:00 and 21:00"),
             words_for=("add", "new")),
        Verb("show", "show D12", N_("one dialogue"), examples=("/dialogue show D12",)),
        Verb("move", N_("move D12 [and later · series] to date time"),
             N_("moves it, tells the channel and replaces its reminders"),
             examples=("/dialogue move D12 to 13 Dec 15:00",
                       "/dialogue move D12 and later to 13 Dec 15:00"),
             words_for=("reschedule", "postpone", "delay")),
        Verb("edit", "edit D12 [and later · series]",
             N_("a form for title, link, length and audience")),
        Verb("cancel", "cancel D12 [and later · series] because …",
             N_("cancels it and tells the channel"),
             examples=("/dialogue cancel D12 because the report is late",)),
        Verb("list", "list", N_("the next dialogues of this group")),
        Verb("agenda", N_("agenda D12 [item 15m @presenter]"),
             N_("suggests an agenda item; the reference alone shows the agenda"),
             examples=("/dialogue agenda D12 Age assurance test results 15m",)),
        Verb("find", N_("find [length] [in the next 3 weeks] [for members]"),
             N_("times ranked by fairness, with who pays for each"),
             examples=("/dialogue find 60m in the next 3 weeks", "/dialogue find 90m for members")),
        Verb("fairness", "fairness [2026]",
             N_("the year's score of unsocial hours by organisation")),
        Verb("calendar", "calendar", N_("your private calendar address, to subscribe to once")),
        Verb("minutes", "minutes D12",
             N_("minutes from the dialogue's thread: a draft for chairs, then sealed for all"),
             examples=("/dialogue minutes D12",)),
        HELP,
    ),
)  # fmt: skip

ACTION = Command(
    name="/action",
    summary=N_("Action items: log, list, complete, hand over"),
    bare=N_("your open actions here"),
    verbs=(
        Verb("add",
             N_("add what needs to be done [@owner or organisation, or several] [by date] "
                "[every month [until date]] [from D12]"),
             N_("logs an action, one for each owner: people, organisations or nobody yet"),
             examples=("/action add Draft the summary of test results @liam by next Friday",
                       "/action add Draft the annex @liam @min-ji by 12 Dec",
                       "/action add Share the codes of practice Ofcom by 12 Dec"),
             words_for=("log", "new")),
        Verb("list", N_("list [open · overdue · done · all] [mine · nobody · @person] [words]"),
             N_("a list of actions, ten to a page; with words those in which every word occurs"),
             examples=("/action list overdue", "/action list @liam", "/action list all hash")),
        Verb("done", "done A104 [A105 …] [note]", N_("completes it"),
             examples=("/action done A104 sent to all members", "/action done A104 A105"),
             words_for=("complete", "finish", "close")),
        Verb("reopen", "reopen A104 [A105 …]", N_("opens it again")),
        Verb("assign", N_("assign A104 [A105 …] @person or organisation"),
             N_("gives it another owner"), examples=("/action assign A104 @min-ji",)),
        Verb("due", N_("due A104 [A105 …] date"), N_("gives it another due date"),
             examples=("/action due A104 12 Dec",)),
        Verb("repeat", N_("repeat A104 every month [until date] · never"),
             N_("makes the next one when it is done or due; never stops that"),
             examples=("/action repeat A104 every quarter until 30 Jun 2028",)),
        Verb("edit", "edit A104", N_("a form for title, owner, date and audience")),
        Verb("drop", "drop A104 [A105 …] [only · and later] because …",
             N_("drops it, with the reason"),
             examples=("/action drop A104 because the law changed",),
             words_for=("delete", "remove")),
        Verb("show", "show A104", N_("one action")),
        Verb("export", "export", N_("what you can see, as CSV and JSON")),
        HELP,
    ),
)  # fmt: skip


COMMANDS = (WG, DIALOGUE, ACTION, DECISION, PRACTICE, DIGEST)
BY_NAME = {command.name: command for command in COMMANDS}


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`type` as Slack has it: in the menu of a message, or "global"."""

    id: str
    name: str
    does: str
    type: str = "message"


LOG_SHORTCUT = Shortcut(
    "action.from_message",
    "Log an action",
    "Logs an action from this message, with its people and its date",
)
RECORD_SHORTCUT = Shortcut(
    "decision.from_message", "Record a decision", "Records what was agreed in this message"
)
SHARE_SHORTCUT = Shortcut(
    "practice.from_message",
    "Share as good practice",
    "Fills a card from this message, for a chair to review",
)
MINUTES_SHORTCUT = Shortcut(
    "minutes.from_thread",
    "Draft minutes",
    "Drafts the minutes of a dialogue from this thread (for chairs)",
)
MENU_SHORTCUT = Shortcut(
    "home.menu", "What I can do", "Everything that you may do here", type="global"
)
SHORTCUTS = (LOG_SHORTCUT, RECORD_SHORTCUT, SHARE_SHORTCUT, MINUTES_SHORTCUT, MENU_SHORTCUT)
