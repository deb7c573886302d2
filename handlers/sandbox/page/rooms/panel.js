// The panel at the side: a thread, or a channel's members.

import { get } from "../api.js";
import { createComposer } from "./composer.js";
import { openInvite } from "./channel_dialogs.js";
import { personRow } from "./people_list.js";
import { button, signButton } from "../parts/controls.js";
import { does } from "../parts/deeds.js";
import { h, icon, replace } from "../parts/dom.js";
import { timeOf, zoneLabel } from "../text/dates.js";
import { MessageList } from "./messages.js";
import { here, nameOf, now, on, state, tell, titleOf } from "../state.js";
import { fail } from "../parts/toasts.js";
import { count } from "../text/words.js";

export const covers = matchMedia("(max-width: 1080px)"); // then it lies over the conversation, as in layout.css
let root = null;
let list = null;
let composer = null;
let shown = null;
let opener = null;
const others = new Map();

/** Another room's use of the panel: show(root, head) draws it; it stays when one goes elsewhere. */
export const addPanel = (kind, draw) => others.set(kind, draw);
export const keepsPanel = () => others.has(state.panel?.kind);

export function startPanel(node) {
  root = node;
  composer = createComposer({ inThread: true, onSent: () => list?.toEnd() });
  composer.takeDrops(root);
  on("panel", show);
  covers.addEventListener("change", rank);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) closePanel();
  });
}

export const refreshThread = () => list?.refresh();
export const hearReplies = (news) => list?.options.channel === news.channel && list.hear(news);

// What covers the conversation is the page's main part while it does.
function rank() {
  root.setAttribute("role", covers.matches ? "main" : "complementary");
  root.querySelector("h2")?.setAttribute("aria-level", covers.matches ? "1" : "2");
}

export function closePanel() {
  state.panel = null;
  tell("panel");
}

export function refreshPanel() {
  if (state.panel?.kind === "members") showMembers();
}

function show() {
  const key = state.panel && JSON.stringify([state.me, state.place, state.panel]);
  if (key === shown) return;
  if (!shown) opener = document.activeElement;
  shown = key;
  list?.close();
  list = null;
  root.hidden = !state.panel;
  document.body.classList.toggle("has-panel", Boolean(state.panel));
  if (!state.panel) {
    replace(root);
    if (opener?.isConnected) opener.focus({ preventScroll: true });
  } else if (keepsPanel()) others.get(state.panel.kind)(root, head);
  else if (state.panel.kind === "thread") showThread(state.panel);
  else showMembers();
  rank();
}

function head(title, sub) {
  return h(
    "div",
    { class: "panel-head" },
    h("div", { class: "place-title" }, h("h2", {}, title), sub ?? null),
    signButton("Close the panel", "close", closePanel, { "data-testid": "panel-close" }),
  );
}

function showThread({ ts, at }) {
  const place = here();
  if (!place) return;
  const replies = h("p", { class: "place-topic" }, titleOf(place));
  root.setAttribute("aria-label", "Thread");
  list = new MessageList({
    channel: place.id,
    thread: ts,
    joined: place.is_member,
    empty: () => h("p", {}, "This message is gone."),
    onThread: () => {},
    onCount: (number) => {
      replies.textContent = `${place.kind === "im" ? "" : "#"}${titleOf(place)} · ${count(number, "reply", "replies")}`;
    },
  });
  replace(root, head("Thread", replies), list.node, place.is_member ? composer.node : null);
  composer.load(place.id, ts, "Reply in this thread");
  list.refresh();
  if (at) list.goTo(at);
  else if (place.is_member) composer.focus();
}

async function showMembers() {
  const place = here();
  if (!place || place.kind === "im") return closePanel();
  const asked = shown;
  root.setAttribute("aria-label", "Members");
  let members = [];
  try {
    ({ members } = await get("members", { as: state.me, channel: place.id }));
  } catch (error) {
    return fail(error);
  }
  if (asked !== shown) return undefined;
  const people = members
    .map((id) => state.people.get(id))
    .filter(Boolean)
    .sort((one, other) => Number(one.is_bot) - Number(other.is_bot) || nameOf(one).localeCompare(nameOf(other)));
  replace(
    root,
    head("Members", h("p", { class: "place-topic" }, `#${place.name} · ${count(people.length, "member")}`)),
    h(
      "ul",
      { class: "people-list members", role: "list", "data-testid": "members", tabindex: "0" },
      people.map((person) =>
        personRow(
          person,
          person.is_bot
            ? null
            : h(
                "span",
                { class: "member-time" },
                h("span", {}, timeOf(now(), person.tz)),
                h("span", { class: "option-hint" }, zoneLabel(now(), person.tz)),
              ),
          { "data-testid": `member-${person.id}` },
        ),
      ),
    ),
    place.is_member
      ? h(
          "div",
          { class: "panel-foot" },
          button([icon("plus"), "Invite"], () => openInvite(place.id)),
          button("Leave channel", () => does("conversation/leave", { channel: place.id }), "danger"),
        )
      : null,
  );
  return rank();
}
