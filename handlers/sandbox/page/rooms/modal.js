// The stack of modals that the app has open for this person. Only the top one is seen; those below keep what was typed
// in them.

import { act } from "../api.js";
import { button, foot, signButton } from "../parts/controls.js";
import { h, replace, uniqueId } from "../parts/dom.js";
import { renderPlain } from "../text/mrkdwn.js";
import { appName, here, loadViews, on, state, tell } from "../state.js";
import { fail } from "../parts/toasts.js";
import { ViewBlocks } from "../kit/views.js";
import { inWords } from "../text/words.js";

const kept = new Map(); // view id -> {blocks: ViewBlocks, errors}
let dialog = null;
let shown = null; // the view on top
let opener = null;
let busy = false;
const parts = {};

export function startModals() {
  on("views", sync);
}

function sync() {
  const { modals } = state.views;
  const open = new Set(modals.map((view) => view.id));
  for (const id of kept.keys()) if (!open.has(id)) kept.delete(id);
  const top = modals.at(-1);
  if (!top) return dismiss();
  if (!dialog) build();
  const isNew = top.id !== shown?.id;
  const isChanged = !isNew && top.hash !== shown.hash;
  if (isNew || isChanged) say("");
  shown = top;
  if (!kept.has(top.id)) kept.set(top.id, { blocks: new ViewBlocks(top, here()?.id), errors: {} });
  const own = kept.get(top.id);
  if (isChanged) own.errors = {};
  if (busy || !sentElsewhere(top, own)) return draw(isNew);
  own.errors = top.errors;
  own.blocks.start(top);
  draw(isNew);
  return toFirstError();
}

// The same person in another tab sent it off and was refused: then what was typed there counts, as the errors are about it.
function sentElsewhere(view, own) {
  const errors = view.errors ?? {};
  return Object.keys(errors).length > 0 && JSON.stringify(errors) !== JSON.stringify(own.errors);
}

function toFirstError() {
  const wrong = dialog.querySelector(".has-error");
  (wrong?.querySelector("[aria-invalid]") ?? wrong)?.focus();
  wrong?.scrollIntoView({ block: "center" });
}

function build() {
  opener = document.activeElement;
  parts.title = h("h2", { id: uniqueId("title"), tabindex: "-1" });
  parts.body = h("div", { class: "dialog-body" });
  parts.trouble = h("p", { class: "modal-trouble", role: "alert", hidden: true });
  parts.submit = button("", null, "primary", { type: "submit", "data-testid": "modal-submit" });
  parts.close = button("", () => close(false), "", { "data-testid": "modal-close" });
  parts.depth = h("span", { class: "muted" });
  // novalidate: the checks are Slack's and the app's, with their words, and not the browser's.
  const form = h(
    "form",
    { novalidate: true, onsubmit: submit },
    h(
      "div",
      { class: "dialog-head" },
      h("div", { class: "modal-titles" }, h("span", { class: "modal-app" }, appName(), parts.depth), parts.title),
      signButton("Close", "close", () => close(true)),
    ),
    parts.body,
    parts.trouble,
    foot(parts.close, parts.submit),
  );
  dialog = h("dialog", { class: "dialog modal", "data-testid": "modal", "aria-labelledby": parts.title.id }, form);
  // Escape goes to the app as a close, and the window leaves when the app's answer says so.
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close(false);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) form.requestSubmit();
    if (event.key !== "Escape") return;
    event.preventDefault();
    close(false);
  });
  document.body.append(dialog);
  dialog.showModal();
}

function draw(isNew) {
  const { blocks, errors } = kept.get(shown.id);
  replace(parts.title, renderPlain(shown.title?.text));
  parts.depth.textContent =
    state.views.modals.length > 1 ? ` · window ${state.views.modals.length} of ${state.views.modals.length}` : "";
  blocks.draw(shown, errors);
  if (blocks.node.parentNode !== parts.body) replace(parts.body, blocks.node);
  replace(parts.close, renderPlain(shown.close?.text ?? "Cancel"));
  parts.submit.hidden = !shown.submit;
  if (!busy) replace(parts.submit, renderPlain(shown.submit?.text ?? ""));
  if (!isNew) return;
  parts.body.scrollTop = 0;
  const asked = shown.blocks.find((block) => block.element?.focus_on_load)?.block_id;
  const first = asked ? blocks.node.querySelector(`[data-block-id="${CSS.escape(asked)}"]`) : blocks.node;
  const target = first?.querySelector(FOCUSABLE) ?? parts.title;
  target.focus({ preventScroll: target === parts.title });
}

const FOCUSABLE = ".block-input input:not([hidden]), .block-input textarea, .block-input select";

function dismiss() {
  if (!dialog) return;
  dialog.close();
  dialog.remove();
  dialog = null;
  shown = null;
  busy = false;
  // The composer is where most windows were asked for, and where one goes on.
  const back =
    opener?.isConnected && opener !== document.body ? opener : document.querySelector("[data-testid=composer]");
  back?.focus({ preventScroll: true });
}

function say(words) {
  if (!parts.trouble) return;
  parts.trouble.textContent = words;
  parts.trouble.hidden = !words;
}

function setBusy(now) {
  busy = now;
  if (!dialog) return;
  parts.submit.setAttribute("aria-busy", String(now));
  replace(parts.submit, now ? "Sending…" : renderPlain(shown?.submit?.text ?? ""));
}

async function submit(event) {
  event.preventDefault();
  if (busy || !shown?.submit) return;
  const view = shown;
  const own = kept.get(view.id);
  own.errors = {};
  say("");
  setBusy(true);
  let refused = null;
  try {
    await act("view/submit", { as: state.me, view_id: view.id, values: own.blocks.form.values() });
    await loadViews();
  } catch (error) {
    refused = error.errors;
    if (!refused) say(`${inWords(error)} What you typed is still here.`);
  } finally {
    setBusy(false);
  }
  if (refused && shown?.id === view.id) {
    own.errors = refused;
    draw(false);
    toFirstError();
    if (!dialog.querySelector(".has-error")) say(Object.values(refused).join(" "));
  }
  tell("acted");
}

async function close(all) {
  if (!shown) return;
  try {
    await act("view/close", { as: state.me, view_id: shown.id, ...(all ? { all: true } : {}) });
  } catch (error) {
    fail(error);
  }
  await loadViews().catch(fail);
}
