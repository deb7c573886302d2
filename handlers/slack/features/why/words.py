"""Words for every message that Convenor owes, and for every reason why one is not sent.

A reason is a clause after "Not sent:" or "Waiting since …:"; `{it}` is the subject.
"""

from collections.abc import Mapping
from datetime import date

from bot.domain.dialogue import AHEAD_IN_PERSON
from bot.domain.drop_reasons import DropReason
from bot.domain.message_kind import MessageKind
from bot.domain.wording import spell_day, spell_minutes
from bot.use_cases.deliveries.why_subjects import NamedSubject, WhyRow

_NO_CHAIR = "it was for chairs, and you did not chair the group any more"
_NOT_THEIRS = "{it} could not be shown there any more"
_NOT_POSTED = "others than members can read the channel and this is for members"
_NO_PERSON = "I knew of no person with an active account there"

DROPPED = {
    DropReason.TOO_LATE: "it was too late to help",
    DropReason.CANNOT_TELL: (
        "Slack's answer was lost and I could not look it up, so I did not send it again"
    ),
    DropReason.KEPT_PRIVATE: f"{_NOT_POSTED}; it went to the members by direct message",
    DropReason.KEPT_CLOSED: _NOT_POSTED,
    DropReason.LEFT_WORKSPACE: "the Slack account was deactivated",
    DropReason.NO_PERSON: _NO_PERSON,
    DropReason.NEARER_REMINDER: "a later reminder of {it} was due by then",
    DropReason.NO_GROUP: "the group is no longer there",
    DropReason.SWITCHED_OFF: "what comes weekly was switched off",
    DropReason.RESCHEDULED: "what comes weekly was given another hour",
    DropReason.HELD: "a chair held this digest",
    DropReason.POSTED_EARLY: "a chair posted this digest before its hour",
    DropReason.NOT_CHAIR: _NO_CHAIR,
    DropReason.NOT_SEEN_AS_CHAIR: (
        "it was for the chairs who are in the channel, and I did not see you there"
    ),
    DropReason.NOT_SECRETARIAT: "it was for the secretariat, and you were not of it any more",
    DropReason.NOT_THEIRS: _NOT_THEIRS,
    DropReason.NOT_IN_CHANNEL: "I was not in the channel ({detail}) then",
    DropReason.NOT_OWNER: "the action was settled or given to somebody else by then",
    DropReason.OTHER_DEPUTY: "the deputy had changed again by then",
    DropReason.IN_MORNING: "your morning message of that day says it",
    DropReason.CHAIRS_AGAIN: "you chaired the group again",
    DropReason.HAS_CHAIR: "the group had a chair again",
    DropReason.SET_UP_AGAIN: (
        "the group's set-up was changed again, and the channel heard that instead"
    ),
    DropReason.CANCELLED: "{it} was cancelled",
    DropReason.MOVED: "{it} was moved",
    DropReason.REVISED: "{it} was changed, and this was planned again",
    DropReason.OVERTAKEN: "something else had become of {it} by then",
    DropReason.BEGUN: "{it} had begun",
    DropReason.NOT_COMING: "your answer to {it} was no longer Going or Maybe",
    DropReason.SAID_NO: "you had answered Can't to {it}",
    DropReason.REMINDER_OFF: "the group had switched this reminder off",
    DropReason.ANNOUNCED: "{it} was announced before",
    DropReason.NOT_ANNOUNCED: "{it} had not been announced, so there was nothing to change",
    DropReason.TOLD: "this had been told already",
    DropReason.NOT_CANCELLED: "{it} was not cancelled",
    DropReason.CONFIRMED: "a chair had confirmed by then who was there",
    DropReason.NOTHING_SHIFTS: "no series was moved by that change of clocks any more",
    DropReason.SERIES_GOES_ON: "{it} was not the last one of its series any more",
    DropReason.REACHABLE: "Slack had let me post there again",
    DropReason.CLOSED_AGAIN: "Slack had closed it again",
    DropReason.SENT_AGAIN: "{it} was changed and sent in again",
    DropReason.NOT_PUBLISHED: "{it} was not published then",
    DropReason.RENEWED: "somebody had said by then that {it} is still good",
    DropReason.OTHER_CARD: "another practice was chosen in its place",
    DropReason.NO_CARD: "no published practice was left that it could show, besides the last one",
    DropReason.NOT_USED: "the organisations that it names did not use {it} any more",
    DropReason.PLANNED_AGAIN: (
        "your time zone, your days off or your own choice of mornings had changed"
    ),
    DropReason.NOTHING_TO_SAY: "there was nothing to say of what I could see then",
    DropReason.NOTHING_DROPPED: "there was nothing to tell",
}
"""Why something will not be sent."""

OURS = DROPPED | {
    "chairs no longer": "it was for chairs, and I did not see you as one then",
    "not posted": "Slack's answer was lost, and I looked and it was not there",
    "lease_ran_out": "the process that was sending it had stopped",
    "paused": "Slack asked me to slow down",
    "unreachable": "Slack could not be reached",
    "digest_in_doubt": "I was still looking whether the digest before it was posted",
    "others_uncertain": "I was still looking whether all that was sent with it is there",
    "our_bug": "a fault of mine, which is logged",
    "slack_did_not_say": "Slack did not say who would read it",
    "cannot_tell_who_reads": "Slack did not say who would read it",
}
"""What Convenor itself writes into a delivery's `error`, now or in earlier versions."""

_SLOW, _AWAY = "Slack asked me to slow down", "Slack was out of service"
_LOST = "Slack's answer was lost"
_MOVING = "Slack was moving this workspace"
_NO_ACCESS = "Slack no longer accepts my access"
_FORM = "Slack refused its form, a fault of mine, which is logged"
_RIGHTS = "Slack does not give me the right to"
_SETTINGS = "the channel's settings do not let me post"
_NOT_THERE = "I am not in the channel"
_ARCHIVED = "the channel is archived"
_ACCOUNT = "the Slack account is deactivated"
_NOBODY = "Slack does not find the account"

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
        ("message_limit_exceeded storage_limit_reached", "the workspace's limit is reached"),
        ("cant_delete_message compliance_exports_prevent_deletion", "Slack does not allow it"),
        ("message_not_found thread_not_found cant_update_message", "the message is gone"),
        ("edit_window_closed", "the message is gone"),
    )
    for code in codes.split()
}
"""Slack's own error codes."""

_AGAIN = {
    _NOT_THERE: "Please type /invite @Convenor in it, and I go on.",
    _ARCHIVED: "I go on by myself when it is unarchived.",
    _SETTINGS: "Please check its settings with a Slack workspace admin.",
}


def reason_words(error: str | None, it: str, detail: str | None = None) -> str:
    """The clause for a delivery's `error`; a code that nobody knows is quoted."""
    known = known_reason(error, it, detail)
    return known if known is not None else f"Slack did not take it ({error or 'no reason given'})"


def meanwhile_words(detail: str | None, it: str) -> str:
    """What was in the way of what came too late: ", and until then …", or nothing."""
    return f", and until then {reason_words(detail, it)}" if detail else ""


def known_reason(error: str | None, it: str, detail: str | None = None) -> str | None:
    """The clause, None for what has no words of its own.

    What begins with an upper-case letter and ends with "Error" is the exception of a lost
    connection; "http_502" is what something between us and Slack answered.
    """
    word = error or ""
    clause = OURS.get(word) or SLACKS.get(word)
    if clause is None and word[:1].isupper() and word.endswith("Error"):
        clause = _LOST
    if clause is None and word.startswith("http_"):
        clause = _AWAY
    return None if clause is None else clause.format(it=it or "this", detail=detail)


def how_it_goes_on(error: str) -> str:
    """What ends the waiting for a place that is closed, as a sentence."""
    return _AGAIN.get(reason_words(error, ""), "")


def title_of(row: WhyRow, subject: NamedSubject) -> tuple[str, str]:
    """What a message is, in bold words and plain ones: ("1 day before D12", "Age assurance")."""
    before, day = spell_minutes(row.minutes_before), _day(row.occurrence)
    return TITLES[row.kind].format(it=subject.reference, before=before, day=day), subject.title


TITLES: Mapping[MessageKind, str] = {
    MessageKind.ANNOUNCEMENT: "Invitation to {it}",
    MessageKind.REMINDER: "{before} before {it}",
    MessageKind.STARTING: f"{spell_minutes(AHEAD_IN_PERSON)} before {{it}}",
    MessageKind.DIALOGUE_MOVED: "Notice that {it} was moved:",
    MessageKind.DIALOGUE_CANCELLED: "Notice that {it} was cancelled:",
    MessageKind.SERIES_ENDS: "Note to the chairs that the series of {it} ends:",
    MessageKind.BEGINS: "Opening message of {it}",
    MessageKind.CLOSING: "Note to the chairs that {it} is about to end:",
    MessageKind.ATTENDANCE: "Question to the chairs who was at {it}:",
    MessageKind.MINUTES: "Draft minutes of {it} for a chair:",
    MessageKind.MINUTES_CIRCULATED: "Circulated draft of the minutes of {it}",
    MessageKind.MINUTES_SEALED: "Minutes of {it}",
    MessageKind.CARD: "Card {it}",
    MessageKind.OUTCOME: "Review of {it}",
    MessageKind.CARD_EDITED: "A chair changed {it}",
    MessageKind.SPOTLIGHT: "Weekly spotlight of {day}",
    MessageKind.REVIEW_DUE: "Question whether {it} is still good:",
    MessageKind.ADOPTED: "Note to you that {it} is used:",
    MessageKind.MORNING: "Morning message of {day}",
    MessageKind.WEEKLY_DIGEST: "Weekly digest of {day}",
    MessageKind.DIGEST_PREVIEW: "Preview of the weekly digest of {day}",
    MessageKind.DIGEST_NOW: "Digest asked for by a chair",
    MessageKind.GREETING: "Greeting to this channel",
    MessageKind.ACTION_GIVEN: "Note that an action was given to you",
    MessageKind.PROPOSAL: "Proposal {it}",
    MessageKind.DECISION_NEWS: "News of the proposal {it}",
    MessageKind.DECISION_RECORDED: "Reply to the message from which a decision was recorded",
    MessageKind.ACTION_LOGGED: "Reply to the message from which an action was logged",
    MessageKind.SET_UP: "Note to this channel that the group is set up",
    MessageKind.CHAIRS: "Note that you chair this group",
    MessageKind.CHAIRS_NO_LONGER: "Note that you do not chair this group any more",
    MessageKind.KEPT_PRIVATE: "Note to the chairs that {it} was kept private:",
    MessageKind.BLOCKED: "Note that I could not post",
    MessageKind.REOPENED: "Note that I can post again",
    MessageKind.OWNER_LEFT: "Note that somebody left, and which actions wait",
    MessageKind.OWNER_MOVED: "Note that somebody changed organisation, and which actions wait",
    MessageKind.DEPUTY: "Note on a deputy",
    MessageKind.NO_CHAIR: "Note to the secretariat that the group has no chair",
    MessageKind.ROSTER: "Note to the chairs of who came and went",
    MessageKind.UNREADABLE: "Note that I can't read the channel",
    MessageKind.READABLE: "Note that I can read the channel again",
    MessageKind.OPENED: "Note that more people can read the channel",
    MessageKind.CLOCK_CHANGE: "Warning that clocks change",
    MessageKind.RESTORED: "Note to the secretariat that an older copy was put back",
    MessageKind.TOO_LATE: "Note to the chairs of what came too late",
}


def _day(occurrence: str) -> str:
    try:
        return spell_day(date.fromisoformat(occurrence))
    except ValueError:
        return occurrence


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def try_words(attempt: int) -> str:
    """ "third try"; from the tenth on "try number 10"."""
    if 0 < attempt <= len(_ORDINALS):
        return f"{_ORDINALS[attempt - 1]} try"
    return f"try number {attempt}"
