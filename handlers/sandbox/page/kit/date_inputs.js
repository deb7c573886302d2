// Dates and times by the browser's own inputs, each with a line that spells out what was understood, and in whose zone.

import { changed } from "./actions.js";
import { h, uniqueId } from "../parts/dom.js";
import { inFull, inputParts, momentOf, spellDate, zoneLabel } from "../text/dates.js";

// Browsers report each keystroke that happens to make a valid date; an app should hear of it once.
const SETTLED = 700;

function later(control, send) {
  let timer = null;
  let waiting = false;
  const now = () => {
    clearTimeout(timer);
    if (waiting) send();
    waiting = false;
  };
  control.addEventListener("change", () => {
    waiting = true;
    clearTimeout(timer);
    timer = setTimeout(now, SETTLED);
  });
  control.addEventListener("blur", now);
}

function field(type, element, block, ctx, attributes, value, { read, note }) {
  const spelled = h("span", { class: "spelled", id: uniqueId("spelled") }, note(value));
  const described = [attributes["aria-describedby"], spelled.id].filter(Boolean).join(" ");
  const placeholder = element.placeholder?.text;
  const control = h("input", {
    "aria-label": attributes["aria-labelledby"] ? null : (placeholder ?? "Choose"),
    ...attributes,
    "aria-describedby": described,
    type,
    class: "text-input date-input",
    value: value.text,
    max: type === "date" ? "9999-12-31" : null,
  });
  control.addEventListener("input", () => {
    const typed = read(control.value);
    spelled.textContent = note(typed);
    ctx.form.set(block, element, typed.value);
  });
  if (block.type !== "input" || block.dispatch_action) {
    let told = value.value;
    later(control, async () => {
      const next = read(control.value);
      if (next.value === told) return;
      // form.set came first, at the keystroke; taking back needs the value from before all of them.
      ctx.form.set(block, element, told);
      if (await changed(element, block, ctx, next.value, control)) told = next.value;
      else {
        control.value = value.text;
        spelled.textContent = note(value);
      }
    });
  }
  return h("div", { class: "dated" }, control, spelled);
}

export function dateField(element, block, ctx, attributes) {
  const read = (text) => ({ text, value: text || null });
  const kept = ctx.form.get(block, element) ?? "";
  return field("date", element, block, ctx, attributes, read(kept), {
    read,
    note: (given) => spellDate(given.text) || (element.placeholder?.text ?? "No date chosen"),
  });
}

export function timeField(element, block, ctx, attributes) {
  const read = (text) => ({ text, value: text || null });
  const kept = ctx.form.get(block, element) ?? "";
  const where = element.timezone ? ` in ${element.timezone.split("/").pop().replaceAll("_", " ")}` : "";
  return field("time", element, block, ctx, attributes, read(kept), {
    read,
    note: (given) => (given.text ? `${given.text}${where}` : (element.placeholder?.text ?? `No time chosen${where}`)),
  });
}

/** A moment: typed as wall time in the person's zone, kept as unix seconds. */
export function momentField(element, block, ctx, attributes) {
  const { zone } = ctx.text;
  const read = (text) => {
    const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(text);
    if (!found) return { text, value: null };
    const moment = momentOf(...found.slice(1, 6).map(Number), zone);
    return { text, value: moment.unix, missing: moment.missing, twice: moment.twice };
  };
  const note = (given) => {
    if (given.value === null) return `Your time: ${zoneLabel(ctx.text.now(), zone)}`;
    const warning = given.missing
      ? " – clocks go forward then, so this is the next time there is"
      : given.twice
        ? " – clocks go back then, so this is the first of two"
        : "";
    return `${inFull(given.value, zone)}${warning}`;
  };
  const kept = ctx.form.get(block, element);
  const parts = kept === null ? null : inputParts(kept, zone);
  const value = { text: parts ? `${parts.date}T${parts.time}` : "", value: kept };
  return field("datetime-local", element, block, ctx, attributes, value, { read, note });
}
