"""What a refusal of Slack's says, in whatever shape it came."""

from slack_sdk.errors import SlackApiError


def code_of(error: SlackApiError) -> str:
    """Slack's own word, such as channel_not_found; "http_502" where something else answered.

    What stands between us and Slack answers in plain text or HTML, which the SDK hands on as text,
    as nothing, or as the bare HTTP response.
    """
    data = getattr(error.response, "data", None)
    word = data.get("error") if isinstance(data, dict) else None
    return str(word or f"http_{status_of(error)}")


def status_of(error: SlackApiError) -> int:
    """The HTTP status; 0 where there is none."""
    response = error.response
    return int(getattr(response, "status_code", None) or getattr(response, "status", None) or 0)


def wait_of(error: SlackApiError) -> float | None:
    """Seconds that Slack wants us to wait (Retry-After); None where it does not say."""
    said = (getattr(error.response, "headers", None) or {}).get("Retry-After")
    return float(said) if said and str(said).isdecimal() else None
