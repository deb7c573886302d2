// What is between < and > in Slack's text: links, people, channels, dates. ctx: as in mrkdwn.js

import { h, setText } from "../parts/dom.js";
import { fillTokens, inFull } from "./dates.js";

const ENTITY = { amp: "&", lt: "<", gt: ">" };

// One pass, so that "&amp;lt;" becomes "&lt;" and no more.
export const decode = (text) => text.replace(/&(amp|lt|gt);/g, (whole, name) => ENTITY[name]);

export function emojiNode(character, name) {
  return h(
    "span",
    { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` },
    character,
  );
}

/** The element of one sequence; body is the text between the brackets. */
export function special(body, ctx) {
  const bar = body.indexOf("|");
  const head = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? null : decode(body.slice(bar + 1));
  if (head.startsWith("@")) return mention(head.slice(1), ctx, label);
  if (head.startsWith("#")) return channel(head.slice(1), ctx, label);
  if (head.startsWith("!date^")) return dateSequence(head, label, ctx);
  if (head.startsWith("!subteam^")) return h("span", { class: "mention" }, label ?? "@group");
  if (/^!(here|channel|everyone)$/.test(head)) return broadcast(head.slice(1));
  if (head.startsWith("!")) return h("span", {}, label ?? `<${decode(body)}>`);
  const inside = ctx.inside?.(decode(head));
  if (inside) return h("a", { href: inside, title: decode(head) }, h("bdi", {}, label ?? decode(head)));
  return link(decode(head), label ?? decode(head).replace(/^mailto:/, ""), `<${decode(body)}>`);
}

export const broadcast = (range) => h("span", { class: "mention mention-all" }, `@${range}`);

export function mention(id, ctx, label) {
  const person = ctx.person(id);
  const name = person?.real_name || person?.name || (label ? label.replace(/^@/, "") : "unknown person");
  const mine = id === ctx.me ? " mention-me" : "";
  return h("bdi", { class: `mention${mine}`, title: person?.title || null, "data-user": id }, `@${name}`);
}

export function channel(id, ctx, label) {
  const name = ctx.channel(id)?.name;
  if (name) return h("a", { class: "mention", href: ctx.channelHref(id) }, h("bdi", {}, `#${name}`));
  return h("span", { class: "mention" }, label ? `#${label}` : "a private channel");
}

/** A link that leaves the page; anything but http, https and mailto stays text. */
export function link(address, label, otherwise = label) {
  if (!/^(https?:\/\/|mailto:)\S+$/i.test(address)) return document.createTextNode(otherwise);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer", title: address }, h("bdi", {}, label));
}

function dateSequence(head, label, ctx) {
  const [, stamp, format, address] = head.split("^");
  return dateNode(/^-?\d+$/.test(stamp ?? "") ? Number(stamp) : NaN, decode(format ?? ""), label ?? "", address, ctx);
}

/** A moment in the reader's zone; refreshDates keeps its "today" and "ago" true while the clock moves. */
export function dateNode(unix, format, fallback, address, ctx) {
  const text = fillTokens(unix, format, ctx.zone, ctx.now(), ctx.locale);
  if (text === null) return h("span", { class: "date" }, fallback);
  const node = h(
    "time",
    {
      class: "date",
      datetime: new Date(unix * 1000).toISOString(),
      title: inFull(unix, ctx.zone),
      "data-unix": unix,
      "data-format": format,
    },
    text,
  );
  return address && /^https?:\/\//i.test(address)
    ? h("a", { href: decode(address), target: "_blank", rel: "noopener noreferrer" }, node)
    : node;
}

/** Writes every date below root again for the present moment. */
export function refreshDates(root, ctx) {
  for (const node of root.querySelectorAll("time.date[data-format]")) {
    setText(node, fillTokens(Number(node.dataset.unix), node.dataset.format, ctx.zone, ctx.now(), ctx.locale));
  }
}
