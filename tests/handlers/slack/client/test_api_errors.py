"""Refusals of Slack's, and of whatever stands before it."""

from types import SimpleNamespace

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from handlers.slack.client.api_errors import code_of, status_of


def answered(data, status):
    return SlackApiError(
        "refused",
        AsyncSlackResponse(
            client=None,
            http_verb="POST",
            api_url="",
            req_args={},
            data=data,
            headers={},
            status_code=status,
        ),
    )


@pytest.mark.parametrize(
    ("error", "code", "status"),
    [
        (answered({"ok": False, "error": "channel_not_found"}, 200), "channel_not_found", 200),
        (answered({"ok": False}, 200), "http_200", 200),
        (answered("Bad Gateway", 502), "http_502", 502),
        (answered({}, 503), "http_503", 503),
        (SlackApiError("garbled", SimpleNamespace(status=504, headers={})), "http_504", 504),
        (SlackApiError("nothing", None), "http_0", 0),
    ],
)
def test_the_word_is_slacks_own_or_the_http_status(error, code, status):
    assert code_of(error) == code
    assert status_of(error) == status
