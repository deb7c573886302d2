"""What each answer of Slack's means for a message: the one table of its error words.

Only Slack's own JSON with a word that it gives before it acts proves that nothing was done. All
else (HTML, cut JSON, every 5xx, a word we do not know) leaves it uncertain.
"""

from collections.abc import Mapping

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientProxyConnectionError,
)
from slack_sdk.errors import SlackApiError

from bot.domain import NotSent, TryLater
from bot.domain.errors import AnswerLost, ContentRefused, PlaceClosed, TokenDead

WORDS: Mapping[type[NotSent], str] = {
    TryLater: "ratelimited too_many_requests external_channel_migrating team_added_to_org "
    "org_login_required",
    PlaceClosed: "channel_not_found not_in_channel is_archived is_inactive user_disabled "
    "user_not_visible user_not_found cannot_dm_bot channel_is_archived restricted_action "
    "restricted_action_read_only_channel restricted_action_thread_only_channel "
    "restricted_action_thread_locked restricted_action_non_threadable_channel "
    "cannot_reply_to_message messages_tab_disabled channel_is_limited_access "
    "team_access_not_granted missing_scope not_allowed_token_type no_permission access_denied "
    "app_access_restricted ekm_access_denied not_enabled paid_teams_only plan_upgrade_required "
    "message_limit_exceeded storage_limit_reached message_not_found cant_update_message "
    "edit_window_closed unknown_method method_deprecated",
    TokenDead: "invalid_auth account_inactive token_revoked not_authed token_expired "
    "two_factor_setup_required",
    ContentRefused: "invalid_blocks invalid_blocks_format msg_blocks_too_long msg_too_long "
    "no_text too_many_attachments metadata_too_large invalid_metadata_format "
    "invalid_metadata_schema invalid_arguments markdown_text_conflict block_mismatch "
    "thread_not_found cant_delete_message compliance_exports_prevent_deletion",
}
"""By what each word means of a request that was answered with it."""
_KINDS = {word: kind for kind, words in WORDS.items() for word in words.split()}

ENDS_A_START = frozenset(
    "invalid_auth not_authed account_inactive token_revoked token_expired missing_scope".split()
)
"""Words about a token that no waiting mends."""

NO_ANSWER = (ClientError, OSError, ValueError, TypeError, AttributeError, LookupError)
"""What comes of a request instead of an answer: no connection, or a body that the SDK cannot read
(SlackApiError is another). TimeoutError is an OSError."""
FAILURES = (SlackApiError, *NO_ANSWER)


def connection_words(error: Exception) -> str:
    """Slack's own word; or which host gave no answer, and where to look; or the error's name."""
    match error:
        case SlackApiError():
            return code_of(error)
        case ClientProxyConnectionError():
            return f"the proxy {error.host}:{error.port} cannot be reached: look at HTTPS_PROXY"
        case ClientHttpProxyError():
            return f"the proxy answers {error.status}: look at HTTPS_PROXY and what it allows"
        case ClientConnectorDNSError():
            return f"no address is known of {error.host}: look at the network, or set HTTPS_PROXY"
        case ClientConnectorCertificateError():
            return f"the certificate of {error.host} is not valid here: look at the proxy's"
        case ClientConnectorError():
            return f"{error.host}:{error.port} cannot be reached: look at the network or a firewall"
        case TimeoutError():
            return "no answer in time (CONVENOR_SLACK_TIMEOUT): look at the network or a firewall"
    return type(error).__name__


def own_word(error: SlackApiError) -> str | None:
    """Slack's own error word; None where something else answered, or not by Slack's rules."""
    data = getattr(error.response, "data", None)
    if not isinstance(data, dict) or data.get("ok") is not False:
        return None
    word = data.get("error")
    return word if isinstance(word, str) and word else None


def code_of(error: Exception) -> str:
    """Slack's own word, such as channel_not_found; "http_502" where something else answered; the
    error's name where nothing did."""
    if not isinstance(error, SlackApiError):
        return type(error).__name__
    return own_word(error) or f"http_{status_of(error)}"


def status_of(error: SlackApiError) -> int:
    """The HTTP status; 0 where there is none."""
    response = error.response
    return int(getattr(response, "status_code", None) or getattr(response, "status", None) or 0)


def wait_of(error: SlackApiError) -> float | None:
    """Seconds that Slack wants us to wait (Retry-After); None where it does not say."""
    said = (getattr(error.response, "headers", None) or {}).get("Retry-After")
    return float(said) if said and str(said).isdecimal() else None


def name_error(error: SlackApiError) -> NotSent:
    """The same as one of Convenor's own errors: AnswerLost unless Slack itself says, before it
    acts, that it does not do it."""
    word = own_word(error) if status_of(error) < 500 else None
    kind = _KINDS.get(word or "", AnswerLost)
    return kind(code_of(error), retry_after=wait_of(error))
