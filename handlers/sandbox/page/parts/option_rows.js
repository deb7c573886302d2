// The rows of a list of choices.

import { h, icon } from "./dom.js";

/** A row of words only; a list of choices may hold nothing but choices, so it is one that cannot be made. */
export const noRow = (words) =>
  h("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "option-none" }, words);

/** Marks the row that Enter would take, beyond an end the first from the other; gives its place, or -1 for none. */
export function activate(input, rows, to, { scroll = true } = {}) {
  const at = rows.length ? (to + rows.length) % rows.length : -1;
  rows.forEach((row, index) => row.classList.toggle("option-active", index === at));
  if (at < 0) input.removeAttribute("aria-activedescendant");
  else input.setAttribute("aria-activedescendant", rows[at].id);
  if (at >= 0 && scroll) rows[at].scrollIntoView({ block: "nearest" });
  return at;
}

/** What a row says of an option: its label, and a hint below. */
export const optionWords = ({ label, hint }) =>
  h(
    "span",
    { class: "option-words" },
    h("span", { dir: "auto" }, label),
    hint ? h("span", { class: "option-hint", dir: "auto" }, hint) : null,
  );

/** A row for each option, with the headings of their groups; chosen is a list of keys. */
export function optionRows(options, chosen, listId, { hover, choose }) {
  let group = null;
  return options.flatMap((each, index) => {
    const heading =
      each.group && each.group !== group ? [h("li", { role: "presentation", class: "option-group" }, each.group)] : [];
    group = each.group;
    const on = chosen.includes(each.key);
    return [
      ...heading,
      h(
        "li",
        {
          role: "option",
          id: `${listId}-${index}`,
          class: "option",
          "aria-selected": String(on),
          onmousemove: () => hover(index),
          onclick: () => choose(each.key),
        },
        optionWords(each),
        on ? icon("check") : null,
      ),
    ];
  });
}
