// The middle of the page: one conversation's head, its messages and the composer; or the app's Home.

import { act } from "../api.js";
import { ViewBlocks } from "../kit/views.js";
import { button } from "../parts/controls.js";
import { h, replace } from "../parts/dom.js";
import { fail } from "../parts/toasts.js";
import { appName, bot, here, loadViews, on, state, tell, titleOf } from "../state.js";
import { createComposer } from "./composer.js";
import { headOf, homeHead, noticeOf, tabsOf } from "./conversation_head.js";
import { MessageList } from "./messages.js";
import { joinChannel } from "./sidebar.js";

const parts = {};
let list = null;
let headMark = null; // what the head was drawn for
let visited = null; // the tab of the app that was told of last
let shown = null; // what the list was made for
let composer = null;
let home = null; // {id, blocks}

export function startConversation(node) {
  parts.head = h("header", { class: "place-head" });
  parts.tabs = h("nav", { class: "tabs", "aria-label": "Convenor", hidden: true });
  parts.notice = h("div", { class: "place-notice", hidden: true });
  parts.body = h("div", { class: "place-body" });
  parts.foot = h("div", { class: "place-foot", id: "writing", tabindex: "-1" });
  composer = createComposer({ onSent: () => list?.toEnd() });
  replace(node, parts.head, parts.tabs, parts.notice, parts.body, parts.foot);
  composer.takeDrops(node);
  on("person", clear);
  on("place", show);
  on("panel", () => state.place !== "home" && show());
  on("conversations", show);
  on("views", () => (state.place === "home" ? drawHome() : show()));
}

export const refreshMessages = () => list?.refresh();
export const hearMessages = (news) => list?.options.channel === news.channel && list.hear(news);
/** Brings a message of this conversation into view; a reply in its thread. */
export function goToMessage({ ts, thread }) {
  const isReply = Boolean(thread && thread !== ts);
  list?.goTo(thread ?? ts, { takesFocus: !isReply });
  if (!isReply) return;
  state.panel = { kind: "thread", ts: thread, at: ts };
  tell("panel");
}

export const redrawMessages = () => list?.redraw();

// Nobody sees for a moment what the person before them could read.
function clear() {
  list?.close();
  list = shown = headMark = home = null;
  drawHead(null, null, null);
  replace(parts.body);
  replace(parts.foot);
}

function show() {
  if (state.place === "home") return showHome();
  const place = here();
  if (!place) return undefined;
  const key = JSON.stringify([state.me, place.id, place.is_member, place.is_archived]);
  // Only where something changed: drawing again would take the focus from a button there.
  const mark = JSON.stringify([
    { ...place, unread: 0, last_ts: 0 },
    state.me,
    state.panel?.kind,
    Boolean(state.views.home),
  ]);
  if (mark !== headMark) drawHead(headOf(place), tabsOf(place), noticeOf(place));
  headMark = mark;
  if (key === shown) return undefined;
  shown = key;
  home = null;
  list?.close();
  list = new MessageList({
    channel: place.id,
    joined: place.is_member,
    empty: () => emptyWords(place),
    onThread: (ts) => {
      state.panel = { kind: "thread", ts };
      tell("panel");
    },
  });
  replace(parts.body, list.node);
  drawFoot(place);
  visitApp(place.with === bot()?.id && place.kind === "im" ? "messages" : null);
  list.refresh();
  return undefined;
}

function drawHead(head, tabs, notice) {
  replace(parts.head, head);
  replace(parts.tabs, tabs);
  parts.tabs.hidden = !tabs;
  replace(parts.notice, notice);
  parts.notice.hidden = !notice;
}

function drawFoot(place) {
  const bar = (...words) => replace(parts.foot, h("div", { class: "join-bar" }, words));
  if (place.is_archived) {
    bar(h("span", {}, "This channel is archived: it can be read, and nobody writes in it."));
  } else if (place.kind === "public" && !place.is_member) {
    bar(
      h("span", {}, "You are reading ", h("b", {}, `#${place.name}`), " without being in it."),
      button("Join channel", () => joinChannel(place.id), "primary", { "data-testid": "join-here" }),
    );
  } else {
    if (composer.node.parentNode !== parts.foot) replace(parts.foot, composer.node);
    composer.load(place.id, null, `Write to ${place.kind === "im" ? "" : "#"}${titleOf(place)}`);
  }
}

// Slack tells an app when somebody opens its place, and an app may publish its Home only then.
function visitApp(tab) {
  const visit = tab && `${state.me}:${tab}`;
  if (visit && visit !== visited) act("conversation/open", { as: state.me, user: bot().id, tab }).catch(fail);
  visited = visit;
}

function emptyWords(place) {
  if (place.kind === "im" && place.with !== bot()?.id)
    return h("p", {}, `This is the beginning of your conversation with ${titleOf(place)}.`);
  if (!place.is_member) return h("p", { class: "empty-head" }, "Nothing here yet.");
  return h(
    "div",
    {},
    h("p", { class: "empty-head" }, "Nothing here yet."),
    h("p", {}, "Type ", h("kbd", {}, "/"), ` to see what ${appName()} can do.`),
  );
}

function showHome() {
  shown = null;
  list?.close();
  list = null;
  headMark = null;
  drawHead(homeHead(), tabsOf(state.conversations.find((each) => each.with === bot()?.id)), null);
  replace(parts.foot);
  drawHome();
  visitApp("home");
  return loadViews().catch(fail);
}

function drawHome() {
  const view = state.views.home;
  if (!view)
    return replace(
      parts.body,
      h(
        "div",
        { class: "empty" },
        h("p", { class: "empty-head" }, "Nothing here yet."),
        h("p", {}, `${appName()} has not published a Home for you.`),
      ),
    );
  if (home?.id !== view.id) home = { id: view.id, blocks: new ViewBlocks(view, null) };
  home.blocks.draw(view, view.errors);
  return home.blocks.node.isConnected
    ? undefined
    : replace(
        parts.body,
        h("div", { class: "scroller home", tabindex: "0", role: "region", "aria-label": "Home" }, home.blocks.node),
      );
}
