// A ring around the control that comes next, with a word beside it. It lies above all and takes no press.

import { h, setText } from "../parts/dom.js";

const LOOKS = 200; // milliseconds between two looks at where the control is
const ROOM = 6; // pixels between control and ring

let ring = null;
let words = null;
let wanted = () => [];
let layers = 0;

/** points() gives [{at: a CSS selector or an element, words}]; the first that can be seen is pointed at. */
export function startPointer(points) {
  wanted = points;
  words = h("span", { class: "pointer-words" });
  ring = h("div", { class: "pointer", popover: "manual", "aria-hidden": "true", "data-testid": "pointer" }, words);
  document.body.append(ring);
  setInterval(follow, LOOKS);
  for (const what of ["scroll", "resize"]) window.addEventListener(what, follow, { capture: true, passive: true });
}

/** The controls that a point means, the last one first: of alike ones the newest message's counts. */
export function controlsOf({ at }) {
  if (at instanceof Element) return [at];
  try {
    return [...document.querySelectorAll(at)].filter((each) => each.getClientRects().length).reverse();
  } catch {
    return []; // no selector
  }
}

function isSeen(node) {
  const { left, top, width, height } = node.getBoundingClientRect();
  const upper = document.elementFromPoint(left + width / 2, top + height / 2);
  return Boolean(upper) && (node.contains(upper) || upper.contains(node)) && !node.closest("[inert]");
}

export function follow() {
  if (!ring || document.hidden) return;
  for (const point of wanted()) {
    const node = controlsOf(point).find(isSeen);
    if (!node) continue;
    setText(words, point.words ?? "");
    words.hidden = !point.words;
    show();
    return place(node.getBoundingClientRect());
  }
  return hide();
}

function place(at) {
  Object.assign(ring.style, {
    left: `${at.left - ROOM}px`,
    top: `${at.top - ROOM}px`,
    width: `${at.width + 2 * ROOM}px`,
    height: `${at.height + 2 * ROOM}px`,
  });
  const box = words.getBoundingClientRect();
  ring.classList.toggle("pointer-under", at.top - ROOM - box.height < 4);
  const over = at.left - ROOM + box.width - (innerWidth - 8);
  words.style.marginInlineStart = `${-Math.max(0, over)}px`;
}

function hide() {
  if (ring.matches(":popover-open")) ring.hidePopover();
}

// What was opened last lies on top: a dialog that came after the ring would cover it.
function show() {
  const open = document.querySelectorAll("dialog[open]").length;
  if (ring.matches(":popover-open") && open === layers) return;
  hide();
  layers = open;
  ring.showPopover();
}
