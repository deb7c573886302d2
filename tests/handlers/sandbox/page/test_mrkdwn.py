"""Slack's mrkdwn as the page shows it: marks, links, mentions, entities, dates, no injection."""

import pytest

RENDER = """(m, text, more) => {
  const people = {U1: {real_name: "Amara Okonkwo", title: "Ofcom"}, U2: {real_name: "<b>Evil</b>"}};
  const channels = {C1: {name: "technology"}};
  const node = m.renderMrkdwn(text, {
    zone: "Europe/London", now: () => 1795442700, me: "U9",
    person: (id) => people[id], channel: (id) => channels[id], channelHref: (id) => `#c=${id}`,
    ...more,
  });
  for (const each of node.querySelectorAll("*")) {
    for (const name of ["class", "dir", "title", "target", "rel", "role", "aria-label", "datetime",
      "data-unix", "data-format", "data-user"]) each.removeAttribute(name);
  }
  return node.innerHTML.replace(/<\\/?(span|bdi)>/g, "");
}"""


@pytest.fixture
def html(modules):
    def render(text, **more):
        return modules("text/mrkdwn.js", RENDER, text, more)

    return render


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        (
            "*bold* _italic_ ~gone~ `code`",
            "<strong>bold</strong> <em>italic</em> <s>gone</s> <code>code</code>",
        ),
        ("*bold _and italic_*", "<strong>bold <em>and italic</em></strong>"),
        ('(*bold*), "_it_".', '(<strong>bold</strong>), "<em>it</em>".'),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("* not bold*", "* not bold*"),
        ("*not bold *", "*not bold *"),
        ("*not\nbold*", "*not\nbold*"),
        ("** nor this", "** nor this"),
        ("*`a*b`*", "<strong><code>a*b</code></strong>"),
        ("`*literal* _too_`", "<code>*literal* _too_</code>"),
        ("*é*é", "*é*é"),
        ("*نص* و", "<strong>نص</strong> و"),
        ("a ```x *y*\n  z``` b", "a <pre><code>x *y*\n  z</code></pre> b"),
        ("a\n```\nx\n```\nb", "a<pre><code>x</code></pre>b"),
        ("```never closed", "```never closed"),
        ("> one\n> two\nafter", "<blockquote>one\ntwo</blockquote>after"),
        ("before\n&gt; one", "before<blockquote>one</blockquote>"),
        (">>> all\nof it", "<blockquote>all\nof it</blockquote>"),
        ("1 > 0", "1 > 0"),
    ],
)
def test_marks(html, text, shown):
    assert html(text).replace("&gt;", ">") == shown.replace("&gt;", ">")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("&lt;b&gt; &amp; co", "&lt;b&gt; &amp; co"),
        ("&amp;lt;", "&amp;lt;"),
        ("&amp;amp;lt;", "&amp;amp;lt;"),
        ("&quot;&#60;", "&amp;quot;&amp;#60;"),
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("```<i>```", "<pre><code>&lt;i&gt;</code></pre>"),
        ("&lt;!channel&gt; &lt;@U1&gt;", "&lt;!channel&gt; &lt;@U1&gt;"),
        ("<javascript:alert(1)|press>", "&lt;javascript:alert(1)|press&gt;"),
        ("<data:text/html,x|press>", "&lt;data:text/html,x|press&gt;"),
        ("<https://x y|press>", "&lt;https://x y|press&gt;"),
        (
            '<https://a.org/"onmouseover="x|l>',
            '<a href="https://a.org/&quot;onmouseover=&quot;x">l</a>',
        ),
        ("<@U2>", "@&lt;b&gt;Evil&lt;/b&gt;"),
        ("<", "&lt;"),
        ("<>", "&lt;&gt;"),
    ],
)
def test_nothing_is_injected_and_entities_are_decoded_once(html, text, shown):
    assert html(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<https://x.org|the *page*>", '<a href="https://x.org">the *page*</a>'),
        (
            "<https://x.org/?a=1&amp;b=2>",
            '<a href="https://x.org/?a=1&amp;b=2">https://x.org/?a=1&amp;b=2</a>',
        ),
        ("<https://x.org|a &amp; b>", '<a href="https://x.org">a &amp; b</a>'),
        ("<mailto:a@b.org|write>", '<a href="mailto:a@b.org">write</a>'),
        ("<mailto:a@b.org>", '<a href="mailto:a@b.org">a@b.org</a>'),
        ("see https://x.org/a_b_c.", 'see <a href="https://x.org/a_b_c">https://x.org/a_b_c</a>.'),
        ("*https://x.org*", '<strong><a href="https://x.org">https://x.org</a></strong>'),
        ("&lt;https://x.org&gt;", '&lt;<a href="https://x.org">https://x.org</a>&gt;'),
        ("_<https://x.org/_a_|b>_", '<em><a href="https://x.org/_a_">b</a></em>'),
        ("<@U1> and <@U1|amara>", "@Amara Okonkwo and @Amara Okonkwo"),
        ("<@U404> <@U404|old>", "@unknown person @old"),
        ("<#C1|old-name> <#C1>", '<a href="#c=C1">#technology</a> <a href="#c=C1">#technology</a>'),
        ("<#C2|elsewhere> <#C2|> <#C2>", "#elsewhere a private channel a private channel"),
        ("<!here> <!channel> <!everyone>", "@here @channel @everyone"),
        ("<!subteam^S1|@chairs> <!subteam^S2>", "@chairs @group"),
        ("<!odd|label> <!odd>", "label &lt;!odd&gt;"),
    ],
)
def test_links_and_mentions(html, text, shown):
    assert html(text) == shown


def test_verbatim_text_has_no_links_of_its_own(html):
    assert html("see https://x.org", verbatim=True) == "see https://x.org"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (":tada: :no_such_emoji: 14:05:00", "🎉 :no_such_emoji: 14:05:00"),
        (":wave::skin-tone-3:", "👋🏼"),
        ("`:tada:`", "<code>:tada:</code>"),
        ("*:tada:*", "<strong>🎉</strong>"),
    ],
)
def test_emoji(html, text, shown):
    assert html(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "<!date^1797084000^{date_long} at {time}|Saturday>",
            "<time>Saturday, 12 December at 14:00</time>",
        ),
        ("due <!date^1795478400^{date_pretty}|then>", "due <time>tomorrow</time>"),
        ("*<!date^1795478400^{date_pretty}|then>*", "<strong><time>tomorrow</time></strong>"),
        (
            "<!date^1797084000^{time}^https://x.org/?a=1&amp;b=2|then>",
            '<a href="https://x.org/?a=1&amp;b=2"><time>14:00</time></a>',
        ),
        ("<!date^1797084000^{time}^javascript:alert(1)|then>", "<time>14:00</time>"),
        ("<!date^soon^{date}|at &lt;noon&gt;>", "at &lt;noon&gt;"),
        ("<!date^99999999999999^{date}|some day>", "some day"),
        ("<!date^1797084000^{week}|week 50>", "week 50"),
        ("<!date^1797084000^&lt;{time}&gt;|x>", "<time>&lt;14:00&gt;</time>"),
    ],
)
def test_date_sequences(html, text, shown):
    assert html(text) == shown


def test_the_readers_own_name_stands_out(modules):
    script = """(m) => m.renderMrkdwn("<@U1> <@U2>", {
      zone: "UTC", now: () => 0, me: "U1",
      person: (id) => ({real_name: id}), channel: () => undefined,
    }).querySelectorAll(".mention-me").length"""
    assert modules("text/mrkdwn.js", script) == 1


def test_plain_text_is_never_read_as_mrkdwn(modules):
    script = """(m, text) => m.renderText({type: "plain_text", text}, {}).innerHTML"""
    text = "*a* <@U1> &lt; <!date^1^{time}|x> `c`"
    assert modules("text/mrkdwn.js", script, text) == text.replace("&", "&amp;").replace(
        "<", "&lt;"
    ).replace(">", "&gt;")


def test_plain_text_has_emoji_unless_they_are_switched_off(modules):
    script = (
        "(m, emoji) => m.renderText({type: 'plain_text', text: ':tada:', emoji}, {}).textContent"
    )
    assert modules("text/mrkdwn.js", script, True) == "🎉"
    assert modules("text/mrkdwn.js", script, False) == ":tada:"


def test_a_very_long_text_is_read_in_one_walk(modules):
    script = """(m, text) => m.renderMrkdwn(text, {
      zone: "UTC", now: () => 0, person: () => undefined, channel: () => undefined,
    }).textContent.length"""
    text = "*a _b ~c " * 1300
    assert modules("text/mrkdwn.js", script, text) == len(text)
