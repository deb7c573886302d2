// The page's usual controls, each in its one form. more: attributes beside those that all of its kind have.

import { h, icon } from "./dom.js";

/** A button with words; kind: "primary", "danger" or "small", or several. */
export const button = (words, run, kind = "", more = {}) =>
  h("button", { type: "button", class: `button${kind ? ` ${kind}` : ""}`, onclick: run, ...more }, words);

/** A button with a sign alone: the label is what is read of it. */
export const signButton = (label, sign, run, more = {}) =>
  h("button", { type: "button", class: "quiet-button", "aria-label": label, onclick: run, ...more }, icon(sign));

/** A button that looks like a link. */
export const linkButton = (words, run, more = {}) =>
  h("button", { type: "button", class: "link-button", onclick: run, ...more }, words);

export const searchBox = (label, placeholder, more = {}) =>
  h("input", { type: "search", class: "text-input", placeholder, "aria-label": label, autocomplete: "off", ...more });

/** The buttons at the end of a window. */
export const foot = (...buttons) => h("div", { class: "dialog-foot" }, buttons);

/** A line for what was refused: {node, say(words)}; without words it is not there. */
export function refusalLine() {
  const node = h("p", { class: "field-error", role: "alert", hidden: true });
  const say = (words) => {
    node.textContent = words;
    node.hidden = !words;
  };
  return { node, say };
}
