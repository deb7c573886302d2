// What the app says of itself (the door's "about"): roles of people, notes on channels, and the steps of a tour.

import { get } from "../api.js";
import { h, replace } from "../parts/dom.js";
import { here, on, soon, state, tell, textContext } from "../state.js";
import { renderMrkdwn } from "../text/mrkdwn.js";

let about = {};
let unread = {};

export const opens = () => about.opens ?? {};
export const tour = () => about.tour ?? [];
const noteOf = (channel) => about.channels?.[channel];

const badge = (words) => (words ? h("span", { class: "badge" }, words) : null);
export const roleBadge = (person) => badge(about.people?.[person.id]);
export const channelBadge = (channel) => badge(noteOf(channel)?.badge);

/** How many direct messages a person has not read, as a mark beside their name. */
export function unreadMark(person) {
  const number = unread[person.id];
  return number ? unreadCount(number) : null;
}

export const unreadCount = (words) =>
  h("span", { class: "unread-count" }, words, h("span", { class: "hidden" }, " unread"));

export async function loadUnread() {
  ({ people: unread } = await get("unread"));
}

/** A sandbox whose app says nothing of itself answers with nothing. */
export async function loadAbout() {
  const before = JSON.stringify(about);
  about = await get("about");
  if (JSON.stringify(about) !== before) tell("about");
}

/** The note on the channel that is shown stands in node. */
export function startAbout(node) {
  const soonAbout = soon(() => loadAbout().catch(() => {}), 250); // the next news asks again
  const draw = () => {
    const words = here() && noteOf(here().id)?.words;
    node.hidden = !words;
    replace(node, words ? renderMrkdwn(words, textContext()) : null);
  };
  const says = () => Object.keys(about).length > 0; // an app that says nothing is asked when it connects, and not more
  on("workspace", () => document.hidden || soonAbout());
  for (const news of ["conversations", "clock"]) on(news, () => document.hidden || (says() && soonAbout()));
  for (const topic of ["about", "place", "conversations", "person"]) on(topic, draw);
}
