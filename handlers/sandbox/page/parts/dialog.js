// The page's own small windows, and the confirmation that a button may ask for.

import { renderPlain, renderText } from "../text/mrkdwn.js";
import { textContext } from "../state.js";
import { button, foot, signButton } from "./controls.js";
import { h, uniqueId } from "./dom.js";

/** Opens a <dialog>; resolves with what close(value) was given, or undefined when it was dismissed. */
export function openDialog(title, build, { className = "" } = {}) {
  return new Promise((resolve) => {
    const opener = document.activeElement;
    const heading = h("h2", { id: uniqueId("title") }, title);
    const dialog = h("dialog", { class: `dialog ${className}`, "aria-labelledby": heading.id });
    let result;
    const close = (value) => {
      result = value;
      dialog.close();
    };
    dialog.append(
      h(
        "div",
        { class: "dialog-head" },
        heading,
        signButton("Close", "close", () => close()),
      ),
      build(close),
    );
    dialog.addEventListener("close", () => {
      const { activeElement } = document; // the event comes a moment later: somebody may have gone on meanwhile
      const isFree = activeElement === document.body || dialog.contains(activeElement);
      dialog.remove();
      if (opener?.isConnected && isFree) opener.focus();
      resolve(result);
    });
    dialog.addEventListener("mousedown", (event) => {
      if (event.target === dialog) close();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A confirm object of Block Kit as a question; true when the person agreed. */
export async function ask(confirm) {
  const kind = confirm.style === "danger" ? "danger solid" : "primary";
  const agreed = await openDialog(
    renderPlain(confirm.title?.text ?? "Are you sure?"),
    (close) =>
      h(
        "div",
        {},
        h("div", { class: "dialog-body" }, renderText(confirm.text, textContext())),
        foot(
          button(renderPlain(confirm.deny?.text ?? "Cancel"), () => close(false)),
          button(renderPlain(confirm.confirm?.text ?? "Yes"), () => close(true), kind, { autofocus: true }),
        ),
      ),
    { className: "dialog-small" },
  );
  return agreed === true;
}
