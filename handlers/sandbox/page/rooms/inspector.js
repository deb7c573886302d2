// The inspector: each call, event and payload between Slack and the app, the newest first, as JSON when it is opened.

import { get } from "../api.js";
import { searchBox } from "../parts/controls.js";
import { h, replace } from "../parts/dom.js";
import { state, zone } from "../state.js";
import { fail } from "../parts/toasts.js";
import { timeWithSeconds } from "../text/dates.js";
import { deskBody } from "./desk.js";

const EVERY = 1500; // milliseconds between two looks while it is open
const MOST = 300; // lines kept on the page

const WAYS = { call: "the app calls", reply: "the app replies", event: "event", command: "command" };

let parts = null;
let newest = 0;
let name = "";
let timer = null;

export function showTraffic(root, head) {
  root.setAttribute("aria-label", "Traffic");
  const names = h("datalist", { id: "traffic-names" });
  const filter = searchBox("Show only this method, event or kind", "chat.postMessage, event, /…", {
    list: names.id,
    value: name,
    "data-testid": "traffic-filter",
  });
  const list = h("ol", { class: "desk-list", role: "list", "data-testid": "traffic" });
  const empty = h("p", { class: "desk-empty", hidden: true }, "Nothing of the kind yet.");
  parts = { list, names, empty, known: new Set() };
  filter.addEventListener("input", () => {
    name = filter.value.trim();
    afresh();
  });
  replace(
    root,
    head("Traffic", h("p", { class: "place-topic" }, "The newest first. Tokens are hidden.")),
    h("div", { class: "desk-filter" }, filter, names),
    deskBody("Exchanges", {}, empty, list),
  );
  afresh();
}

function afresh() {
  newest = 0;
  replace(parts.list);
  look();
}

async function look() {
  clearTimeout(timer);
  const { list } = parts;
  const asked = name;
  try {
    const { traffic } = await get("traffic", { after: newest, name: asked });
    if (list !== parts.list || asked !== name) return;
    newest = traffic[0]?.number ?? newest;
    list.prepend(...traffic.map(line));
    while (list.children.length > MOST) list.lastElementChild.remove();
    parts.empty.hidden = list.children.length > 0;
    for (const each of traffic) remember(each.name);
  } catch (error) {
    if (list === parts.list && newest === 0) fail(error);
  }
  clearTimeout(timer);
  if (state.panel?.kind === "traffic" && list.isConnected) timer = setTimeout(look, EVERY);
}

function remember(known) {
  if (parts.known.has(known)) return;
  parts.known.add(known);
  parts.names.append(h("option", { value: known }));
}

function line(one) {
  const body = h("div", { class: "traffic-body" });
  const details = h(
    "details",
    { class: "traffic", "data-testid": `traffic-${one.number}` },
    h(
      "summary",
      {},
      h("span", { class: "desk-time" }, timeWithSeconds(one.at, zone())),
      h("b", { class: "traffic-name" }, one.name),
      h("span", { class: "option-hint" }, WAYS[one.way] ?? "interaction"),
      one.error ? h("span", { class: "traffic-error" }, one.error) : null,
    ),
    body,
  );
  details.addEventListener("toggle", () => details.open && !body.firstChild && open(one.number, body));
  return h("li", {}, details);
}

async function open(number, body) {
  try {
    const { sent, answer } = await get("traffic", { number });
    replace(body, json("Sent", sent, number), json("Answered", answer, number));
  } catch (error) {
    replace(body, h("p", { class: "desk-words" }, error.message));
  }
}

const json = (title, value, number) => [
  h("p", { class: "traffic-title" }, title),
  h(
    "pre",
    { class: "traffic-json", tabindex: "0", role: "region", "aria-label": `${title}, entry ${number}`, dir: "ltr" },
    JSON.stringify(value, null, 2),
  ),
];
