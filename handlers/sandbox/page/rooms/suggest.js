// The list above the composer: commands after "/", people after "@", channels after "#".

import { avatar } from "../parts/avatar.js";
import { findPeople } from "./people_list.js";
import { h, icon, replace, uniqueId } from "../parts/dom.js";
import { activate } from "../parts/option_rows.js";
import { openPopup } from "../parts/popup.js";
import { nameOf, state } from "../state.js";
import { wordAt } from "../text/typed.js";

const MOST = 12;

// What the page does by itself, as Slack's client does.
const OWN_COMMANDS = [
  { command: "/invite", usage_hint: "@name", description: "Bring a person, or the app, into this channel" },
  { command: "/leave", usage_hint: "", description: "Leave this channel" },
];

export const allCommands = () => [...(state.workspace?.commands ?? []), ...OWN_COMMANDS];

function commandRows(query) {
  const typed = query.toLocaleLowerCase();
  const starts = (each) => each.command.slice(1).toLocaleLowerCase().startsWith(typed);
  const holds = (each) => `${each.command} ${each.description ?? ""}`.toLocaleLowerCase().includes(typed);
  const all = allCommands();
  return [...all.filter(starts), ...all.filter((each) => !starts(each) && typed.length > 1 && holds(each))].map(
    (each) => ({
      insert: each.command,
      exact: each.command.slice(1) === query,
      node: [
        h(
          "span",
          { class: "suggest-command" },
          h("b", {}, each.command),
          each.usage_hint ? h("span", { class: "usage" }, ` ${each.usage_hint}`) : null,
        ),
        h("span", { class: "option-hint" }, each.description),
      ],
    }),
  );
}

// Who types a few letters means the name that starts so, before any that merely holds them.
function fit(person, query) {
  const typed = query.toLocaleLowerCase();
  if (person.name.toLocaleLowerCase().startsWith(typed)) return 0;
  return nameOf(person)
    .toLocaleLowerCase()
    .split(/\s+/)
    .some((word) => word.startsWith(typed))
    ? 1
    : 2;
}

function personRows(query) {
  return findPeople(query, { bots: true })
    .filter((person) => !person.deleted)
    .sort((one, other) => fit(one, query) - fit(other, query))
    .map((person) => ({
      insert: `@${person.name}`,
      exact: person.name === query,
      picture: avatar(person, "small"),
      node: [
        h(
          "span",
          { class: "suggest-name" },
          h("bdi", {}, nameOf(person)),
          h("span", { class: "usage" }, ` @${person.name}`),
          person.is_bot ? h("span", { class: "badge" }, "APP") : null,
        ),
        h("span", { class: "option-hint", dir: "auto" }, person.title),
      ],
    }));
}

function channelRows(query) {
  const typed = query.toLocaleLowerCase();
  return state.conversations
    .filter((each) => each.kind !== "im" && each.name.includes(typed))
    .map((each) => ({
      insert: `#${each.name}`,
      exact: each.name === typed,
      picture: icon(each.kind === "private" ? "lock" : "hash"),
      node: [
        h("span", { dir: "auto" }, each.name),
        each.topic ? h("span", { class: "option-hint", dir: "auto" }, each.topic) : null,
      ],
    }));
}

const SOURCES = { "/": commandRows, "@": personRows, "#": channelRows };
const LABELS = { "/": "Commands", "@": "People", "#": "Channels" };

/** Attaches the list to a textarea; handleKey(event) answers true when the list has used the key. */
export function suggestions(area, anchor) {
  const list = h("ul", { role: "listbox", class: "options suggestions", tabindex: "0", id: uniqueId("suggestions") });
  let popup = null;
  let rows = [];
  let word = null;
  let active = 0;
  let silenced = null; // the word for which Escape sent the list away

  function update() {
    word = area.selectionStart === area.selectionEnd ? wordAt(area.value, area.selectionStart) : null;
    rows = word ? SOURCES[word.kind](word.query).slice(0, MOST) : [];
    if (!rows.length || silenced === word?.start) return close();
    silenced = null;
    list.setAttribute("aria-label", LABELS[word.kind]);
    replace(
      list,
      rows.map((row, index) =>
        h(
          "li",
          {
            role: "option",
            id: `${list.id}-${index}`,
            class: "option",
            "aria-selected": "false",
            onmousemove: () => move(index),
            onclick: () => pick(index),
          },
          row.picture,
          h("span", { class: "option-words" }, row.node),
        ),
      ),
    );
    if (popup) popup.place();
    else popup = openPopup(anchor, list, { above: true, wide: true, onClose: closed });
    area.setAttribute("aria-controls", list.id);
    return move(0);
  }

  function move(to) {
    const drawn = [...list.children];
    active = activate(area, drawn, to);
    drawn.forEach((row, index) => row.setAttribute("aria-selected", String(index === active)));
  }

  function pick(index) {
    const { start } = word;
    const rest = area.value.slice(area.selectionStart);
    const inserted = `${area.value.slice(0, start)}${rows[index].insert}${rest.startsWith(" ") ? "" : " "}`;
    area.value = inserted + rest;
    const caret = inserted.length + (rest.startsWith(" ") ? 1 : 0);
    area.setSelectionRange(caret, caret);
    close();
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function closed() {
    popup = null;
    area.removeAttribute("aria-activedescendant");
  }

  const close = () => popup?.close();

  // Who typed the whole word and presses Enter wants to send it, not to pick it from a list.
  function handleKey(event) {
    if (!popup) return false;
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active - 1);
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !rows.some((row) => row.exact)))
      pick(active);
    else if (event.key === "Escape") {
      silenced = word.start;
      close();
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  list.addEventListener("mousedown", (event) => event.preventDefault());
  area.addEventListener("input", () => {
    if (!wordAt(area.value, area.selectionStart)) silenced = null;
    update();
  });
  area.addEventListener("click", update);
  area.addEventListener("blur", () => setTimeout(() => document.activeElement !== area && close(), 150));
  return { handleKey, close };
}
