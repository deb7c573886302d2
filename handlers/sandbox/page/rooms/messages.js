// A list of messages, of a conversation or of a thread: fetches pages, takes what the stream brings, and scrolls as a
// reader expects.

import { act, get } from "../api.js";
import { button, linkButton } from "../parts/controls.js";
import { h, icon } from "../parts/dom.js";
import { dayHeading } from "../text/dates.js";
import { Form } from "../kit/form.js";
import { forget, KeptMessages, later } from "./kept_messages.js";
import { authorOf, renderMessage } from "./message.js";
import { spokenText } from "../text/mrkdwn.js";
import { conversation, nameOf, now, state, textContext, zone } from "../state.js";
import { announce, fail } from "../parts/toasts.js";
import { count } from "../text/words.js";
import { moveByArrows } from "./message_focus.js";
import { Window } from "./window.js";

const PAGE = 50;
const AGAIN = 200; // messages fetched again after the connection was lost
const NEAR = 120; // pixels from an end that count as being there
const RESTED = 250; // milliseconds after which what was seen is marked as read

export class MessageList {
  /** options: {channel, thread?, joined, empty() -> node, onThread(ts), onCount(replies)} */
  constructor(options) {
    this.options = options;
    this.forms = new Map();
    this.kept = new KeptMessages(options.channel, options.thread);
    this.loaded = this.closed = this.keptUnread = false;
    this.awaited = new Set(); // for each page under way: what the stream brought meanwhile
    this.as = state.me;
    const earlier = { class: "link-button earlier", hidden: true };
    this.earlier = linkButton("Earlier messages", () => this.older(), earlier);
    this.list = h("ol", { class: "messages", role: "list" });
    this.empty = h("div", { class: "empty", hidden: true });
    const jump = { class: "jump", hidden: true };
    this.jump = button([icon("down"), "New messages"], () => this.toEnd(), "", jump);
    const name = options.thread ? "Thread" : "Messages";
    this.scroller = h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": name });
    this.window = new Window(this.scroller, this.list, (index) => this.rowsOf(index));
    this.scroller.append(this.earlier, this.empty, this.window.above, this.list, this.window.below);
    this.node = h("div", { class: "message-pane" }, this.scroller, this.jump);
    let waiting = false;
    const scroll = () => {
      if (!waiting) requestAnimationFrame(() => (waiting = false) || this.closed || this.scrolled());
      waiting = true;
    };
    this.scroller.addEventListener("scroll", scroll, { passive: true });
    moveByArrows(this.scroller, this.list, () => this.window.shift());
    // Pictures, fonts, the composer's growth and a turned phone all change heights; a reader stays at the end, or at
    // the message where they were.
    this.watch = new ResizeObserver(() => (this.stick ? this.bottom() : this.window.hold()));
    this.watch.observe(this.scroller);
    this.watch.observe(this.list);
    this.seen = () => this.read();
    document.addEventListener("visibilitychange", this.seen);
    this.stick = true;
  }

  get items() {
    return this.kept.items;
  }

  close() {
    this.closed = true;
    this.watch.disconnect();
    document.removeEventListener("visibilitychange", this.seen);
  }

  async ask(parameters) {
    const { channel, thread } = this.options;
    const arrived = [];
    this.awaited.add(arrived);
    try {
      const page = await get("messages", { as: this.as, channel, thread, limit: PAGE, ...parameters });
      return this.closed ? null : { ...page, arrived };
    } finally {
      this.awaited.delete(arrived);
    }
  }

  /** Fetches what is on show again: at first, and when news may have been missed. Never two at a time. */
  async refresh() {
    this.again = true;
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  async run() {
    while (this.again && !this.closed) {
      this.again = false;
      const around = this.wanted ?? (this.stick ? null : this.window.anchor()?.item.message.ts);
      const limit = this.wanted || this.items.length > PAGE || this.options.thread ? AGAIN : PAGE;
      try {
        const page = await this.ask({ limit, around });
        if (page) this.take(page);
      } catch (error) {
        if (!this.closed) fail(error);
      }
    }
  }

  take(page) {
    const newest = this.kept.newest?.ts;
    const anchor = this.stick ? null : this.window.anchor();
    this.kept.replace(page);
    this.window.items = this.items;
    for (const each of page.arrived) this.kept.put(each);
    if (this.loaded) this.tellNews(this.items.map((item) => item.message).filter((each) => later(each.ts, newest)));
    this.loaded = true;
    this.draw(anchor);
    this.read(0);
  }

  /** Takes what the stream brought: {cards, gone}. */
  hear(news) {
    for (const arrived of this.awaited) arrived.push(news);
    if (!this.loaded) return;
    const anchor = this.stick ? null : this.window.anchor();
    const fresh = this.kept.put(news);
    this.tellNews(fresh);
    if (fresh.some((each) => each.user === this.as)) this.stick = true;
    this.draw(this.stick ? null : anchor);
    if (fresh.length && !this.stick) this.jump.hidden = false;
    this.read();
  }

  tellNews(fresh) {
    const others = fresh.filter((each) => each.user !== this.as);
    if (others.length > 2) announce(count(others.length, "new message"));
    else if (others.length)
      announce(others.map((each) => `${nameOf(authorOf(each))}: ${inShort(each)}`).join(". "));
  }

  rowsOf(index) {
    const item = this.items[index];
    const { message, grouped, day, beginsDay } = item;
    const rows = [];
    if (beginsDay) {
      const words = dayHeading(Number(message.ts), zone(), now());
      const make = () => h("li", { class: "day", role: "presentation" }, h("span", {}, words));
      rows.push({ key: `day-${day}`, mark: words, make });
    }
    if (this.kept.isNew(index)) {
      const make = () => h("li", { class: "day new-line", "data-testid": "new-line" }, h("span", {}, "New"));
      rows.push({ key: "new", mark: "new", make });
    }
    // A reply's author may get a new name or the reader another zone; both are part of what is drawn.
    const mark = JSON.stringify([message, grouped, zone(), nameOf(authorOf(message)), this.options.joined]);
    rows.push({ key: message.ts, mark, make: () => renderMessage(message, grouped, this.around(message)) });
    return rows;
  }

  draw(anchor = this.stick ? null : this.window.anchor()) {
    if (this.closed) return;
    this.earlier.hidden = !this.kept.hasMore;
    this.empty.hidden = this.items.length > 0;
    if (!this.items.length) this.empty.replaceChildren(this.options.empty());
    if (anchor) this.window.draw(anchor);
    else this.pin();
    const [parent] = this.items;
    this.options.onCount?.(parent?.message.ts === this.options.thread ? parent.message.reply_count : this.items.length);
  }

  /** Draws all that is on show by the present clock and the reader's present zone. */
  redraw() {
    this.kept.arrange();
    this.draw();
  }

  around(message) {
    if (!this.forms.has(message.ts)) this.forms.set(message.ts, new Form({}, this.options.channel));
    return {
      channel: this.options.channel,
      inThread: Boolean(this.options.thread),
      joined: this.options.joined,
      form: this.forms.get(message.ts),
      onThread: this.options.onThread,
      onDismiss: (ts) => this.dismiss(ts),
      onUnread: (ts) => this.keepUnread(ts),
    };
  }

  dismiss(ts) {
    forget(ts);
    this.hear({ gone: [ts] });
    this.scroller.focus({ preventScroll: true });
  }

  async older() {
    if (this.kept.hasMore) await this.more({ before: this.items[0]?.message.ts }, (page) => this.kept.addOlder(page));
  }

  async newer() {
    if (this.kept.hasNewer) await this.more({ after: this.kept.newest?.ts }, (page) => this.kept.addNewer(page));
  }

  async more(parameters, add) {
    if (this.fetching) return;
    this.fetching = true;
    try {
      const page = await this.ask(parameters);
      if (!page) return;
      const anchor = this.window.anchor();
      add(page);
      for (const each of page.arrived) this.kept.put(each);
      this.draw(anchor);
    } catch (error) {
      fail(error);
    } finally {
      this.fetching = false;
    }
  }

  scrolled() {
    this.window.shift();
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const left = scrollHeight - scrollTop - clientHeight;
    this.stick = left < NEAR && !this.kept.hasNewer;
    if (this.stick) this.jump.hidden = true;
    if (this.stick) this.read();
    if (!this.loaded || scrollHeight <= clientHeight) return;
    if (scrollTop < NEAR) this.older();
    if (left < NEAR) this.newer();
  }

  pin() {
    this.window.drawEnd();
    this.bottom();
  }

  bottom() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  async toEnd() {
    this.stick = true;
    this.jump.hidden = true;
    if (this.kept.hasNewer) return this.refresh();
    return this.pin();
  }

  /** Brings a message into view, wherever it is, and points at it; the focus goes along or not. */
  async goTo(ts, { takesFocus = true } = {}) {
    this.stick = false;
    await this.running;
    if (!this.kept.find(ts)) {
      this.wanted = ts;
      await this.refresh();
      this.wanted = null;
    }
    const item = this.kept.find(ts);
    if (!item) return;
    this.stick = false; // a late scroll event of the first drawing may have set it again meanwhile
    this.jump.hidden = !this.kept.hasNewer;
    this.window.draw({ item, top: this.scroller.clientHeight / 3 });
    const row = this.list.querySelector(`[data-ts="${ts}"]`);
    if (takesFocus) row?.focus({ preventScroll: true });
    row?.classList.add("pointed");
    setTimeout(() => row?.classList.remove("pointed"), 3000);
  }

  // Reading marks as read; one request for all that came within a moment.
  read(rested = RESTED) {
    const { channel, thread, joined } = this.options;
    const isSeen = () => !this.closed && !this.keptUnread && this.stick && !document.hidden;
    if (thread || !joined || this.marking || !isSeen() || !conversation(channel)?.unread) return;
    this.marking = setTimeout(() => {
      this.marking = null;
      if (isSeen()) act("conversation/mark", { as: this.as, channel }).catch(() => {});
    }, rested);
  }

  keepUnread(ts) {
    this.keptUnread = true;
    this.kept.lastRead = String(Number(ts) - 0.000001);
    act("conversation/mark", { as: this.as, channel: this.options.channel, ts, unread: true }).catch(fail);
    this.redraw();
  }
}

const inShort = ({ text, files = [] }) =>
  [spokenText(text, textContext()), ...files.map((each) => each.title || each.name)].filter(Boolean).join(", ");
