// Short words at the edge of the window; errors stay longer and are announced at once.

import { signButton } from "./controls.js";
import { h, icon } from "./dom.js";
import { inWords } from "../text/words.js";

const LONGEST = 4;
const TWICE = 2000; // milliseconds within which a notice is taken for the echo of a failure
const place = () => document.getElementById("toasts");

/** about: of one matter only the latest words stay */
export function toast(words, { error = false, about = null } = {}) {
  if (about) for (const old of place().querySelectorAll(`[data-about="${about}"]`)) old.remove();
  const node = h(
    "div",
    {
      class: `toast${error ? " toast-error" : ""}`,
      role: error ? "alert" : null,
      "data-about": about,
      "data-testid": "toast",
    },
    icon(error ? "alert" : "check"),
    h("span", { class: "toast-words", dir: "auto" }, words),
    signButton("Dismiss", "close", () => node.remove()),
  );
  setTimeout(() => node.remove(), error ? 12000 : 6000);
  raise();
  place().append(node);
  while (place().children.length > LONGEST) place().firstChild.remove();
}

// A modal dialog covers the page; only what enters the top layer after it can still be seen.
function raise() {
  if (place().matches(":popover-open")) place().hidePopover();
  place().showPopover?.();
}

let failedAt = -Infinity;

export function fail(error) {
  failedAt = performance.now();
  for (const echo of place().querySelectorAll('[data-about="notice"]')) echo.remove();
  toast(inWords(error), { error: true });
}

/**
 * Words from the sandbox itself. It tells of a failed request twice, as its answer and as news: the answer is shown,
 * and takes the place of the news where it comes later.
 */
export function notice(words) {
  setTimeout(() => {
    if (performance.now() - failedAt > TWICE) toast(words, { error: true, about: "notice" });
  }, TWICE / 4);
}

let lastSpoken = "";

/** For screen readers only: a message that arrived. */
export function announce(words) {
  const node = document.getElementById("announcer");
  // The same words twice would not be a change, and would not be read.
  node.textContent = words === lastSpoken ? `${words}\u00a0` : words;
  lastSpoken = node.textContent;
}
