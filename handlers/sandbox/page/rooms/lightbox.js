// A picture pressed is shown large on the page; its address still opens it elsewhere.

import { openDialog } from "../parts/dialog.js";
import { h } from "../parts/dom.js";

export function startLightbox() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.file-picture, .block-image a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { alt } = link.querySelector("img");
    const body = { class: "dialog-body", tabindex: "0", role: "region", "aria-label": "Picture" };
    const picture = () => h("div", body, h("img", { src: link.href, alt, class: "picture-large" }));
    openDialog(alt || "Picture", picture, { className: "dialog-picture" });
  });
}
