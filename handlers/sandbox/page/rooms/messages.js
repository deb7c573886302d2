// A list of messages, of a conversation or of a thread: fetches, keeps, draws only what changed, and scrolls as a
// reader expects.

import { get } from "../api.js";
import { h, icon, replaceKeepingFocus } from "../parts/dom.js";
import { dayHeading, dayNumber } from "../text/dates.js";
import { Form } from "../kit/form.js";
import { authorOf, continues, isSystem, renderMessage } from "./message.js";
import { spokenText } from "../text/mrkdwn.js";
import { nameOf, now, state, textContext, zone } from "../state.js";
import { announce, fail } from "../parts/toasts.js";
import { count } from "../text/words.js";

const PAGE = 50;
const NEAR = 120; // pixels from an end that count as being there

const dismissedKey = () => `dismissed:${state.me}`;
const dismissed = () => new Set(JSON.parse(sessionStorage.getItem(dismissedKey()) ?? "[]"));

export class MessageList {
  /** options: {channel, thread?, joined, empty() -> node, onThread(ts), onCount(replies)} */
  constructor(options) {
    this.options = options;
    this.messages = [];
    this.rows = new Map();
    this.forms = new Map();
    this.hasMore = false;
    this.loaded = false;
    this.closed = false;
    this.as = state.me;
    this.earlier = h(
      "button",
      { type: "button", class: "link-button earlier", hidden: true, onclick: () => this.older() },
      "Earlier messages",
    );
    this.list = h("ol", { class: "messages", role: "list" });
    this.empty = h("div", { class: "empty", hidden: true });
    this.jump = h(
      "button",
      { type: "button", class: "jump", hidden: true, onclick: () => this.toEnd() },
      icon("down"),
      "New messages",
    );
    this.scroller = h(
      "div",
      { class: "scroller", tabindex: "0", role: "region", "aria-label": options.thread ? "Thread" : "Messages" },
      this.earlier,
      this.empty,
      this.list,
    );
    this.node = h("div", { class: "message-pane" }, this.scroller, this.jump);
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    // Pictures, the composer's growth and a turned phone all change heights; a reader at the end stays at the end.
    this.watch = new ResizeObserver(() => this.stick && this.toEnd());
    this.watch.observe(this.scroller);
    this.watch.observe(this.list);
    this.stick = true;
  }

  close() {
    this.closed = true;
    this.watch.disconnect();
  }

  ask(parameters) {
    const { channel, thread } = this.options;
    return get("messages", { as: this.as, channel, thread, ...parameters });
  }

  /** Fetches again all that is on show, because an older message may have changed as well. Never two at a time. */
  async refresh() {
    this.again = true;
    if (this.running) return this.running;
    this.running = this.run();
    try {
      return await this.running;
    } finally {
      this.running = null;
    }
  }

  async run() {
    while (this.again && !this.closed) {
      this.again = false;
      const oldest = this.messages[0]?.ts;
      try {
        let page = await this.ask({ limit: PAGE });
        let all = page.messages;
        while (oldest && page.has_more && page.messages.length && Number(all[0].ts) > Number(oldest)) {
          page = await this.ask({ limit: PAGE, before: all[0].ts });
          all = [...page.messages, ...all];
        }
        if (this.closed) return;
        this.take(all, page.has_more);
      } catch (error) {
        if (!this.closed) fail(error);
      }
    }
  }

  async older() {
    if (this.fetching || !this.hasMore || this.closed) return;
    this.fetching = true;
    try {
      const page = await this.ask({ limit: PAGE, before: this.messages[0]?.ts });
      if (this.closed) return;
      const fromEnd = this.scroller.scrollHeight - this.scroller.scrollTop;
      this.messages = [...page.messages, ...this.messages];
      this.hasMore = page.has_more && page.messages.length > 0;
      this.draw();
      this.scroller.scrollTop = this.scroller.scrollHeight - fromEnd;
    } catch (error) {
      fail(error);
    } finally {
      this.fetching = false;
    }
  }

  take(messages, hasMore) {
    const newest = this.messages.at(-1)?.ts;
    const fresh = this.loaded ? messages.filter((each) => !newest || Number(each.ts) > Number(newest)) : [];
    this.messages = messages;
    this.hasMore = hasMore;
    this.draw();
    this.tellNews(fresh);
    if (this.stick || !this.loaded || fresh.some((each) => each.user === this.as)) this.toEnd();
    else if (fresh.length) this.jump.hidden = false;
    this.loaded = true;
    this.options.onCount?.(Math.max(0, this.visible().length - 1));
  }

  tellNews(fresh) {
    const others = fresh.filter((each) => each.user !== this.as);
    if (others.length > 2) announce(count(others.length, "new message"));
    else if (others.length)
      announce(others.map((each) => `${nameOf(authorOf(each))}: ${spokenText(each.text, textContext())}`).join(". "));
  }

  // Replies belong to their thread; a dismissed message stays away as long as this tab lives.
  visible() {
    const gone = dismissed();
    const { thread } = this.options;
    return this.messages.filter(
      (each) =>
        !gone.has(each.ts) &&
        (thread || !each.thread_ts || each.thread_ts === each.ts || each.subtype === "thread_broadcast"),
    );
  }

  draw() {
    const wanted = [];
    let before = null;
    let day = null;
    for (const message of this.visible()) {
      const today = dayNumber(Number(message.ts), zone());
      if (today !== day) {
        const words = dayHeading(Number(message.ts), zone(), now());
        wanted.push({
          key: `day-${today}`,
          mark: words,
          make: () => h("li", { class: "day", role: "presentation" }, h("span", {}, words)),
        });
        before = null;
      }
      day = today;
      const grouped = continues(message, before);
      // A reply's author may get a new name or the reader another zone; both are part of what is drawn.
      const mark = JSON.stringify([message, grouped, zone(), nameOf(authorOf(message)), this.options.joined]);
      wanted.push({ key: message.ts, mark, make: () => renderMessage(message, grouped, this.placeOf(message)) });
      before = isSystem(message) ? null : message;
    }
    this.reconcile(wanted);
    this.earlier.hidden = !this.hasMore;
    this.empty.hidden = wanted.length > 0;
    if (!wanted.length) this.empty.replaceChildren(this.options.empty());
  }

  placeOf(message) {
    if (!this.forms.has(message.ts)) this.forms.set(message.ts, new Form({}, this.options.channel));
    return {
      channel: this.options.channel,
      inThread: Boolean(this.options.thread),
      joined: this.options.joined,
      form: this.forms.get(message.ts),
      onThread: this.options.onThread,
      onDismiss: (ts) => this.dismiss(ts),
    };
  }

  reconcile(wanted) {
    const keys = new Set(wanted.map((each) => each.key));
    for (const [key, row] of this.rows) {
      if (keys.has(key)) continue;
      row.node.remove();
      this.rows.delete(key);
    }
    let at = this.list.firstElementChild;
    for (const { key, mark, make } of wanted) {
      const row = this.rows.get(key);
      if (row?.mark === mark) {
        if (row.node === at) at = at.nextElementSibling;
        else this.list.insertBefore(row.node, at);
        continue;
      }
      const node = make();
      if (row) {
        if (row.node === at) at = at.nextElementSibling;
        replaceKeepingFocus(row.node, node);
      } else {
        this.list.insertBefore(node, at);
      }
      this.rows.set(key, { mark, node });
    }
  }

  dismiss(ts) {
    const gone = dismissed().add(ts);
    sessionStorage.setItem(dismissedKey(), JSON.stringify([...gone]));
    this.draw();
    this.scroller.focus({ preventScroll: true });
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.stick = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.stick) this.jump.hidden = true;
    if (scrollTop < NEAR && this.loaded && scrollHeight > clientHeight) this.older();
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.stick = true;
    this.jump.hidden = true;
  }
}
