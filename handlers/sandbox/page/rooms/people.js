// Who one is: the card at the head of the sidebar, and the list behind it.

import { avatar } from "../parts/avatar.js";
import { findPeople } from "./people_list.js";
import { loadUnread, roleBadge, unreadMark } from "./about.js";
import { searchBox } from "../parts/controls.js";
import { h, icon, replace, setText, uniqueId } from "../parts/dom.js";
import { timeOf, zoneLabel } from "../text/dates.js";
import { activate, noRow } from "../parts/option_rows.js";
import { openPopup } from "../parts/popup.js";
import { me, nameOf, now, on, state } from "../state.js";

let button = null;
let popup = null;

/** become(id) acts as somebody else. */
export function startPeople(node, become) {
  button = h("button", {
    type: "button",
    class: "person-card",
    "data-testid": "person-switcher",
    "aria-haspopup": "dialog",
    "aria-expanded": "false",
    onclick: () => (popup ? popup.close() : open(become)),
  });
  replace(node, button);
  on("person", draw);
  on("workspace", draw);
}

function draw() {
  const person = me();
  if (!person) return;
  replace(
    button,
    avatar(person),
    h(
      "span",
      { class: "person-words" },
      h("span", { class: "hidden" }, "You act as "),
      h("span", { class: "person-name" }, h("bdi", {}, nameOf(person))),
      h("span", { class: "option-hint", dir: "auto" }, person.title),
      h("span", { class: "option-hint local-time", "data-zone": zoneOf(person) }, localTime(zoneOf(person))),
    ),
    icon("chevron"),
  );
}

const zoneOf = (person) => person.tz || "UTC";
const localTime = (zone) => `${timeOf(now(), zone)} in ${zoneLabel(now(), zone)}`;

/** Called as the clock ticks: every local time on the page goes on. */
export function tickLocalTimes() {
  for (const node of document.querySelectorAll(".local-time[data-zone]")) {
    setText(node, localTime(node.dataset.zone));
  }
}

function open(become) {
  const listId = uniqueId("people");
  const search = searchBox("Search people by name or organisation", "Act as… name or organisation", {
    role: "combobox",
    "aria-expanded": "true",
    "aria-controls": listId,
    "data-testid": "person-search",
  });
  const list = h("ul", { role: "listbox", class: "options people-options", id: listId, "aria-label": "People" });
  const panel = h("div", { class: "people-popup", role: "dialog", "aria-label": "Act as somebody" }, search, list);
  let rows = [];
  let active = 0;

  const move = (to) => {
    active = activate(search, rows, to);
  };

  function drawList() {
    const people = findPeople(search.value);
    replace(
      list,
      people.map((person) =>
        h(
          "li",
          {
            role: "option",
            id: `${listId}-${person.id}`,
            class: `option${person.deleted ? " option-off" : ""}`,
            "data-testid": `person-${person.id}`,
            "aria-selected": String(person.id === state.me),
            "aria-disabled": person.deleted ? "true" : null,
            onclick: () => choose(person),
          },
          avatar(person, "small"),
          h(
            "span",
            { class: "option-words" },
            h(
              "span",
              { class: "person-name" },
              h("bdi", {}, nameOf(person)),
              person.is_admin ? h("span", { class: "badge" }, "ADMIN") : null,
              roleBadge(person),
              person.is_restricted ? h("span", { class: "badge" }, "GUEST") : null,
            ),
            h("span", { class: "option-hint", dir: "auto" }, person.deleted ? "Deactivated" : person.title),
            h("span", { class: "option-hint local-time", "data-zone": zoneOf(person) }, localTime(zoneOf(person))),
          ),
          unreadMark(person),
          person.id === state.me ? icon("check") : null,
        ),
      ),
      people.length ? null : noRow("Nobody of that name or organisation."),
    );
    rows = [...list.querySelectorAll("[role=option]:not([aria-disabled])")];
    move(Math.max(0, search.value ? 0 : rows.findIndex((row) => row.id === `${listId}-${state.me}`)));
  }

  function choose(person) {
    if (person.deleted) return;
    popup.close();
    button.focus();
    if (person.id !== state.me) become(person.id);
  }

  popup = openPopup(button, panel, {
    tallest: 560,
    onClose: () => {
      popup = null;
      button.setAttribute("aria-expanded", "false");
    },
  });
  button.setAttribute("aria-expanded", "true");
  search.addEventListener("input", drawList);
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active - 1);
    else if (event.key === "Enter" && rows[active]) choose(state.people.get(rows[active].id.slice(listId.length + 1)));
    else if (event.key === "Escape" || event.key === "Tab") {
      popup.close();
      button.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  drawList();
  loadUnread().then(() => popup && drawList(), () => {}); // without an answer, without the marks
  popup.place();
  search.focus();
}
