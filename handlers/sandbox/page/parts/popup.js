// Small surfaces that float beside what opened them: menus, lists of choices, suggestions.

import { h, uniqueId } from "./dom.js";

let current = null;

/**
 * Shows node beside anchor until something else is pressed, Escape is typed or close() is called.
 * It lives in the top layer, so that neither a scrolling modal nor the edge of a panel cuts it off.
 */
export function openPopup(
  anchor,
  node,
  { onClose, above = false, wide = false, tallest = 340, exclusive = true } = {},
) {
  if (exclusive) current?.close();
  node.popover = "manual";
  node.classList.add("popup");
  // Inside a modal dialog everything outside it is inert, its own descendants are not; elsewhere it belongs to the
  // landmark of what opened it.
  (anchor.closest("dialog, main, aside, header, .panel") ?? document.body).append(node);
  node.showPopover();

  const place = () => {
    const at = anchor.getBoundingClientRect();
    const edge = 8;
    node.style.minWidth = `${Math.min(wide ? at.width : Math.max(at.width, 180), window.innerWidth - 2 * edge)}px`;
    node.style.maxWidth = `${wide ? at.width : Math.min(420, window.innerWidth - 2 * edge)}px`;
    node.style.maxHeight = "none";
    const room = { below: window.innerHeight - at.bottom - 2 * edge, above: at.top - 2 * edge };
    const wanted = Math.min(node.scrollHeight, tallest);
    const up = above ? room.above >= Math.min(wanted, 120) : room.below < wanted && room.above > room.below;
    const height = Math.max(Math.min(wanted, up ? room.above : room.below), 80);
    node.style.maxHeight = `${height}px`;
    const width = node.offsetWidth;
    const left = document.dir === "rtl" ? at.right - width : at.left;
    node.style.left = `${Math.max(edge, Math.min(left, window.innerWidth - width - edge))}px`;
    node.style.top = `${up ? at.top - Math.min(height, node.offsetHeight) - 4 : at.bottom + 4}px`;
  };

  const outside = (event) => {
    if (!node.contains(event.target) && !anchor.contains(event.target)) handle.close();
  };
  const moved = (event) => {
    if (!node.contains(event.target)) place();
  };
  let isOpen = true;
  const handle = {
    node,
    place,
    close() {
      if (!isOpen) return;
      isOpen = false;
      document.removeEventListener("pointerdown", outside, true);
      window.removeEventListener("scroll", moved, true);
      window.removeEventListener("resize", place);
      if (current === handle) current = null;
      node.remove();
      onClose?.();
    },
  };
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("scroll", moved, true);
  window.addEventListener("resize", place);
  if (exclusive) current = handle;
  place();
  return handle;
}

/**
 * A menu of [{label, hint, icon, danger, run}] or {heading}; arrow keys move, Escape closes and goes back to the
 * button.
 */
export function openMenu(anchor, entries, label) {
  const menu = h("div", { role: "menu", class: "menu", "aria-label": label, id: uniqueId("menu") });
  const items = [];
  for (const entry of entries) {
    if (entry.heading) {
      menu.append(h("div", { class: "menu-heading", role: "presentation" }, entry.heading));
      continue;
    }
    const item = h(
      "button",
      {
        type: "button",
        role: "menuitem",
        tabindex: "-1",
        class: `menu-item${entry.danger ? " danger" : ""}`,
        onclick: () => {
          popup.close();
          anchor.focus();
          entry.run();
        },
      },
      entry.icon ?? null,
      h(
        "span",
        { class: "menu-words" },
        h("span", { dir: "auto" }, entry.label),
        entry.hint ? h("span", { class: "menu-hint", dir: "auto" }, entry.hint) : null,
      ),
    );
    items.push(item);
    menu.append(item);
  }
  const popup = openPopup(anchor, menu, { onClose: () => anchor.setAttribute("aria-expanded", "false") });
  anchor.setAttribute("aria-expanded", "true");
  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[(at + step + items.length) % items.length]?.focus();
    else if (event.key === "Home") items[0]?.focus();
    else if (event.key === "End") items.at(-1)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") {
      popup.close();
      anchor.focus();
      if (event.key === "Tab") return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  items[0]?.focus();
  return popup;
}
