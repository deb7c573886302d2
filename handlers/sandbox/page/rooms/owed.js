// What the app owes: every message to come, when it is sent, who gets it and why.

import { get } from "../api.js";
import { searchBox } from "../parts/controls.js";
import { h, replace } from "../parts/dom.js";
import { conversation, nameOf, now, on, soon, state, zone } from "../state.js";
import { fail } from "../parts/toasts.js";
import { dayHeading, timeOf } from "../text/dates.js";
import { count, wordsOf } from "../text/words.js";
import { deskBody } from "./desk.js";

const MOST = 300; // rows drawn; the filter narrows the rest

let parts = null;
let rows = [];
let typed = "";

export function showOwed(root, head) {
  root.setAttribute("aria-label", "What is owed");
  const total = h("p", { class: "place-topic", "aria-live": "polite" });
  const search = searchBox("Show only what is owed to, or about", "Person, channel or words", {
    value: typed,
    "data-testid": "owed-filter",
  });
  const list = deskBody("Messages to come", { "data-testid": "owed" });
  parts = { total, list };
  search.addEventListener("input", () => {
    typed = search.value;
    draw();
  });
  replace(root, head("What is owed", total), h("div", { class: "desk-filter" }, search), list);
  if (rows.length) draw();
  load();
}

export function startOwed() {
  const again = soon(load, 400);
  for (const news of ["workspace", "clock"]) on(news, () => state.panel?.kind === "owed" && again());
}

async function load() {
  try {
    ({ owed: rows } = await get("owed"));
    rows = rows.filter((row) => row.state === "waiting");
  } catch (error) {
    fail(error);
  }
  if (state.panel?.kind === "owed") draw();
}

const recipientOf = (id) =>
  state.people.has(id)
    ? nameOf(state.people.get(id))
    : `#${conversation(id)?.name ?? id}`;

function draw() {
  const words = wordsOf(typed);
  const fits = (row) => {
    const text = `${recipientOf(row.to)} ${row.kind} ${row.what} ${row.about} ${row.why}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  };
  const found = rows.filter(fits);
  parts.total.textContent = `${count(found.length, "message")} to come. Times are yours.`;
  const dayOf = (row) => (row.at < now() ? "Due already" : dayHeading(row.at, zone(), now()));
  const days = Map.groupBy(found.slice(0, MOST), dayOf);
  replace(
    parts.list,
    found.length ? null : h("p", { class: "desk-empty" }, words.length ? "Nothing fits." : "Nothing is owed now."),
    [...days].map(([day, of]) => [
      h("p", { class: "desk-day" }, day),
      h("ol", { class: "desk-list", role: "list", "aria-label": day }, of.map(line)),
    ]),
    found.length > MOST ? h("p", { class: "desk-words" }, `And ${found.length - MOST} more: type to find them.`) : null,
  );
}

const line = (row) =>
  h(
    "li",
    { class: "desk-row", "data-testid": "owed-row" },
    h(
      "div",
      { class: "desk-for" },
      h("b", {}, h("bdi", {}, recipientOf(row.to))),
      h("span", { class: "desk-time" }, timeOf(row.at, zone())),
    ),
    h("p", { class: "desk-text", dir: "auto" }, h("b", {}, row.what), row.about ? ` ${row.about}` : ""),
    h("p", { class: "option-hint", dir: "auto" }, row.why),
  );
