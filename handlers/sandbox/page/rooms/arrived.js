// What the clock did at its last step: how many moments passed and why, and each message that arrived and who got it.

import { avatar } from "../parts/avatar.js";
import { h, replace } from "../parts/dom.js";
import { hashOf, nameOf, conversation, state, textContext, zone } from "../state.js";
import { announce, toast } from "../parts/toasts.js";
import { shortDay, timeOf } from "../text/dates.js";
import { spokenText } from "../text/mrkdwn.js";
import { count } from "../text/words.js";
import { loadUnread, roleBadge } from "./about.js";
import { deskBody, openDesk, uncover } from "./desk.js";

const MOST = 100; // rows drawn
const LONGEST = 220; // characters of a message that are shown of it

let last = null; // {now, stopped_at, arrived, owed, from}
const seen = new Set();

/** Tells a step of the clock, as the door answered it. */
export function tellLeap(answer) {
  last = { ...answer, from: state.me };
  seen.clear();
  const words = `${moment(answer.now)}. ${passedWords(answer)}`;
  if (answer.arrived.length) {
    openDesk("arrived");
    announce(`It is now ${words} ${count(answer.arrived.length, "message")} arrived.`);
  } else toast(`It is now ${words}`, { about: "clock" });
  loadUnread().catch(() => {}); // the marks are asked for again when the list of people opens
}

const moment = (at) => `${shortDay(at, zone())}, ${timeOf(at, zone())}`;

/** "3 moments passed: 2 reminders, 1 morning message. Not sent: 4." */
function passedWords({ stopped_at: passed, owed }) {
  if (!passed.length) return "Nothing was due on the way.";
  const { sent = [], dropped = [] } = Object.groupBy(owed, (each) => each.state);
  const kinds = Map.groupBy(sent, (each) => each.kind);
  const words = [...kinds].map(([kind, alike]) => count(alike.length, kind)).join(", ");
  const head = `${count(passed.length, "moment")} passed${words ? `: ${words}` : ""}.`;
  return dropped.length ? `${head} Not sent: ${dropped.length}.` : head;
}

export function showArrived(root, head) {
  root.setAttribute("aria-label", "What arrived");
  if (!last) {
    replace(
      root,
      head("What arrived"),
      h("p", { class: "desk-empty" }, "Move the clock, and what arrives at each step is listed here."),
    );
    return;
  }
  const { arrived, owed } = last;
  replace(
    root,
    head("What arrived", h("p", { class: "place-topic" }, moment(last.now))),
    deskBody(
      "What the clock did",
      {},
      h("p", { class: "desk-words", "data-testid": "passed" }, passedWords(last)),
      arrived.length
        ? h("ol", { class: "desk-list", role: "list", "data-testid": "arrivals" }, arrived.slice(0, MOST).map(row))
        : h("p", { class: "desk-words" }, "Nothing arrived."),
      arrived.length > MOST ? h("p", { class: "desk-words" }, `And ${arrived.length - MOST} more.`) : null,
      unsent(owed),
    ),
    last.from === state.me
      ? null
      : h(
          "div",
          { class: "panel-foot" },
          h(
            "a",
            { class: "button small", href: hashOf(last.from, null), "data-testid": "back-to" },
            `Back to ${nameOf(state.people.get(last.from))}`,
          ),
        ),
  );
}

function row(message) {
  const person = state.people.get(message.to);
  const mine = !person && conversation(message.channel);
  const as = mine ? state.me : message.look_as;
  const lines = message.text.trim().split("\n").slice(0, 4);
  const text = lines.map((each) => spokenText(each, textContext())).join("\n");
  return h(
    "li",
    { class: "desk-row", "data-testid": "arrival" },
    h(
      "div",
      { class: "desk-for" },
      person ? avatar(person, "tiny") : null,
      h("b", {}, person ? h("bdi", {}, nameOf(person)) : `#${message.name}`),
      person ? roleBadge(person) : null,
      h("span", { class: "desk-time" }, timeOf(message.at, zone())),
    ),
    h("p", { class: "desk-text", dir: "auto" }, text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text),
    as ? look(message, as, person) : null,
  );
}

function look(message, as, person) {
  const name = nameOf(state.people.get(as));
  return h(
    "a",
    {
      class: "button small",
      href: hashOf(as, message.channel),
      "data-testid": person ? "arrival-look" : "arrival-show",
      "data-seen": seen.has(message.ts) ? "true" : null,
      "data-kinds": kindsFor(message.to),
      "aria-label": person ? `Look as ${name}` : `Show in #${message.name}${as === state.me ? "" : `, as ${name}`}`,
      title: as === state.me ? null : `Act as ${name}`,
      onclick: () => {
        seen.add(message.ts);
        uncover();
        document.getElementById("place").focus();
      },
    },
    person ? "Look" : "Show",
  );
}

/** What this step brought to a person, for those who look for a kind: "reminder morning message". */
const kindsFor = (to) => last.owed.filter((each) => each.to === to && each.state === "sent").map((each) => each.kind).join(" ");

/** Alike ones are one line: on a quiet day thirty people have nothing due. */
function unsent(owed) {
  const dropped = owed.filter((each) => each.state === "dropped");
  if (!dropped.length) return null;
  const groups = Map.groupBy(dropped, ({ kind, why }) => JSON.stringify([kind, why]));
  return h(
    "details",
    { class: "desk-more" },
    h("summary", {}, "What was not sent, and why"),
    h(
      "ul",
      { role: "list" },
      [...groups.values()].map((alike) => h("li", {}, h("b", {}, count(alike.length, alike[0].kind)), ` ${alike[0].why}`)),
    ),
  );
}
