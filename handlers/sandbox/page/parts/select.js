// One editable combobox behind every kind of select: type to filter, arrow keys, Enter, Escape; chips when several may
// be chosen.

import { signButton } from "./controls.js";
import { h, icon, replace, uniqueId } from "./dom.js";
import { count, wordsOf } from "../text/words.js";
import { activate, noRow, optionRows } from "./option_rows.js";
import { openPopup } from "./popup.js";

const RESTED = 250; // milliseconds without a keystroke before somebody else is asked
const SHOWN = 100; // rows drawn at once; typing narrows the rest

/**
 * combobox({options(), load?, least?, chosen, multiple, most, placeholder, clearable, field, onChange(keys)}) ->
 * element
 * load(typed) fetches what options() will answer, once at least `least` characters are typed.
 * An option is {key, label, hint?, group?, unlisted?}; chosen is a list of keys; onChange may answer false to take the choice
 * back.
 */
export function combobox({
  options,
  load,
  least = 0,
  chosen,
  multiple = false,
  most = Infinity,
  placeholder,
  clearable,
  field = {},
  onChange,
}) {
  let keys = [...chosen];
  let popup = null;
  let shown = [];
  let active = -1;
  const listId = uniqueId("list");
  const input = h("input", {
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    class: "select-input",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": listId,
    ...field,
  });
  const chips = h("span", { class: "chips" });
  const clear = signButton("Clear the choice", "close", clearAll, { class: "quiet-button select-clear", hidden: true });
  const box = h("div", { class: `select${multiple ? " select-multiple" : ""}` }, chips, input, clear, icon("chevron"));
  const list = h("ul", {
    role: "listbox",
    id: listId,
    class: "options",
    "aria-multiselectable": multiple ? "true" : null,
  });

  const labelOf = (key) => options().find((each) => each.key === key)?.label ?? key;

  function draw() {
    replace(
      chips,
      multiple
        ? keys.map((key) =>
            h(
              "span",
              { class: "chip", dir: "auto" },
              labelOf(key),
              h(
                "button",
                {
                  type: "button",
                  class: "chip-remove",
                  tabindex: "-1",
                  "aria-label": `Remove ${labelOf(key)}`,
                  onclick: () => choose(key),
                },
                "×",
              ),
            ),
          )
        : [],
    );
    const single = multiple || !keys.length ? "" : labelOf(keys[0]);
    if (!popup) input.value = single;
    input.placeholder = multiple && keys.length ? "" : single || placeholder;
    clear.hidden = multiple || !clearable || !keys.length;
    input.dir = "auto";
  }

  async function commit(next) {
    const before = keys;
    keys = next;
    draw();
    if ((await onChange([...keys])) === false) {
      keys = before;
      draw();
    }
  }

  function clearAll() {
    close();
    commit([]);
    input.focus();
  }

  function choose(key) {
    const had = keys.includes(key);
    if (multiple) {
      if (!had && keys.length >= most) return;
      input.value = "";
      commit(had ? keys.filter((each) => each !== key) : [...keys, key]);
      if (popup) fill();
      input.focus();
    } else {
      close();
      if (!had) commit([key]);
    }
  }

  let asked = 0;

  async function search() {
    const typed = input.value.trim();
    const mine = ++asked;
    if (!load || typed.length < least) return fill();
    replace(list, noRow("Searching…"));
    await new Promise((rested) => setTimeout(rested, RESTED));
    if (mine !== asked) return undefined;
    await load(typed);
    return mine === asked && popup ? fill() : undefined;
  }

  function fill() {
    const typed = input.value.trim().toLocaleLowerCase();
    const words = wordsOf(typed);
    const fits = (each) =>
      !each.unlisted &&
      (load ||
      words.every((word) => `${each.label} ${each.hint ?? ""} ${each.group ?? ""}`.toLocaleLowerCase().includes(word)));
    shown = options().filter(fits).slice(0, SHOWN);
    const rows = optionRows(shown, keys, listId, { hover: (index) => move(index, false), choose });
    if (!shown.length)
      rows.push(
        noRow(
          load && typed.length < least ? `Type at least ${count(least, "character")}.` : "Nothing fits what you typed.",
        ),
      );
    if (keys.length >= most && multiple) rows.push(noRow(`At most ${most} can be chosen.`));
    replace(list, rows);
    move(
      typed || keys.length === 0
        ? 0
        : Math.max(
            0,
            shown.findIndex((each) => each.key === keys[0]),
          ),
    );
    popup?.place();
  }

  function move(to, scroll = true) {
    active = activate(input, [...list.querySelectorAll(".option")], to, { scroll });
  }

  function open() {
    if (popup || input.disabled) return;
    input.value = "";
    popup = openPopup(box, list, { wide: box.offsetWidth > 200, onClose: closed });
    input.setAttribute("aria-expanded", "true");
    draw();
    search();
  }

  function closed() {
    popup = null;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    draw();
  }

  const close = () => popup?.close();

  input.addEventListener("click", open);
  input.addEventListener("input", () => {
    if (!popup) {
      const typed = input.value;
      open();
      input.value = typed;
    }
    search();
  });
  input.addEventListener("blur", () =>
    setTimeout(() => {
      if (document.activeElement !== input) close();
    }, 150),
  );
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (popup) move(active + (event.key === "ArrowDown" ? 1 : -1));
      else open();
    } else if (event.key === "Enter") {
      // Enter belongs to the list here: it must not send off the form around it.
      if (popup && active >= 0) choose(shown[active].key);
      else open();
    } else if (event.key === "Escape" && popup) {
      close();
      event.stopPropagation();
    } else if (event.key === "Backspace" && multiple && !input.value && keys.length) {
      choose(keys.at(-1));
    } else return;
    event.preventDefault();
  });
  // A press on a row must not take the focus, or the list would be gone before the press counts.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  box.addEventListener("mousedown", (event) => {
    if (event.target !== input && !event.target.closest("button")) {
      event.preventDefault();
      input.focus();
      open();
    }
  });
  draw();
  return box;
}
