"""Commands for what comes of the work: decisions, practices and digests."""

from bot.languages import N_
from handlers.slack.kit.verbs import HELP, Command, Verb

PRACTICE = Command(
    name="/practice",
    summary=N_("Good practice in digital and media literacy: share, search, review"),
    bare=N_("the latest published practices"),
    verbs=(
        Verb(
            name="share",
            usage=N_("share [title]"),
            does=N_("a form; a chair reviews it"),
            words_for=("add",),
        ),
        Verb(
            name="search",
            usage=N_(
                "search words [“a phrase”] [country:… topic:… audience:… language:… evidence:… "
                "author:…]"
            ),
            does=N_("published practices in which every word occurs"),
            examples=(
                "/practice search sextortion teens",
                "/practice search libraries country:Ireland topic:“media literacy”",
            ),
            words_for=("find",),
        ),
        Verb(name="show", usage="show P31", does=N_("one card")),
        Verb(name="saved", usage="saved", does=N_("the practices that you saved")),
        Verb(name="history", usage="history P31", does=N_("who changed a card, when, and what")),
        Verb(name="edit", usage="edit P31", does=N_("a form, for its author and the chairs")),
        Verb(
            name="withdraw",
            usage="withdraw P31 [because …]",
            does=N_("takes a card back, for its author and the chairs"),
            examples=("/practice withdraw P31 because the law changed",),
        ),
        Verb(
            name="review",
            usage="review",
            does=N_("what awaits review (for chairs)"),
            words_for=("queue",),
        ),
        Verb(
            name="topics", usage="topics", does=N_("the group's list of topics; chairs can edit it")
        ),
        Verb(
            name="spotlight",
            usage=N_("spotlight [day time · off]"),
            does=N_("shows the channel one practice again each week (for chairs)"),
            examples=("/practice spotlight Wednesday 10:00", "/practice spotlight off"),
        ),
        Verb(
            name="coverage",
            usage="coverage",
            does=N_("topics by organisation and audience, and what is missing (for chairs)"),
        ),
        Verb(name="export", usage="export", does=N_("what you can see, as CSV and JSON")),
        Verb(name="feed", usage="feed", does=N_("your private address of the network's practices")),
        HELP,
    ),
)
DIGEST = Command(
    name="/digest",
    summary=N_("Digests: read again; for chairs: preview, post, every week"),
    bare=N_("a private preview of the next digest (for chairs)"),
    verbs=(
        Verb(name="preview", usage="preview", does=N_("the same private preview")),
        Verb(name="post", usage="post", does=N_("posts it to the channel now (for chairs)")),
        Verb(
            name="show",
            usage="show G3",
            does=N_("a digest as it was posted"),
            examples=("/digest show G3",),
        ),
        Verb(
            name="list",
            usage=N_("list [words]"),
            does=N_("the digests that were posted, or those with these words"),
            examples=("/digest list age assurance",),
            words_for=("find", "search"),
        ),
        Verb(
            name="weekly",
            usage=N_("weekly day time"),
            does=N_("posts it every week at the group's local time (for chairs)"),
            examples=("/digest weekly Monday 09:00",),
        ),
        Verb(
            name="hold",
            usage="hold",
            does=N_("keeps the next weekly digest back; those after it come (for chairs)"),
            words_for=("skip",),
        ),
        Verb(
            name="off",
            usage="off",
            does=N_("stops the weekly digest (for chairs)"),
            words_for=("stop",),
        ),
        HELP,
    ),
)
DECISION = Command(
    name="/decision",
    summary=N_("Decisions: record, propose, see, withdraw"),
    bare=N_("the decisions of this group, the newest first"),
    verbs=(
        Verb(
            name="record",
            usage=N_("record [what is decided]"),
            does=N_("a form for what was agreed in a dialogue or in writing"),
            examples=("/decision record Use the shared hash list from 1 March 2027",),
            words_for=("add", "log", "new"),
        ),
        Verb(
            name="propose",
            usage=N_("propose [what you propose]"),
            does=N_("a form for a silence procedure: adopted at the deadline if nobody objects"),
            examples=("/decision propose Share the figures of 2026 by country",),
        ),
        Verb(
            name="list",
            usage=N_("list [words]"),
            does=N_("the decisions of this group, or all those with these words"),
            examples=("/decision list age assurance",),
            words_for=("find", "search"),
        ),
        Verb(name="show", usage="show R7", does=N_("one decision")),
        Verb(
            name="edit",
            usage="edit R7",
            does=N_("a form, for who recorded or proposed it and the chairs"),
        ),
        Verb(
            name="withdraw",
            usage="withdraw R7 [because …]",
            does=N_("withdraws it, with the reason and what takes its place"),
            examples=("/decision withdraw R7 because the law changed",),
        ),
        Verb(name="history", usage="history R7", does=N_("who changed a decision, when, and what")),
        HELP,
    ),
)
