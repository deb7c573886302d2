// People as rows, and how one finds them.

import { appName, nameOf, state } from "../state.js";
import { avatar } from "../parts/avatar.js";
import { roleBadge } from "./about.js";
import { searchBox } from "../parts/controls.js";
import { h, replace } from "../parts/dom.js";
import { wordsOf } from "../text/words.js";

const SHOWN = 60; // rows; typing narrows the rest

export function personRow(person, after, props = {}) {
  return h(
    "li",
    { class: "person-row", ...props },
    avatar(person, "small"),
    h(
      "span",
      { class: "person-words" },
      h(
        "span",
        { class: "person-name" },
        h("bdi", {}, nameOf(person)),
        person.is_bot ? h("span", { class: "badge" }, "APP") : roleBadge(person),
      ),
      h(
        "span",
        { class: "option-hint", dir: "auto" },
        person.is_bot ? `The app ${appName()}` : person.title || `@${person.name}`,
      ),
    ),
    after,
  );
}

/** A search and the people that it finds: {search, list, draw}. after(person): what stands beside each; draw() draws the list again. */
export function peopleFinder(wanted, after) {
  const search = searchBox("Search people", "Name or organisation");
  const list = h("ul", { class: "people-list", role: "list" });
  const draw = () => {
    const found = findPeople(search.value, { bots: true }).filter((person) => !person.deleted && wanted(person));
    const rows = found.slice(0, SHOWN).map((person) => personRow(person, after(person)));
    replace(list, rows, rows.length ? null : h("li", { class: "empty-row" }, "Nobody of that name or organisation."));
  };
  search.addEventListener("input", draw);
  draw();
  return { search, list, draw };
}

/** People whose name, handle or title has every word typed; those who act most, admins, come first. */
export function findPeople(typed, { bots = false } = {}) {
  const words = wordsOf(typed.replace("@", ""));
  const fits = (person) =>
    words.every((word) => `${nameOf(person)} ${person.name} ${person.title ?? ""}`.toLocaleLowerCase().includes(word));
  const rank = (person) => (person.deleted ? 3 : person.is_bot ? 0 : person.is_admin ? 1 : 2);
  return [...state.people.values()]
    .filter((person) => (bots || !person.is_bot) && fits(person))
    .sort((one, other) => rank(one) - rank(other) || nameOf(one).localeCompare(nameOf(other)));
}
