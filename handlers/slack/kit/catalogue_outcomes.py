"""Commands for what comes of the work: decisions, practices and digests."""

from bot.languages import N_
from handlers.slack.kit.verbs import HELP, Command, Verb

PRACTICE = Command(
    name="/practice",
    summary=N_("Good practice in digital and media literacy: share, search, review"),
    bare=N_("the latest published practices"),
    verbs=(
        Verb("share", N_("share [title]"), N_("a form; a chair reviews it"), words_for=("add",)),
        Verb(
            "search",
            N_(
                "search words [“a phrase”] [country:… topic:… audience:… language:… evidence:… "
                "author:…]"
            ),
            N_("published practices in which every word occurs"),
            examples=(
                "/practice search sextortion teens",
                "/practice search libraries country:Ireland topic:“media literacy”",
            ),
            words_for=("find",),
        ),
        Verb("show", "show P31", N_("one card")),
        Verb("saved", "saved", N_("the practices that you saved")),
        Verb("history", "history P31", N_("who changed a card, when, and what")),
        Verb("edit", "edit P31", N_("a form, for its author and the chairs")),
        Verb(
            "withdraw",
            "withdraw P31 [because …]",
            N_("takes a card back, for its author and the chairs"),
            examples=("/practice withdraw P31 because the law changed",),
        ),
        Verb("review", "review", N_("what awaits review (for chairs)"), words_for=("queue",)),
        Verb("topics", "topics", N_("the group's list of topics; chairs can edit it")),
        Verb(
            "spotlight",
            N_("spotlight [day time · off]"),
            N_("shows the channel one practice again each week (for chairs)"),
            examples=("/practice spotlight Wednesday 10:00", "/practice spotlight off"),
        ),
        Verb(
            "coverage",
            "coverage",
            N_("topics by organisation and audience, and what is missing (for chairs)"),
        ),
        Verb("export", "export", N_("what you can see, as CSV and JSON")),
        Verb("feed", "feed", N_("your private address of the network's practices")),
        HELP,
    ),
)
DIGEST = Command(
    name="/digest",
    summary=N_("Digests: read again; for chairs: preview, post, every week"),
    bare=N_("a private preview of the next digest (for chairs)"),
    verbs=(
        Verb("preview", "preview", N_("the same private preview")),
        Verb("post", "post", N_("posts it to the channel now (for chairs)")),
        Verb("show", "show G3", N_("a digest as it was posted"), examples=("/digest show G3",)),
        Verb(
            "list",
            N_("list [words]"),
            N_("the digests that were posted, or those with these words"),
            examples=("/digest list age assurance",),
            words_for=("find", "search"),
        ),
        Verb(
            "weekly",
            N_("weekly day time"),
            N_("posts it every week at the group's local time (for chairs)"),
            examples=("/digest weekly Monday 09:00",),
        ),
        Verb(
            "hold",
            "hold",
            N_("keeps the next weekly digest back; those after it come (for chairs)"),
            words_for=("skip",),
        ),
        Verb("off", "off", N_("stops the weekly digest (for chairs)"), words_for=("stop",)),
        HELP,
    ),
)
DECISION = Command(
    name="/decision",
    summary=N_("Decisions: record, propose, see, withdraw"),
    bare=N_("the decisions of this group, the newest first"),
    verbs=(
        Verb(
            "record",
            N_("record [what is decided]"),
            N_("a form for what was agreed in a dialogue or in writing"),
            examples=("/decision record Use the shared hash list from 1 March 2027",),
            words_for=("add", "log", "new"),
        ),
        Verb(
            "propose",
            N_("propose [what you propose]"),
            N_("a form for a silence procedure: adopted at the deadline if nobody objects"),
            examples=("/decision propose Share the figures of 2026 by country",),
        ),
        Verb(
            "list",
            N_("list [words]"),
            N_("the decisions of this group, or all those with these words"),
            examples=("/decision list age assurance",),
            words_for=("find", "search"),
        ),
        Verb("show", "show R7", N_("one decision")),
        Verb("edit", "edit R7", N_("a form, for who recorded or proposed it and the chairs")),
        Verb(
            "withdraw",
            "withdraw R7 [because …]",
            N_("withdraws it, with the reason and what takes its place"),
            examples=("/decision withdraw R7 because the law changed",),
        ),
        Verb("history", "history R7", N_("who changed a decision, when, and what")),
        HELP,
    ),
)
