"""Tables, Markdown and films in messages, and a message under another name."""

from playwright.sync_api import expect

from tests.handlers.sandbox.world import SINA, TECHNOLOGY

RENDER = '(m, text) => m.renderMarkdown(text).innerHTML.replace(/ (dir|class)="[^"]*"/g, \'\')'


def test_markdown_is_shown_and_never_run(modules):
    shown = modules(
        "text/markdown.js",
        RENDER,
        "# Plan\n\nOne **bold** and [a link](https://a.example) `x<b>`\n\n- a\n- b\n  - c\n\n"
        "| Who | When |\n|---|---|\n| Liam | *soon* |\n\n> said <script>\n\n```\n**raw**\n```",
    )
    assert shown == (
        "<h3>Plan</h3><p>One <strong>bold</strong> and "
        '<a href="https://a.example" target="_blank" rel="noopener">a link</a> '
        "<code>x&lt;b&gt;</code></p>"
        "<ul><li>a</li><li>b<div><ul><li>c</li></ul></div></li></ul>"
        '<table><thead><tr><th scope="col">Who</th><th scope="col">When</th></tr></thead>'
        "<tbody><tr><td>Liam</td><td><em>soon</em></td></tr></tbody></table>"
        "<blockquote><div><p>said &lt;script&gt;</p></div></blockquote>"
        "<pre><code>**raw**</code></pre>"
    )


def test_a_table_has_heads_and_columns(act, stage):
    rows = [
        [{"type": "raw_text", "text": "Body"}, {"type": "raw_text", "text": "Done"}],
        [{"type": "raw_text", "text": "مفوضية السلامة"}, {"type": "raw_number", "value": 12}],
    ]
    settings = [None, {"align": "right"}]
    table = {"type": "table", "rows": rows, "column_settings": settings}
    markdown = {"type": "markdown", "text": "## Agreed\n1. one\n2. two"}
    stage.api("chat.postMessage", channel=TECHNOLOGY, text="x", blocks=[table, markdown])
    page = act(SINA, TECHNOLOGY)
    shown = page.get_by_role("table")
    expect(shown.get_by_role("columnheader")).to_have_text(["Body", "Done"])
    expect(shown.get_by_role("cell")).to_have_text(["مفوضية السلامة", "12"])
    expect(shown.get_by_role("cell").last).to_have_css("text-align", "end")
    expect(page.get_by_role("heading", name="Agreed")).to_be_visible()
    expect(page.locator(".markdown li")).to_have_text(["one", "two"])


def test_a_message_under_another_name(act, stage):
    stage.post(TECHNOLOGY, "on time", username="Clock", icon_emoji=":alarm_clock:")
    page = act(SINA, TECHNOLOGY)
    message = page.locator("[data-testid^=message-]", has_text="on time")
    expect(message.locator(".author")).to_have_text("Clock")
    expect(message.locator(".avatar")).to_have_text("⏰")
