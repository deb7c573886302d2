// The messages of a conversation or thread that were fetched, in their order, and what follows from their order.

import { dayNumber } from "../text/dates.js";
import { state, zone } from "../state.js";
import { continues } from "./message.js";

const dismissedKey = () => `dismissed:${state.me}`;
const dismissed = () => new Set(JSON.parse(sessionStorage.getItem(dismissedKey()) ?? "[]"));

/** Remembers in this tab that a private message was sent away. */
export function forget(ts) {
  sessionStorage.setItem(dismissedKey(), JSON.stringify([...dismissed().add(ts)]));
}

export const later = (one, other) => Number(one) > Number(other);

/** Items are {message, day, beginsDay, grouped}, and keep what others put on them. */
export class KeptMessages {
  constructor(channel, thread) {
    Object.assign(this, { channel, thread, items: [], hasMore: false, hasNewer: false, lastRead: null });
    this.as = state.me;
  }

  get newest() {
    return this.items.at(-1)?.message;
  }

  /** The item of this ts, or undefined. */
  find(ts) {
    const item = this.items[this.placeOf(ts)];
    return item?.message.ts === ts ? item : undefined;
  }

  /** A page in place of all that was kept; what is still there keeps its item. */
  replace(page) {
    const known = new Map(this.items.map((item) => [item.message.ts, item]));
    const shown = page.messages.filter((each) => this.shows(each));
    this.items = shown.map((message) => Object.assign(known.get(message.ts) ?? {}, { message }));
    this.lastRead ??= page.last_read;
    this.hasMore = page.has_more;
    this.hasNewer = page.has_newer;
    this.arrange();
  }

  /** A page of those before the first. */
  addOlder(page) {
    const found = page.messages.filter((each) => this.shows(each)).map((message) => ({ message }));
    this.hasMore = page.has_more && page.messages.length > 0;
    this.items.unshift(...found);
    this.arrange(0, found.length + 1);
  }

  /** A page of those after the last. */
  addNewer(page) {
    const from = this.items.length;
    this.hasNewer = page.has_newer;
    this.items.push(...page.messages.filter((each) => this.shows(each)).map((message) => ({ message })));
    this.arrange(from);
  }

  /** Takes what the stream brought; answers with the messages that are new at the end. */
  put({ cards = [], gone = [] }) {
    const fresh = [];
    for (const message of cards) {
      const at = this.placeOf(message.ts);
      if (this.items[at]?.message.ts === message.ts) {
        this.items[at].message = message;
        if (!this.shows(message)) this.items.splice(at, 1);
      } else if (this.shows(message) && this.reaches(at)) {
        this.items.splice(at, 0, { message });
        if (at === this.items.length - 1) fresh.push(message);
      } else continue;
      this.arrange(at, at + 2);
    }
    for (const ts of gone) {
      const at = this.placeOf(ts);
      if (this.items[at]?.message.ts !== ts) continue;
      this.items.splice(at, 1);
      this.arrange(at, at + 1);
    }
    return fresh;
  }

  // Where it stands, or would stand. Most are the last one.
  placeOf(ts) {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (later(ts, this.items[middle].message.ts)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // What lies beyond the pages fetched comes with its page.
  reaches(at) {
    return !(at === 0 && this.hasMore) && !(at === this.items.length && this.hasNewer);
  }

  // Replies belong to their thread; a dismissed message stays away as long as this tab lives.
  shows(message) {
    const { thread, channel } = this;
    if (dismissed().has(message.ts)) return false;
    const isReply = message.thread_ts && message.thread_ts !== message.ts;
    if (thread) return message.ts === thread || message.thread_ts === thread;
    return Boolean(channel) && (!isReply || message.subtype === "thread_broadcast");
  }

  // What a message shows depends on the one before it.
  arrange(from = 0, to = this.items.length) {
    for (let index = Math.max(0, from); index < Math.min(to, this.items.length); index += 1) {
      const item = this.items[index];
      const before = this.items[index - 1];
      item.day = dayNumber(Number(item.message.ts), zone());
      item.beginsDay = item.day !== before?.day;
      item.grouped = !item.beginsDay && !this.isNew(index) && continues(item.message, before.message);
    }
  }

  // The line "New" stands above the first message that others wrote since this was read, while one stays here.
  isNew(index) {
    const { message } = this.items[index];
    const isAfter = (each) => later(each.ts, this.lastRead);
    if (this.thread || !Number(this.lastRead) || message.user === this.as || !isAfter(message)) return false;
    let at = index - 1;
    while (at >= 0 && isAfter(this.items[at].message) && this.items[at].message.user === this.as) at -= 1;
    return at >= 0 ? !isAfter(this.items[at].message) : !this.hasMore;
  }
}
