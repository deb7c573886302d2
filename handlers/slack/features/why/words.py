"""Words for every message that Convenor owes, and for every reason why one is not sent.

A reason is a clause after "Not sent:" or "Waiting since …:"; `{it}` is the subject.
"""

from collections.abc import Mapping
from datetime import date

from bot.domain import DropReason, MessageKind
from bot.domain.dialogue import AHEAD_IN_PERSON
from bot.domain.wording import spell_day, spell_minutes
from bot.languages import N_, _
from bot.use_cases.subjects import NamedSubject, WhyRow

DROPPED = {
    DropReason.TOO_LATE: N_("it was too late to help"),
    DropReason.CANNOT_TELL: N_(
        "Slack's answer was lost and I could not look it up, so I did not send it again"
    ),
    DropReason.KEPT_PRIVATE: N_(
        "others than members can read the channel and this is for members; it went to the members "
        "by direct message"
    ),
    DropReason.KEPT_CLOSED: N_("others than members can read the channel and this is for members"),
    DropReason.LEFT_WORKSPACE: N_("the Slack account was deactivated"),
    DropReason.NO_PERSON: N_("I knew of no person with an active account there"),
    DropReason.NEARER_REMINDER: N_("a later reminder of {it} was due by then"),
    DropReason.NO_GROUP: N_("the group is no longer there"),
    DropReason.SWITCHED_OFF: N_("what comes weekly was switched off"),
    DropReason.RESCHEDULED: N_("what comes weekly was given another hour"),
    DropReason.HELD: N_("a chair held this digest"),
    DropReason.POSTED_EARLY: N_("a chair posted this digest before its hour"),
    DropReason.NOT_CHAIR: N_("it was for chairs, and you did not chair the group any more"),
    DropReason.NOT_SEEN_AS_CHAIR: N_(
        "it was for the chairs who are in the channel, and I did not see you there"
    ),
    DropReason.NOT_SECRETARIAT: N_("it was for the secretariat, and you were not of it any more"),
    DropReason.NOT_THEIRS: N_("{it} could not be shown there any more"),
    DropReason.NOT_IN_CHANNEL: N_("I was not in the channel ({detail}) then"),
    DropReason.NOT_OWNER: N_("the action was settled or given to somebody else by then"),
    DropReason.OTHER_DEPUTY: N_("the deputy had changed again by then"),
    DropReason.IN_MORNING: N_("your morning message of that day says it"),
    DropReason.CHAIRS_AGAIN: N_("you chaired the group again"),
    DropReason.HAS_CHAIR: N_("the group had a chair again"),
    DropReason.SET_UP_AGAIN: N_(
        "the group's set-up was changed again, and the channel heard that instead"
    ),
    DropReason.CANCELLED: N_("{it} was cancelled"),
    DropReason.MOVED: N_("{it} was moved"),
    DropReason.REVISED: N_("{it} was changed, and this was planned again"),
    DropReason.OVERTAKEN: N_("something else had become of {it} by then"),
    DropReason.BEGUN: N_("{it} had begun"),
    DropReason.NOT_COMING: N_("your answer to {it} was no longer Going or Maybe"),
    DropReason.SAID_NO: N_("you had answered Can't to {it}"),
    DropReason.REMINDER_OFF: N_("the group had switched this reminder off"),
    DropReason.ANNOUNCED: N_("{it} was announced before"),
    DropReason.NOT_ANNOUNCED: N_("{it} had not been announced, so there was nothing to change"),
    DropReason.TOLD: N_("this had been told already"),
    DropReason.NOT_CANCELLED: N_("{it} was not cancelled"),
    DropReason.CONFIRMED: N_("a chair had confirmed by then who was there"),
    DropReason.NOTHING_SHIFTS: N_("no series was moved by that change of clocks any more"),
    DropReason.SERIES_GOES_ON: N_("{it} was not the last one of its series any more"),
    DropReason.REACHABLE: N_("Slack had let me post there again"),
    DropReason.CLOSED_AGAIN: N_("Slack had closed it again"),
    DropReason.SENT_AGAIN: N_("{it} was changed and sent in again"),
    DropReason.NOT_PUBLISHED: N_("{it} was not published then"),
    DropReason.RENEWED: N_("somebody had said by then that {it} is still good"),
    DropReason.OTHER_CARD: N_("another practice was chosen in its place"),
    DropReason.NO_CARD: N_(
        "no published practice was left that it could show, besides the last one"
    ),
    DropReason.NOT_USED: N_("the organisations that it names did not use {it} any more"),
    DropReason.PLANNED_AGAIN: N_(
        "your time zone, your days off or your own choice of mornings had changed"
    ),
    DropReason.NOTHING_TO_SAY: N_("there was nothing to say of what I could see then"),
    DropReason.NOTHING_DROPPED: N_("there was nothing to tell"),
}
"""Why something will not be sent."""

OURS = DROPPED | {
    "chairs no longer": N_("it was for chairs, and I did not see you as one then"),
    "not posted": N_("Slack's answer was lost, and I looked and it was not there"),
    "lease_ran_out": N_("the process that was sending it had stopped"),
    "paused": N_("Slack asked me to slow down"),
    "unreachable": N_("Slack could not be reached"),
    "digest_in_doubt": N_("I was still looking whether the digest before it was posted"),
    "others_uncertain": N_("I was still looking whether all that was sent with it is there"),
    "our_bug": N_("a fault of mine, which is logged"),
    "slack_did_not_say": N_("Slack did not say who would read it"),
    "cannot_tell_who_reads": N_("Slack did not say who would read it"),
}
"""What Convenor itself writes into a delivery's `error`, now or in earlier versions."""

_SLOW, _AWAY = N_("Slack asked me to slow down"), N_("Slack was out of service")
_LOST = N_("Slack's answer was lost")
_MOVING = N_("Slack was moving this workspace")
_NO_ACCESS = N_("Slack no longer accepts my access")
_FORM = N_("Slack refused its form, a fault of mine, which is logged")
_RIGHTS = N_("Slack does not give me the right to")
_SETTINGS = N_("the channel's settings do not let me post")
_NOT_THERE = N_("I am not in the channel")
_ARCHIVED = N_("the channel is archived")
_ACCOUNT = N_("the Slack account is deactivated")
_NOBODY = N_("Slack does not find the account")

SLACKS = {
    code: words
    for codes, words in (
        ("ratelimited rate_limited too_many_requests", _SLOW),
        ("service_unavailable request_timeout", _AWAY),
        ("internal_error fatal_error says_not_where", _LOST),
        ("external_channel_migrating team_added_to_org org_login_required", _MOVING),
        ("invalid_auth account_inactive token_revoked not_authed token_expired", _NO_ACCESS),
        ("two_factor_setup_required app_uninstalled tokens_revoked", _NO_ACCESS),
        ("invalid_blocks invalid_blocks_format msg_blocks_too_long msg_too_long no_text", _FORM),
        ("too_many_attachments metadata_too_large invalid_metadata_format", _FORM),
        ("invalid_metadata_schema invalid_arguments markdown_text_conflict", _FORM),
        ("block_mismatch unknown_method method_deprecated", _FORM),
        ("missing_scope not_allowed_token_type no_permission access_denied", _RIGHTS),
        ("app_access_restricted ekm_access_denied team_access_not_granted", _RIGHTS),
        ("channel_is_limited_access", _RIGHTS),
        ("messages_tab_disabled not_enabled paid_teams_only plan_upgrade_required", _RIGHTS),
        ("restricted_action restricted_action_read_only_channel", _SETTINGS),
        ("restricted_action_thread_only_channel restricted_action_thread_locked", _SETTINGS),
        ("cannot_reply_to_message restricted_action_non_threadable_channel", _SETTINGS),
        ("channel_not_found not_in_channel is_inactive", _NOT_THERE),
        ("is_archived channel_is_archived", _ARCHIVED),
        ("user_disabled", _ACCOUNT),
        ("user_not_found user_not_visible cannot_dm_bot", _NOBODY),
        ("message_limit_exceeded storage_limit_reached", N_("the workspace's limit is reached")),
        ("cant_delete_message compliance_exports_prevent_deletion", N_("Slack does not allow it")),
        ("message_not_found thread_not_found cant_update_message", N_("the message is gone")),
        ("edit_window_closed", N_("the message is gone")),
    )
    for code in codes.split()
}
"""Slack's own error codes."""

_AGAIN = {
    _NOT_THERE: N_("Please type /invite @Convenor in it, and I go on."),
    _ARCHIVED: N_("I go on by myself when it is unarchived."),
    _SETTINGS: N_("Please check its settings with a Slack workspace admin."),
}


def reason_words(error: str | None, it: str, detail: str | None = None) -> str:
    """The clause for a delivery's `error`; a code that nobody knows is quoted."""
    unknown = _("Slack did not take it ({error})", error=error or _("no reason given"))
    return known_reason(error, it, detail) or unknown


def meanwhile_words(detail: str | None, it: str) -> str:
    """What was in the way of what came too late: ", and until then …", or nothing."""
    return _(", and until then {reason}", reason=reason_words(detail, it)) if detail else ""


def known_reason(error: str | None, it: str, detail: str | None = None) -> str | None:
    """The clause, None for what has no words of its own.

    What begins with an upper-case letter and ends with "Error" is the exception of a lost
    connection; "http_502" is what something between us and Slack answered.
    """
    clause = _clause_of(error or "")
    return None if clause is None else _(clause, it=it or _("this"), detail=detail)


def _clause_of(word: str) -> str | None:
    clause = OURS.get(word) or SLACKS.get(word)
    if clause is None and word[:1].isupper() and word.endswith("Error"):
        clause = _LOST
    if clause is None and word.startswith("http_"):
        clause = _AWAY
    return clause


def how_it_goes_on(error: str) -> str:
    """What ends the waiting for a place that is closed, as a sentence."""
    words = _AGAIN.get(_clause_of(error) or "")
    return _(words) if words else ""


def title_of(row: WhyRow, subject: NamedSubject) -> tuple[str, str]:
    """What a message is, in bold words and plain ones: ("1 day before D12", "Age assurance")."""
    starting = row.kind is MessageKind.STARTING
    before = spell_minutes(AHEAD_IN_PERSON if starting else row.minutes_before)
    day = _day(row.occurrence)
    return _(TITLES[row.kind], it=subject.reference, before=before, day=day), subject.title


TITLES: Mapping[MessageKind, str] = {
    MessageKind.ANNOUNCEMENT: N_("Invitation to {it}"),
    MessageKind.REMINDER: N_("{before} before {it}"),
    MessageKind.STARTING: N_("{before} before {it}"),
    MessageKind.DIALOGUE_MOVED: N_("Notice that {it} was moved:"),
    MessageKind.DIALOGUE_CANCELLED: N_("Notice that {it} was cancelled:"),
    MessageKind.SERIES_ENDS: N_("Note to the chairs that the series of {it} ends:"),
    MessageKind.BEGINS: N_("Opening message of {it}"),
    MessageKind.CLOSING: N_("Note to the chairs that {it} is about to end:"),
    MessageKind.ATTENDANCE: N_("Question to the chairs who was at {it}:"),
    MessageKind.MINUTES: N_("Draft minutes of {it} for a chair:"),
    MessageKind.MINUTES_CIRCULATED: N_("Circulated draft of the minutes of {it}"),
    MessageKind.MINUTES_SEALED: N_("Minutes of {it}"),
    MessageKind.CARD: N_("Card {it}"),
    MessageKind.OUTCOME: N_("Review of {it}"),
    MessageKind.CARD_EDITED: N_("A chair changed {it}"),
    MessageKind.SPOTLIGHT: N_("Weekly spotlight of {day}"),
    MessageKind.REVIEW_DUE: N_("Question whether {it} is still good:"),
    MessageKind.ADOPTED: N_("Note to you that {it} is used:"),
    MessageKind.MORNING: N_("Morning message of {day}"),
    MessageKind.WEEKLY_DIGEST: N_("Weekly digest of {day}"),
    MessageKind.DIGEST_PREVIEW: N_("Preview of the weekly digest of {day}"),
    MessageKind.DIGEST_NOW: N_("Digest asked for by a chair"),
    MessageKind.GREETING: N_("Greeting to this channel"),
    MessageKind.ACTION_GIVEN: N_("Note that an action was given to you"),
    MessageKind.PROPOSAL: N_("Proposal {it}"),
    MessageKind.DECISION_NEWS: N_("News of the proposal {it}"),
    MessageKind.DECISION_RECORDED: N_("Reply to the message from which a decision was recorded"),
    MessageKind.ACTION_LOGGED: N_("Reply to the message from which an action was logged"),
    MessageKind.SET_UP: N_("Note to this channel that the group is set up"),
    MessageKind.CHAIRS: N_("Note that you chair this group"),
    MessageKind.CHAIRS_NO_LONGER: N_("Note that you do not chair this group any more"),
    MessageKind.KEPT_PRIVATE: N_("Note to the chairs that {it} was kept private:"),
    MessageKind.BLOCKED: N_("Note that I could not post"),
    MessageKind.REOPENED: N_("Note that I can post again"),
    MessageKind.OWNER_LEFT: N_("Note that somebody left, and which actions wait"),
    MessageKind.OWNER_MOVED: N_("Note that somebody changed organisation, and which actions wait"),
    MessageKind.DEPUTY: N_("Note on a deputy"),
    MessageKind.NO_CHAIR: N_("Note to the secretariat that the group has no chair"),
    MessageKind.ROSTER: N_("Note to the chairs of who came and went"),
    MessageKind.UNREADABLE: N_("Note that I can't read the channel"),
    MessageKind.READABLE: N_("Note that I can read the channel again"),
    MessageKind.OPENED: N_("Note that more people can read the channel"),
    MessageKind.CLOCK_CHANGE: N_("Warning that clocks change"),
    MessageKind.RESTORED: N_("Note to the secretariat that an older copy was put back"),
    MessageKind.TOO_LATE: N_("Note to the chairs of what came too late"),
}


def _day(occurrence: str) -> str:
    try:
        return spell_day(date.fromisoformat(occurrence))
    except ValueError:
        return occurrence


_TRIES = (
    *(N_("first try"), N_("second try"), N_("third try")),
    *(N_("fourth try"), N_("fifth try"), N_("sixth try")),
    *(N_("seventh try"), N_("eighth try"), N_("ninth try")),
)


def try_words(attempt: int) -> str:
    """ "third try"; from the tenth on "try number 10"."""
    if 0 < attempt <= len(_TRIES):
        return _(_TRIES[attempt - 1])
    return _("try number {number}", number=attempt)
