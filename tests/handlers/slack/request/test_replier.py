"""Where the answers to response URLs go: to Slack's host or that of SLACK_API_URL, nowhere else."""

from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from handlers.slack.client.connection import make_client
from handlers.slack.request.replier import Replier
from handlers.slack.request.request import Call, Kind
from handlers.slack.request.response import say_words

BODY = say_words("I can't find D1.").body()
SLACKS = "https://slack.com/api/"


def replier(api_url):
    """Make it inside the running loop; close `client.session`."""
    return Replier(make_client("xoxb-1", api_url=api_url, timeout=5))


def call(response_url):
    return Call(
        kind=Kind.PRESS,
        id="dialogue.show",
        workspace_id="T1",
        user_id="U1",
        key="press:1",
        response_url=response_url,
    )


@asynccontextmanager
async def listening(answer):
    """Servers of Slack's and of a stranger, which note each request; the first one `answer`s."""
    heard = {"slack": [], "stranger": []}

    def noting(who, respond):
        async def note(request):
            heard[who].append((request.method, await request.text()))
            return respond(ports["stranger"])

        return note

    ports, runners = {}, []
    for who, respond in (("slack", answer), ("stranger", lambda _: web.Response(text="ok"))):
        application = web.Application()
        application.router.add_route("*", "/{tail:.*}", noting(who, respond))
        runners.append(web.AppRunner(application))
        await runners[-1].setup()
        site = web.TCPSite(runners[-1], "127.0.0.1", 0)
        await site.start()
        ports[who] = site._server.sockets[0].getsockname()[1]
    made = replier(f"http://127.0.0.1:{ports['slack']}/api/")
    try:
        yield made, ports, heard
    finally:
        await made.client.session.close()
        for runner in runners:
            await runner.cleanup()


SLACK = {
    "Slack's": "https://hooks.slack.com/commands/T1/1/x",
    "in capitals": "https://HOOKS.Slack.com/actions/T1/1/x",
    "with a query": "https://hooks.slack.com/app/T1?at=@evil.test",
    "the API's own": "https://slack.com/response/1",
}
STRANGERS = {
    "another host": "https://evil.test/commands/T1/1/x",
    "a host that begins like it": "https://hooks.slack.com.evil.test/x",
    "a host that ends like it": "https://evilhooks.slack.com/x",
    "another host of Slack's": "https://files.slack.com/x",
    "a host below it": "https://a.hooks.slack.com/x",
    "it as the user's name": "https://hooks.slack.com@evil.test/x",
    "it as name and password": "https://hooks.slack.com:443@evil.test/x",
    "with a user's name": "https://me@hooks.slack.com/x",
    "with an empty name": "https://@hooks.slack.com/x",
    "behind a backslash": "https://evil.test\\@hooks.slack.com/x",
    "before a backslash": "https://hooks.slack.com\\.evil.test/x",
    "with another port": "https://hooks.slack.com:8443/x",
    "with its own port": "https://hooks.slack.com:443/x",
    "with a dot behind": "https://hooks.slack.com./x",
    "without TLS": "http://hooks.slack.com/x",
    "the API's without TLS": "http://slack.com/response/1",
    "another scheme": "file://hooks.slack.com/etc/passwd",
    "no scheme": "//hooks.slack.com/x",
    "a letter that looks alike": "https://hooks.slаck.com/x",
    "a line break within": "https://hooks.slack.com\n.evil.test/x",
    "a broken address": "https://[hooks.slack.com/x",
    "a path": "/commands/T1/1/x",
    "words": "hooks.slack.com",
    "nothing": "",
    "our own machine": "http://127.0.0.1:3001/metrics",
    "the cloud's": "http://169.254.169.254/latest/meta-data",
}


@pytest.fixture
def posted(monkeypatch):
    """Each address that is written to, with nothing sent."""
    found = []

    async def post(_self, url, _body):
        found.append(url)
        return 200

    monkeypatch.setattr(Replier, "_post", post)
    return found


@pytest.mark.parametrize("url", SLACK.values(), ids=SLACK)
async def test_an_answer_goes_to_slacks_host(url, posted):
    made = replier(SLACKS)
    assert await made.respond(call(url), BODY)
    assert posted == [url]
    await made.client.session.close()


@pytest.mark.parametrize("url", STRANGERS.values(), ids=STRANGERS)
async def test_an_answer_goes_nowhere_else_and_one_line_tells_it(url, posted, caplog):
    made = replier(SLACKS)
    assert not await made.respond(call(url), BODY)
    assert posted == []
    assert [record.msg for record in caplog.records] == ["response_url_refused"]
    assert "evil" not in caplog.text
    await made.client.session.close()


async def test_it_goes_to_the_host_and_port_of_slack_api_url_and_to_no_other_port(caplog):
    async with listening(lambda _: web.Response(text="ok")) as (made, ports, heard):
        url = f"http://127.0.0.1:{ports['slack']}/response/1"
        assert await made.respond(call(url), BODY)
        for other in (
            f"http://127.0.0.1:{ports['stranger']}/response/1",
            f"http://localhost:{ports['slack']}/response/1",
            f"https://127.0.0.1:{ports['slack']}/response/1",
        ):
            assert not await made.respond(call(other), BODY)
    ((method, text),) = heard["slack"]
    assert (method, BODY["text"] in text) == ("POST", True)
    assert heard["stranger"] == []
    assert [record.msg for record in caplog.records] == ["response_url_refused"] * 3


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(status, caplog):
    def elsewhere(port):
        return web.Response(status=status, headers={"Location": f"http://127.0.0.1:{port}/x"})

    async with listening(elsewhere) as (made, ports, heard):
        url = f"http://127.0.0.1:{ports['slack']}/response/1"
        assert not await made.respond(call(url), BODY)
    assert len(heard["slack"]) == 1
    assert heard["stranger"] == []
    assert [(r.msg, r.status) for r in caplog.records] == [("respond_failed", status)]


async def test_a_host_that_does_not_answer_loses_only_the_words(caplog):
    made = replier("http://127.0.0.1:9/api/")
    assert not await made.respond(call("http://127.0.0.1:9/response/1"), BODY)
    assert [(r.msg, r.status) for r in caplog.records] == [("respond_failed", None)]
    await made.client.session.close()
