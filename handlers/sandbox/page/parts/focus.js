// The focus is never lost: skip links, and a place to go on from when what had the focus is gone.

const ROOMS = "dialog, .panel, .place, .sidebar, .topbar";

/** The first in the room of these kinds, or the room itself. */
const focusFirst = (room, ...kinds) =>
  (kinds.map((kind) => room.querySelector(kind)).find(Boolean) ?? room).focus({ preventScroll: true });

let last = null; // what had the focus
let room = null; // where that stood, as it may be gone

function goOn() {
  if (document.activeElement !== document.body || !last || last.isConnected) return;
  last = null;
  const here = room?.isConnected && room.getClientRects().length ? room : document.getElementById("place");
  focusFirst(here, "textarea", ".scroller", "[tabindex]");
}

export function startFocus() {
  document.addEventListener("focusin", (event) => {
    last = event.target;
    room = last.closest(ROOMS);
  });
  // Not before the answer has been drawn in full: what is drawn again takes its focus back by itself.
  new MutationObserver(() => requestAnimationFrame(goOn)).observe(document.body, { childList: true, subtree: true });
  // The address after # is where one is, so these links may not write into it.
  document.querySelector(".skips").addEventListener("click", (event) => {
    const target = document.querySelector(event.target.getAttribute("href"));
    event.preventDefault();
    focusFirst(target, ".scroller", "textarea");
  });
}
