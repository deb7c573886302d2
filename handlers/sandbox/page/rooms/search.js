// Search (Ctrl+K): conversations and people as one types, and messages once the keys rest.

import { get } from "../api.js";
import { avatar } from "../parts/avatar.js";
import { searchBox } from "../parts/controls.js";
import { openDialog } from "../parts/dialog.js";
import { h, icon, replace, uniqueId } from "../parts/dom.js";
import { activate, noRow, optionWords } from "../parts/option_rows.js";
import { fail } from "../parts/toasts.js";
import { conversation, hashOf, nameOf, state, textContext, titleOf, zone } from "../state.js";
import { shortDay, timeOf } from "../text/dates.js";
import { spokenText } from "../text/mrkdwn.js";
import { wordsOf } from "../text/words.js";
import { authorOf } from "./message.js";
import { findPeople } from "./people_list.js";
import { openDirect } from "./sidebar.js";

const RESTED = 200; // milliseconds without a keystroke before messages are asked for
const MOST = 6; // conversations, and as many people
const LONG = 160; // characters of a message that are shown

/** Puts the button into the node, and listens for Ctrl+K. */
export function startSearch(node) {
  const label = "Search";
  const button = h(
    "button",
    { type: "button", class: "search-button", "data-testid": "search", "aria-keyshortcuts": "Control+K", onclick: open },
    icon("search"),
    h("span", {}, label),
    h("kbd", { "aria-hidden": "true" }, "Ctrl K"),
  );
  replace(node, button);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!document.querySelector("dialog[open]")) open();
  });
}

const visit = (hash) => () => {
  location.hash = hash;
};

function conversationRows(words) {
  const named = (each) => titleOf(each).toLocaleLowerCase();
  return state.conversations
    .filter((each) => each.kind !== "im" && words.every((word) => named(each).includes(word.replace(/^#/, ""))))
    .slice(0, MOST)
    .map((each) => ({
      picture: icon(each.kind === "private" ? "lock" : "hash"),
      label: each.name,
      hint: each.topic,
      run: visit(hashOf(state.me, each.id)),
    }));
}

function personRows(typed) {
  return findPeople(typed, { bots: true })
    .filter((each) => !each.deleted && each.id !== state.me)
    .slice(0, MOST)
    .map((each) => ({
      picture: avatar(each, "tiny"),
      label: nameOf(each),
      hint: each.title,
      run: () => openDirect(each.id),
    }));
}

function messageRow({ channel, ...message }) {
  const unix = Number(message.ts);
  const place = conversation(channel);
  const thread = message.thread_ts === message.ts ? null : message.thread_ts;
  const where = `${place?.kind === "im" ? "" : "#"}${place ? titleOf(place) : ""}`;
  return {
    picture: avatar(authorOf(message), "tiny"),
    label: spokenText(message.text, textContext()).slice(0, LONG) || "(no text)",
    hint: `${nameOf(authorOf(message))} in ${where}, ${shortDay(unix, zone())} ${timeOf(unix, zone())}`,
    run: visit(hashOf(state.me, channel, { ts: message.ts, thread })),
  };
}

async function open() {
  const chosen = await openDialog("Search", build, { className: "dialog-search" });
  chosen?.run();
}

function build(close) {
  const listId = uniqueId("found");
  const input = searchBox("Search conversations, people and messages", "Conversations, people and messages", {
    role: "combobox",
    "aria-expanded": "true",
    "aria-controls": listId,
    autofocus: true,
    "data-testid": "search-box",
  });
  const list = h("div", { role: "listbox", id: listId, class: "options found", "aria-label": "Found", tabindex: "0" });
  let rows = [];
  let active = 0;
  let messages = null; // of the words typed; null while they are not known
  let asked = 0;

  function move(to) {
    const drawn = [...list.querySelectorAll(".option")];
    active = activate(input, drawn, to);
    drawn.forEach((row, index) => row.setAttribute("aria-selected", String(index === active)));
  }

  function group(title, found) {
    if (!found.length) return null;
    const heading = h("div", { class: "option-group", "aria-hidden": "true" }, title);
    const options = found.map((each) => {
      const index = rows.push(each) - 1;
      return h(
        "div",
        { role: "option", id: `${listId}-${index}`, class: "option", onclick: () => close(each), onmousemove: () => move(index) },
        each.picture,
        optionWords(each),
      );
    });
    return h("div", { role: "group", "aria-label": title }, heading, options);
  }

  function draw() {
    const typed = input.value.trim();
    const words = wordsOf(typed);
    rows = [];
    const groups = [
      group("Conversations", conversationRows(words)),
      group("People", words.length ? personRows(typed) : []),
      group("Messages", (messages ?? []).map(messageRow)),
    ];
    const nothing = messages || !words.length ? "Nothing found." : "Searching…";
    replace(list, groups, rows.length ? null : noRow(nothing));
    move(0);
  }

  async function ask() {
    const mine = ++asked;
    messages = null;
    draw();
    await new Promise((rested) => setTimeout(rested, RESTED));
    if (mine !== asked || !input.value.trim()) return;
    const found = await get("search", { as: state.me, q: input.value }).catch(fail);
    if (mine !== asked || !found) return;
    ({ messages } = found);
    draw();
  }

  input.addEventListener("input", ask);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active - 1);
    else if (event.key === "Enter" && rows[active]) close(rows[active]);
    else return;
    event.preventDefault();
  });
  draw();
  return h("div", { class: "dialog-body" }, input, list);
}
