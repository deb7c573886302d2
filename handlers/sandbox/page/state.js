// What the page knows at this moment, as the person acted as may see it; whoever shows a part subscribes to its topic.

import { get } from "./api.js";
import { permalinked } from "./text/permalink.js";

export const state = {
  workspace: null, // as /door/workspace gave it
  people: new Map(), // id -> person, bots included
  me: null, // the id acted as
  conversations: [],
  place: null, // a conversation's id, or "home"
  panel: null, // null | {kind: "thread", ts} | {kind: "members"}
  views: { modals: [], home: null },
  clock: { now: 0, offset: 0, next_due: null, takenAt: 0 },
};

const listeners = new Map();

/** Calls fn whenever the topic changes: workspace, person, conversations, place, panel, messages, views, clock. */
export function on(topic, fn) {
  if (!listeners.has(topic)) listeners.set(topic, []);
  listeners.get(topic).push(fn);
}

export function tell(topic, detail) {
  for (const fn of listeners.get(topic) ?? []) fn(detail);
}

export const me = () => state.people.get(state.me);
export const zone = () => me()?.tz || "UTC";
export const bot = () => state.people.get(state.workspace?.app.bot_user_id);
export const appName = () => state.workspace?.app.name ?? "Convenor";
export const conversation = (id) => state.conversations.find((each) => each.id === id);
export const here = () => conversation(state.place);
export const nameOf = (person) => person?.real_name || person?.name || "Unknown person";

/** A conversation by the name a reader knows it by. */
export const titleOf = (place) => (place.kind === "im" ? nameOf(state.people.get(place.with)) : place.name);

/** The sandbox's moved present, unix seconds. It runs on from the last answer, never from the browser's own clock. */
export const now = () => state.clock.now + (performance.now() - state.clock.takenAt) / 1000;

/** What mrkdwn and blocks need to know of the world. */
export const textContext = () => ({
  zone: zone(),
  locale: me()?.locale,
  now,
  me: state.me,
  person: (id) => state.people.get(id),
  channel: (id) => state.conversations.find((each) => each.id === id && each.kind !== "im"),
  inside: (address) => {
    const found = permalinked(address, state.workspace?.team.domain);
    return found && hashOf(state.me, found.channel, found);
  },
  channelHref: (id) => hashOf(state.me, id),
});

/** at: {ts, thread} of a message there */
export const hashOf = (as, place, at = null) =>
  `#as=${as}${place ? `&c=${place}` : ""}${at ? `&m=${at.ts}` : ""}${at?.thread ? `&t=${at.thread}` : ""}`;

export async function loadWorkspace() {
  const workspace = await get("workspace");
  if (state.workspace && state.workspace.replaced !== workspace.replaced) return tell("replaced");
  state.workspace = workspace;
  state.people = new Map(workspace.people.map((person) => [person.id, person]));
  takeClock(workspace.clock);
  return tell("workspace");
}

export const loadClock = async () => takeClock(await get("clock"));

export function takeClock(clock) {
  state.clock = { ...state.clock, ...clock, takenAt: performance.now() };
  tell("clock");
}

// Answers may cross: one for a person no longer acted as, or older than what is shown, does not count.
function inOrder(load) {
  let asked = 0;
  let shown = 0;
  return async () => {
    const mine = ++asked;
    const as = state.me;
    if (!as) return;
    const answer = await load(as);
    if (mine < shown || as !== state.me) return;
    shown = mine;
    answer();
  };
}

const heard = new Map(); // conversation's id -> {marks, at}: what the stream last said of it, and when
let moment = 0;
on("person", () => heard.clear());

/** Takes what the stream says of a conversation's unread messages; false for one that is not known. */
export function hearMarks(channel, marks) {
  heard.set(channel, { marks, at: ++moment });
  return Boolean(Object.assign(conversation(channel) ?? {}, marks).id);
}

export const loadConversations = inOrder(async (as) => {
  const asked = ++moment;
  const { conversations } = await get("conversations", { as });
  return () => {
    state.conversations = conversations;
    // The answer may be from before what was heard meanwhile.
    for (const [channel, { marks, at }] of heard) if (at > asked) Object.assign(conversation(channel) ?? {}, marks);
    tell("conversations");
  };
});

export const loadViews = inOrder(async (as) => {
  const views = await get("views", { as });
  return () => {
    state.views = { modals: views.modals ?? [], home: views.home ?? null };
    tell("views");
  };
});

/** Lets many calls within a moment become one; the returned function gives the promise of the coming run. */
export function soon(fn, milliseconds) {
  let waiting = null;
  return () => {
    waiting ??= new Promise((resolve) => {
      setTimeout(() => {
        waiting = null;
        resolve(fn());
      }, milliseconds);
    });
    return waiting;
  };
}
