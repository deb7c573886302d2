// The conversations of the person acted as.

import { act } from "../api.js";
import { avatar } from "../parts/avatar.js";
import { openDialog } from "../parts/dialog.js";
import { createChannel } from "./channel_dialogs.js";
import { channelBadge, unreadCount } from "./about.js";
import { peopleFinder } from "./people_list.js";
import { button, signButton } from "../parts/controls.js";
import { h, icon, replace } from "../parts/dom.js";
import { appName, bot, hashOf, loadConversations, nameOf, on, state } from "../state.js";
import { fail } from "../parts/toasts.js";

let root = null;
let go = null;

/** goTo(place) shows a conversation or "home". */
export function startSidebar(node, goTo) {
  root = node;
  go = goTo;
  for (const topic of ["conversations", "place", "workspace", "views", "about"]) on(topic, draw);
}

function draw() {
  if (!state.workspace) return;
  const channels = state.conversations.filter((each) => each.kind !== "im");
  const byName = (one, other) => one.name.localeCompare(other.name);
  const joined = channels.filter((each) => each.is_member).sort(byName);
  const others = channels.filter((each) => !each.is_member).sort(byName);
  const direct = state.conversations
    .filter((each) => each.kind === "im" && each.with !== bot()?.id)
    .sort((one, other) => Number(other.last_ts ?? 0) - Number(one.last_ts ?? 0));
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  replace(
    root,
    group(
      "Channels",
      [...joined, ...others].map(channelRow),
      { label: "New channel", testId: "new-channel", run: newChannel },
      "No channels yet.",
    ),
    group(
      "Direct messages",
      direct.map(directRow),
      { label: "New direct message", testId: "new-direct", run: newDirect },
      "None yet.",
    ),
    group("Apps", [appRow()]),
  );
  if (focused) root.querySelector(`[data-testid="${focused}"]`)?.focus({ preventScroll: true });
}

function group(title, rows, add, empty) {
  return h(
    "section",
    { class: "side-group" },
    h(
      "div",
      { class: "side-title" },
      h("h2", {}, title),
      add ? signButton(add.label, "plus", add.run, { title: add.label, "data-testid": add.testId }) : null,
    ),
    rows.length ? h("ul", { role: "list" }, rows) : h("p", { class: "side-empty" }, empty),
  );
}

function row(conversation, picture, words, extra = {}) {
  const current = state.place === conversation.id;
  const unread = current || !conversation.is_member ? 0 : conversation.unread;
  return h(
    "li",
    { class: "side-item" },
    h(
      "a",
      {
        href: hashOf(state.me, conversation.id),
        class: `side-row${unread ? " unread" : ""}${extra.faint ? " faint" : ""}`,
        "aria-current": current ? "page" : null,
        "data-testid": `conversation-${conversation.id}`,
        title: extra.title ?? null,
      },
      picture,
      h("span", { class: "side-name", dir: "auto" }, words),
      extra.badge ?? null,
      unread ? unreadCount(unread > 99 ? "99+" : unread) : null,
    ),
    extra.after ?? null,
  );
}

function channelRow(conversation) {
  const sort = conversation.kind === "private" ? "Private channel" : "Public channel";
  const picture = [icon(conversation.kind === "private" ? "lock" : "hash"), h("span", { class: "hidden" }, `${sort} `)];
  if (conversation.is_member)
    return row(conversation, picture, conversation.name, {
      title: conversation.topic || null,
      badge: channelBadge(conversation.id),
    });
  const join = button("Join", () => joinChannel(conversation.id), "", {
    class: "join",
    "data-testid": `join-${conversation.id}`,
    "aria-label": `Join ${conversation.name}`,
  });
  return row(conversation, picture, conversation.name, { faint: true, after: join, title: conversation.topic || null });
}

function directRow(conversation) {
  const person = state.people.get(conversation.with);
  return row(conversation, avatar(person, "tiny"), nameOf(person), { title: person?.title, faint: person?.deleted });
}

function appRow() {
  const app = bot();
  const existing = state.conversations.find((each) => each.kind === "im" && each.with === app?.id);
  const badge = h("span", { class: "badge" }, "APP");
  if (existing) return row(existing, avatar(app, "tiny"), appName(), { badge });
  return h(
    "li",
    { class: "side-item" },
    h(
      "button",
      { type: "button", class: "side-row", "data-testid": "conversation-app", onclick: () => openDirect(app.id) },
      avatar(app, "tiny"),
      h("span", { class: "side-name" }, appName()),
      badge,
    ),
  );
}

export async function joinChannel(id) {
  try {
    await act("conversation/join", { as: state.me, channel: id });
    await loadConversations();
    go(id);
  } catch (error) {
    fail(error);
  }
}

/** Opens the direct message with somebody, and goes there. */
export async function openDirect(user) {
  try {
    const opened = await act("conversation/open", { as: state.me, user });
    await loadConversations();
    go(opened.channel?.id ?? opened.channel ?? opened.id ?? state.conversations.find((each) => each.with === user)?.id);
  } catch (error) {
    fail(error);
  }
}

async function newChannel() {
  const id = await createChannel();
  if (!id) return;
  await loadConversations().catch(fail);
  go(id);
}

async function newDirect() {
  const chosen = await openDialog("New direct message", (close) => {
    const write = (person) =>
      button("Write", () => close(person.id), "small", { "aria-label": `Write to ${nameOf(person)}` });
    const { search, list } = peopleFinder((person) => !person.is_bot && person.id !== state.me, write);
    return h("div", { class: "dialog-body" }, search, list);
  });
  if (chosen) await openDirect(chosen);
}
