// The tour: a card with the app's own steps, which points at the control that comes next. It never blocks, can be
// closed and taken up again, and each step ticks itself when the app says that it was done, by whatever way.

import { button, linkButton, signButton } from "../parts/controls.js";
import { h, icon, replace } from "../parts/dom.js";
import { conversation, hashOf, nameOf, on, state, textContext } from "../state.js";
import { announce } from "../parts/toasts.js";
import { renderMrkdwn } from "../text/mrkdwn.js";
import { opens, tour } from "./about.js";
import { closeDrawer } from "./drawer.js";
import { controlsOf, follow, startPointer } from "./pointer.js";

const key = () => `tour:${state.workspace.team.id}`;

let root = null;
let opener = null;
let chosen = null; // the id of a step that was pressed; else the first one that is not done is shown
let shown = null; // what the card was drawn for
let done = null; // how many were done when it was drawn
let old = false; // all was done before the page was opened

/** The card stands in node; the button takes it up again. */
export function startTour(node) {
  root = node;
  opener = button("", () => (isOpen() ? close() : open()), "", {
    class: "desk-button",
    "data-testid": "tour-button",
    title: "Shows the tour, or puts it away",
    "aria-controls": node.id,
    hidden: true,
  });
  startPointer(points);
  for (const topic of ["about", "place", "person", "conversations"]) on(topic, draw);
  return opener;
}

const doneSteps = () => tour().filter((step) => step.done).length;
const isOpen = () => tour().length > 0 && (localStorage.getItem(key()) ?? (old ? "closed" : "open")) === "open";
const current = () => tour().find((step) => step.id === chosen) ?? tour().find((step) => !step.done);

function open() {
  localStorage.setItem(key(), "open");
  closeDrawer();
  draw();
  root.querySelector("h2").focus();
}

function close() {
  localStorage.setItem(key(), "closed");
  draw();
  const place = opener.checkVisibility({ visibilityProperty: true }) ? opener : document.getElementById("place");
  place.focus();
}

function draw() {
  if (!state.workspace) return;
  const steps = tour();
  opener.hidden = !steps.length;
  opener.textContent = `Tour ${doneSteps()}/${steps.length}`;
  if (steps.length) tellTicks();
  opener.setAttribute("aria-pressed", String(isOpen()));
  const mark = JSON.stringify([isOpen(), steps, chosen, state.me, state.place]);
  if (mark === shown) return;
  shown = mark;
  root.hidden = !isOpen();
  const held = root.contains(document.activeElement) ? document.activeElement : null;
  replace(root, isOpen() ? card(steps) : null);
  if (held) (root.querySelector(`[data-testid="${held.dataset.testid}"]`) ?? root.querySelector("h2"))?.focus();
  follow();
}

function tellTicks() {
  const before = done;
  done = doneSteps();
  if (before === null) old = done === tour().length;
  if (before === null || done <= before) return;
  chosen = null;
  const next = current();
  if (isOpen()) announce(next ? `Done. Next: ${next.title}` : "The tour is done.");
}

function card(steps) {
  const now = current();
  return [
    h(
      "div",
      { class: "tour-head" },
      h("h2", { tabindex: "-1" }, "Tour"),
      h("span", { class: "tour-count" }, now ? `${steps.indexOf(now) + 1} of ${steps.length}` : "done"),
      signButton("Close the tour", "close", close, {
        title: "Close; the button Tour opens it again",
        "data-testid": "tour-close",
      }),
    ),
    h(
      "ol",
      { class: "tour-steps", role: "list" },
      steps.map((step, index) => stepRow(step, index, now)),
    ),
    now ? words(now) : h("p", { class: "tour-words" }, "You have done all of it. What you made is still here."),
  ];
}

function stepRow(step, index, now) {
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: `tour-step${step.done ? " tour-done" : ""}`,
        "aria-current": step === now ? "step" : null,
        "data-testid": `tour-${step.id}`,
        title: step.title,
        onclick: () => {
          chosen = step.id;
          draw();
        },
      },
      h("span", { "aria-hidden": "true" }, step.done ? icon("check") : String(index + 1)),
      h("span", { class: "hidden" }, ` ${step.title}${step.done ? " (done)" : ""}`),
    ),
  );
}

function words(step) {
  const move = moveOf(step);
  return h(
    "div",
    { class: "tour-now" },
    h("h3", {}, step.title),
    h("p", { class: "tour-words" }, renderMrkdwn(step.words, textContext())),
    move
      ? h("a", { class: "button small primary", href: move.href, "data-testid": "tour-move" }, move.words)
      : (step.type ?? []).map(offer),
    move ? null : linkButton("Show me where", () => goTo(step), { "data-testid": "tour-show" }),
  );
}

function offer(text) {
  return h(
    "div",
    { class: "tour-offer" },
    h("code", { class: "tour-type", dir: "auto" }, text),
    button("Put into the composer", () => put(text), "small primary", {
      "data-testid": "tour-put",
      "aria-label": `Put into the composer: ${text}`,
    }),
  );
}

/** {href, words} where the step is somebody else's, or somewhere else; null where it can be done at once. */
function moveOf(step) {
  const other = step.as && step.as !== state.me;
  if (!other && (!step.channel || step.channel === state.place)) return null;
  const near = conversation(step.channel)?.is_member;
  const as = step.as ?? (near ? state.me : opens().as);
  const person = state.people.get(as);
  if (!person) return null;
  const words = as === state.me ? `Go to #${conversation(step.channel)?.name}` : `Act as ${nameOf(person)}`;
  return { href: hashOf(as, step.channel ?? null), words };
}

function points() {
  if (!isOpen()) return [];
  const step = current();
  if (!step) return [];
  const move = root.querySelector("[data-testid=tour-move]");
  const dialog = document.querySelector("dialog[open]");
  if (move && !dialog) return [{ at: move }];
  return (step.points ?? []).filter((point) => !dialog || dialog.contains(controlsOf(point)[0]));
}

// Typed as by hand, so that what stood there comes back with Ctrl+Z.
function put(text) {
  const area = document.querySelector("[data-testid=composer]");
  if (!area) return;
  area.focus();
  area.select();
  if (!document.execCommand("insertText", false, text)) {
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function goTo(step) {
  const node = (step.points ?? []).flatMap(controlsOf)[0];
  node?.scrollIntoView({ block: "nearest" });
  node?.focus({ focusVisible: true });
  follow();
}
