// The sandbox's moving clock: shows its present, and leaps.

import { post } from "../api.js";
import { button } from "../parts/controls.js";
import { h, icon, replace, setText } from "../parts/dom.js";
import { dayHeading, inFull, shortDay, timeOf, timeWithSeconds, zoneLabel } from "../text/dates.js";
import { loadWorkspace, now, on, state, takeClock, tell, zone } from "../state.js";
import { fail } from "../parts/toasts.js";
import { count } from "../text/words.js";
import { tellLeap } from "./arrived.js";

const HOUR = 3600;
const DAY = 86400;
const MOVED = 90; // an offset below this is not worth words

const parts = {};
let leaping = false;

export function startClock(node) {
  parts.time = h("span", { class: "clock-time" });
  parts.day = h("span", { class: "clock-day" });
  parts.zone = h("span", { class: "clock-zone" });
  parts.offset = h("span", { class: "clock-offset", hidden: true });
  parts.due = h("span", { class: "clock-due" });
  parts.hour = leapButton("clock-hour", "+1 hour", { advance: HOUR });
  parts.dayOn = leapButton("clock-day", "+1 day", { advance: DAY });
  parts.next = leapButton("clock-next", "To the next reminder", { to_next: true });
  parts.next.append(parts.due);
  replace(
    node,
    icon("clock"),
    h(
      "div",
      { class: "clock-face", role: "timer", "aria-label": "The sandbox’s clock", "aria-live": "off" },
      h("div", { class: "clock-line" }, parts.time, parts.day, parts.offset),
      parts.zone,
    ),
    h(
      "div",
      { class: "clock-buttons", role: "group", "aria-label": "Move the clock" },
      parts.hour,
      parts.dayOn,
      parts.next,
    ),
  );
  for (const topic of ["clock", "person"]) {
    on(topic, () => {
      tick();
      showDue();
    });
  }
}

/** Every second. */
export function tick() {
  if (!state.clock.takenAt) return;
  const at = now();
  setText(parts.time, timeWithSeconds(at, zone()));
  setText(parts.day, shortDay(at, zone()));
  const utc = zone() === "UTC" ? "" : ` · ${timeOf(at, "UTC")} UTC`;
  setText(parts.zone, `${zoneLabel(at, zone())}${utc}`);
  const { offset } = state.clock;
  parts.offset.hidden = Math.abs(offset) < MOVED;
  setText(parts.offset, `${span(offset)} ahead`);
  parts.offset.title = `The sandbox’s clock is ${span(offset)} ahead of the real one`;
}

function span(exact) {
  const seconds = Math.round(exact / 60) * 60;
  const days = Math.floor(seconds / DAY);
  const hours = Math.floor((seconds % DAY) / HOUR);
  const minutes = Math.floor((seconds % HOUR) / 60);
  if (days) return `${count(days, "day")}${hours ? ` ${hours} h` : ""}`;
  return hours ? `${hours} h${minutes ? ` ${minutes} min` : ""}` : `${minutes} min`;
}

function showDue() {
  const due = state.clock.next_due;
  const none = due === null || due === undefined;
  parts.next.disabled = none; // never while it leaps: a keyboard would lose its place
  parts.due.textContent = none
    ? "nothing is due"
    : `${dayHeading(due, zone(), now()).replace(/, (\d+ \w+) \d{4}$/, " $1")}, ${timeOf(due, zone())}`;
  parts.next.title = none ? "Convenor owes nothing at present" : inFull(due, zone());
}

function leapButton(testId, words, wish) {
  const face = h("span", { class: "leap-words" }, words);
  const made = button(face, () => leap(made, wish), "small", { "data-testid": testId });
  return made;
}

async function leap(pressed, wish) {
  if (leaping) return;
  leaping = true;
  const all = [parts.hour, parts.dayOn, parts.next];
  for (const each of all) each.setAttribute("aria-disabled", "true");
  pressed.setAttribute("aria-busy", "true");
  try {
    const answer = await post("clock", { as: state.me, ...wish });
    takeClock({ now: answer.now });
    await loadWorkspace();
    tellLeap(answer);
  } catch (error) {
    fail(error);
  } finally {
    leaping = false;
    for (const each of all) each.removeAttribute("aria-disabled");
    pressed.removeAttribute("aria-busy");
    showDue();
  }
  tell("leapt");
}
