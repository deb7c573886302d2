// What lies behind the sandbox: buttons at the foot of the sidebar, each for something shown in the panel.

import { button } from "../parts/controls.js";
import { h, replace } from "../parts/dom.js";
import { on, state, tell } from "../state.js";
import { closeDrawer } from "./drawer.js";
import { addPanel, closePanel, covers } from "./panel.js";

let opened = 0;

/** What scrolls below the panel's head and can be reached by Tab; attributes are more of its own. */
export const deskBody = (label, attributes, ...children) =>
  h("div", { class: "desk-body", tabindex: "0", role: "region", "aria-label": label, ...attributes }, ...children);

/** Shows it, or shows it afresh. */
export function openDesk(kind) {
  state.panel = { kind, opened: ++opened };
  tell("panel");
}

/** Where the panel covers it, the conversation is to be seen. */
export function uncover() {
  if (covers.matches) closePanel();
}

function press(kind) {
  closeDrawer();
  if (state.panel?.kind === kind) closePanel();
  else openDesk(kind);
}

/** desks: [{kind, label, hint, show(root, head)}]; head(title, sub) makes the panel's head. extra: more buttons. */
export function startDesk(node, desks, extra = []) {
  const buttons = desks.map(({ kind, label, hint, show }) => {
    addPanel(kind, show);
    const more = { class: "desk-button", "data-testid": `desk-${kind}`, "aria-pressed": "false", title: hint };
    return button(label, () => press(kind), "", more);
  });
  replace(node, extra, buttons);
  on("panel", () =>
    desks.forEach(({ kind }, index) => buttons[index].setAttribute("aria-pressed", String(state.panel?.kind === kind))),
  );
}
