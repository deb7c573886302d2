// One message as a list item.

import { blockContext } from "../kit/actions.js";
import { renderBlocks } from "../kit/blocks.js";
import { avatar } from "../parts/avatar.js";
import { linkButton } from "../parts/controls.js";
import { h, icon } from "../parts/dom.js";
import { bot, nameOf, state, textContext, zone } from "../state.js";
import { dayNumber, inFull, timeOf } from "../text/dates.js";
import { renderMrkdwn } from "../text/mrkdwn.js";
import { fileCard, replies } from "./message_parts.js";
import { reaction } from "./reactions.js";
import { tools } from "./message_tools.js";

const TOGETHER = 300; // seconds in which a person's next message needs no name again

const SYSTEM = new Set([
  "channel_join",
  "channel_leave",
  "group_join",
  "group_leave",
  "channel_name",
  "channel_topic",
  "channel_purpose",
]);

export const isSystem = (message) => SYSTEM.has(message.subtype);

/** Who wrote it: a person of the workspace, or what the message itself says. */
export function authorOf(message) {
  const { username, icons } = message.shown_as ?? {};
  if (username || icons) {
    const shown = username ?? nameOf(bot());
    return { ...bot(), id: shown, name: shown, real_name: shown, emoji: icons?.emoji };
  }
  const known = state.people.get(message.user) ?? (message.bot_id ? bot() : undefined);
  return (
    known ?? {
      id: message.user ?? "",
      name: message.username,
      real_name: message.username,
      is_bot: Boolean(message.bot_id),
    }
  );
}

/** True when the message continues the one before it, and its head would only repeat. */
export function continues(message, before) {
  const plain = (each) => each && !each.ephemeral && !isSystem(each) && !each.blocks?.length;
  return (
    plain(message) &&
    plain(before) &&
    !before.reply_count &&
    message.user === before.user &&
    Number(message.ts) - Number(before.ts) < TOGETHER &&
    dayNumber(Number(message.ts), zone()) === dayNumber(Number(before.ts), zone())
  );
}

/** place: {channel, inThread, joined, form, onThread(ts), onDismiss(ts), onUnread(ts)} */
export function renderMessage(message, grouped, place) {
  const unix = Number(message.ts);
  const author = authorOf(message);
  const stamp = h(
    "time",
    { class: "stamp", datetime: new Date(unix * 1000).toISOString(), title: inFull(unix, zone()) },
    timeOf(unix, zone()),
  );
  const testId = `${place.inThread ? "thread-" : ""}message-${message.ts}`;
  if (isSystem(message)) {
    return h(
      "li",
      { class: "message system", "data-testid": testId, "data-ts": message.ts, tabindex: "-1" },
      h("span", { class: "gutter" }, avatar(author, "small")),
      h("div", { class: "system-words" }, h("bdi", {}, nameOf(author)), " ", systemWords(message), " ", stamp),
    );
  }
  const head = grouped
    ? null
    : h(
        "div",
        { class: "message-head" },
        h("bdi", { class: "author", title: author.title || null }, nameOf(author)),
        author.is_bot ? h("span", { class: "badge" }, "APP") : null,
        stamp,
      );
  const body = h("div", { class: "message-body" }, content(message, place));
  const inner = h(
    "article",
    {
      class: "message-inner",
      "aria-label": `${nameOf(author)}, ${timeOf(unix, zone())}`,
      "data-testid": message.ephemeral ? "ephemeral" : null,
    },
    message.ephemeral ? onlyYou(message, place) : null,
    head,
    body,
  );
  const kind = `${message.ephemeral ? " is-ephemeral" : ""}${grouped ? " grouped" : ""}${message.subtype === "tombstone" ? " tombstone" : ""}`;
  return h(
    "li",
    { class: `message${kind}`, "data-testid": testId, "data-ts": message.ts, tabindex: "-1" },
    h("span", { class: "gutter" }, grouped ? stamp : avatar(author)),
    inner,
    tools(message, place),
  );
}

function onlyYou(message, place) {
  return h(
    "div",
    { class: "only-you" },
    icon("eye"),
    h("span", {}, "Only visible to you"),
    h("span", { "aria-hidden": "true" }, "·"),
    linkButton("Dismiss", () => place.onDismiss(message.ts)),
  );
}

function content(message, place) {
  const ctx = blockContext(place.form, "message", { channel: place.channel, ts: message.ts }, "press");
  const parts = [];
  if (message.blocks?.length) {
    place.form.adopt(message.blocks);
    parts.push(h("div", { class: "blocks" }, renderBlocks(message.blocks, ctx)));
  } else if (message.text) {
    parts.push(renderMrkdwn(message.text, ctx.text));
  }
  if (message.edited) parts.push(h("span", { class: "edited" }, "(edited)"));
  if (message.files?.length) parts.push(h("div", { class: "files" }, message.files.map(fileCard)));
  if (message.reactions?.length) parts.push(h("div", { class: "reactions" }, message.reactions.map((each) => reaction(each, message, place))));
  if (message.reply_count && !place.inThread) parts.push(h("div", {}, replies(message, place)));
  return parts;
}

function systemWords(message) {
  const words = {
    channel_join: "joined the channel",
    group_join: "joined the channel",
    channel_leave: "left the channel",
    group_leave: "left the channel",
  };
  return words[message.subtype] ?? renderMrkdwn(message.text, textContext()).textContent;
}
