// In a narrow window the sidebar is a drawer.

import { icon, replace } from "../parts/dom.js";

const button = () => document.getElementById("open-drawer");
const isOpen = () => document.body.classList.contains("drawer-open");

export function closeDrawer() {
  document.body.classList.remove("drawer-open");
  button().setAttribute("aria-expanded", "false");
}

export function startDrawer() {
  replace(button(), icon("menu"));
  button().addEventListener("click", () => {
    document.body.classList.toggle("drawer-open");
    button().setAttribute("aria-expanded", String(isOpen()));
    if (isOpen()) document.querySelector("[data-testid=person-switcher]")?.focus();
  });
  document.getElementById("shade").addEventListener("click", closeDrawer);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.target.closest("dialog") || !isOpen()) return;
    closeDrawer();
    button().focus();
  });
}
