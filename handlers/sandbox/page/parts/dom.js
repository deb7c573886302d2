// Makes elements. Text only ever becomes text nodes: nothing in this page parses a string as HTML.

/** h("button", {class: "x", onclick: f, "aria-label": "y", disabled: true}, child, "text", [more]) -> element */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "class") node.className = value;
    else if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else if (key === "value") node.value = value;
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  append(node, children);
  return node;
}

export function append(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

export function replace(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

/** For what ticks: a text that stays the same costs no drawing. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** A table of rows; the first row has the heads of the columns. cell(each, column) -> {words, ...attributes} */
export function tableOf([heads, ...rows], cell) {
  const row = (cells, tag, more) =>
    h(
      "tr",
      {},
      cells.map((each, column) => {
        const { words, ...attributes } = cell(each, column);
        return h(tag, { ...attributes, ...more, dir: "auto" }, words);
      }),
    );
  return h(
    "table",
    {},
    h("thead", {}, row(heads, "th", { scope: "col" })),
    h(
      "tbody",
      {},
      rows.map((cells) => row(cells, "td")),
    ),
  );
}

let counter = 0;
export const uniqueId = (stem) => `${stem}-${++counter}`;

// A pressed button is often drawn again by the answer to its press; whoever works by keyboard must not be thrown to the
// top.
export function replaceKeepingFocus(old, fresh) {
  const active = document.activeElement;
  const hadFocus = old.contains(active);
  const keys = hadFocus ? focusKeys(active) : [];
  const range = keys.length && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  old.replaceWith(fresh);
  const again = keys.map((key) => fresh.querySelector(key)).find(Boolean) ?? (hadFocus ? fresh : null);
  again?.focus({ preventScroll: true });
  try {
    if (range && range[0] !== null) again?.setSelectionRange(...range);
  } catch {
    // inputs of type date, email or number have no caret to put back
  }
}

// First by block and action, then by action alone: a block without a name of its own gets a new one with each update.
function focusKeys(node) {
  const action = node.closest("[data-action-id]")?.dataset.actionId;
  if (action === undefined) return [];
  const block = node.closest("[data-block-id]")?.dataset.blockId;
  const own = node.dataset.actionId === undefined ? ` ${node.tagName}` : "";
  const target = `[data-action-id="${CSS.escape(action)}"]${own}`;
  return [`[data-block-id="${CSS.escape(block ?? "")}"] ${target}`, target];
}

const PATHS = {
  hash: "M6.5 2 5 14M11 2 9.5 14M2.5 5.5h11.5M2 10.5h11.5",
  lock: "M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  plus: "M8 3v10M3 8h10",
  close: "M4 4l8 8M12 4l-8 8",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  reply: "M13.5 3.5h-11v7H6l2.5 3v-3h5z",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  people:
    "M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 13.5c.4-2.6 2.2-4 4.5-4s4.1 1.4 4.5 4M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.8c1.4.6 2.3 1.9 2.5 3.7",
  send: "M2.5 8 13.5 3l-3 10.5L8 9z",
  chevron: "M4 6.5 8 10.5l4-4",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 4.8V8l2.2 1.5",
  eye: "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8M8 9.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4",
  home: "M2.5 7.5 8 2.5l5.5 5M4 6.5v7h8v-7",
  check: "M3 8.5 6.5 12 13 4.5",
  alert: "M8 2.5 14.5 13.5h-13zM8 6.5v3.5M8 11.8v.1",
  back: "M9.5 3.5 5 8l4.5 4.5",
  file: "M4 2h5l3 3v9H4zM9 2v3h3",
  clip: "M13 7.6 8 12.6a3.2 3.2 0 0 1-4.6-4.6l5.4-5.4a2.1 2.1 0 0 1 3 3L6.6 10.8a1 1 0 0 1-1.5-1.5l4.7-4.7",
  smile: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M5.5 9.5c1.2 2 3.8 2 5 0M6 6.2v.1M10 6.2v.1",
  link: "M6.8 9.2 9.2 6.8M7.5 4.8 9 3.3a2.6 2.6 0 0 1 3.7 3.7l-1.5 1.5M8.5 11.2 7 12.7A2.6 2.6 0 0 1 3.3 9l1.5-1.5",
  unread: "M2.5 4h11v8h-11zM2.5 4.5 8 8.8l5.5-4.3",
  pencil: "M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2z",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M10.3 10.3 14 14",
  down: "M8 3v9.5M4 8.5l4 4 4-4",
};

/** A line drawing of 16 by 16; decoration only, so words stand beside it or in the label of its button. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
