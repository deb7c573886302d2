// Starts the page, follows the address (#as=U…&c=C…) and the news.

import { openStream } from "./api.js";
import { startClock, tick } from "./rooms/clock.js";
import { goToMessage, hearMessages, redrawMessages, refreshMessages, startConversation } from "./rooms/conversation.js";
import { h, replace } from "./parts/dom.js";
import { startFocus } from "./parts/focus.js";
import { closeDrawer, startDrawer } from "./rooms/drawer.js";
import { startModals } from "./rooms/modal.js";
import { refreshDates } from "./text/sequences.js";
import { loadAbout, opens, startAbout } from "./rooms/about.js";
import { showArrived } from "./rooms/arrived.js";
import { guardDrops } from "./rooms/attachments.js";
import { startDesk } from "./rooms/desk.js";
import { showTraffic } from "./rooms/inspector.js";
import { showOwed, startOwed } from "./rooms/owed.js";
import { hearReplies, keepsPanel, refreshPanel, refreshThread, startPanel } from "./rooms/panel.js";
import { startPeople, tickLocalTimes } from "./rooms/people.js";
import { startLightbox } from "./rooms/lightbox.js";
import { startSearch } from "./rooms/search.js";
import { startSidebar } from "./rooms/sidebar.js";
import { startTour } from "./rooms/tour.js";
import { startWorkspace, workspaceReplaced } from "./rooms/workspace.js";
import {
  appName,
  bot,
  conversation,
  hashOf,
  hearMarks,
  here,
  loadClock,
  loadConversations,
  loadViews,
  loadWorkspace,
  me,
  nameOf,
  now,
  on,
  soon,
  state,
  tell,
  textContext,
  titleOf,
} from "./state.js";
import { fail, notice } from "./parts/toasts.js";

const BEAT = 20; // seconds after which the clock's next due moment is asked for again, should no news have come

const find = (id) => document.getElementById(id);
const lastPlaceKey = () => `place:${state.workspace.team.id}:${state.me}`;
let endStream = null;
let listening = false;
let following = 0;
let dayShown = null;

const soonWorkspace = soon(() => loadWorkspace().catch(fail), 200);
const soonClock = soon(() => loadClock().catch(fail), 400);
const soonCounts = soon(() => tell("conversations"), 60);
const soonConversations = soon(() => loadConversations().catch(fail), 120);
const soonViews = soon(() => loadViews().catch(fail), 20);

function address() {
  const given = new URLSearchParams(location.hash.slice(1));
  const ts = given.get("m");
  return { as: given.get("as"), place: given.get("c"), at: ts && { ts, thread: given.get("t") } };
}

/** Shows a conversation of the person acted as, with an entry in the browser's history. */
function goTo(place) {
  const hash = hashOf(state.me, place);
  if (location.hash === hash) follow();
  else location.hash = hash;
}

// The one way to another person or place: links, buttons and the browser's own back button all change the address.
async function follow() {
  const mine = ++following;
  const asked = location.hash;
  const wanted = address();
  const fit = (id) => state.people.has(id) && !state.people.get(id).is_bot;
  const people = [...state.people.values()].filter((each) => !each.is_bot && !each.deleted);
  const as = [wanted.as, state.me, opens().as].find(fit) ?? (people.find((each) => each.is_admin) ?? people[0])?.id;
  try {
    if (as !== state.me) await become(as);
  } catch (error) {
    return fail(error);
  }
  if (mine !== following || location.hash !== asked) return undefined; // the address has moved on meanwhile
  const known = (id) => id === "home" || Boolean(conversation(id));
  const place = [wanted.place, sessionStorage.getItem(lastPlaceKey()), opens().channel, firstPlace()].find((id) => id && known(id));
  const hash = hashOf(as, place);
  if (location.hash !== hash) history.replaceState(null, "", hash);
  if (place !== state.place) {
    state.place = place ?? null;
    if (!keepsPanel()) state.panel = null;
    if (place) sessionStorage.setItem(lastPlaceKey(), place);
    tell("panel");
    tell("place");
  }
  if (wanted.at && place === wanted.place) goToMessage(wanted.at);
  closeDrawer();
  retitle();
  return undefined;
}

async function become(as) {
  endStream?.();
  if (!keepsPanel()) state.panel = null;
  Object.assign(state, { me: as, place: null, conversations: [], views: { modals: [], home: null } });
  tell("panel");
  tell("person");
  await Promise.all([loadConversations(), loadViews()]);
  if (as !== state.me) return;
  endStream?.();
  endStream = openStream(as, news, connection);
}

function firstPlace() {
  const joined = state.conversations
    .filter((each) => each.is_member && each.kind !== "im")
    .sort((one, other) => one.name.localeCompare(other.name));
  return (joined[0] ?? state.conversations.find((each) => each.with === bot()?.id) ?? state.conversations[0])?.id;
}

function news(event) {
  switch (event.type) {
    case "messages":
      hearMessages(event);
      hearReplies(event);
      mark(event);
      soonClock(); // what was posted may have changed what is due next
      break;
    case "read":
      mark(event);
      break;
    case "views":
      soonViews();
      break;
    case "conversations":
      soonConversations().then(refreshPanel);
      break;
    case "clock":
      soonClock();
      break;
    case "workspace":
      soonWorkspace();
      break;
    case "notice":
      notice(event.text);
      break;
    default:
      break;
  }
}

// What the stream brought of a conversation's unread messages; one that is new is asked for.
function mark({ channel, unread, last_ts }) {
  return hearMarks(channel, { unread, last_ts }) ? soonCounts() : soonConversations();
}

function refreshAll() {
  refreshMessages();
  refreshThread();
  soonViews();
  soonWorkspace();
  return soonConversations().then(refreshPanel);
}

function connection(how, again) {
  find("lost").hidden = how === "open";
  listening = how === "open";
  if (listening && again) refreshAll();
  else if (listening) refreshMessages(); // those that came before anybody listened
}

// A conversation may be gone: left, or never one of this person's.
function stillThere() {
  if (state.place && state.place !== "home" && !conversation(state.place)) {
    state.place = null;
    follow();
  }
  retitle();
}

function retitle() {
  const elsewhere = state.conversations.filter((each) => each.is_member && each.id !== state.place);
  const unread = elsewhere.reduce((sum, each) => sum + each.unread, 0);
  const place = state.place === "home" ? appName() : here() ? titleOf(here()) : "";
  const words = [place, me() ? nameOf(me()) : "", state.workspace?.team.name].filter(Boolean).join(" · ");
  document.title = unread ? `(${unread}) ${words}` : words;
}

function showApp() {
  find("team").textContent = state.workspace.team.name;
  const banner = find("disconnected");
  banner.hidden = state.workspace.app.connected !== false;
  banner.lastElementChild.textContent = `${appName()} is not connected. Commands and buttons wait until it is.`;
}

function beat() {
  tick();
  tickLocalTimes();
  const today = `${state.me}:${Math.floor(now() / 60)}`;
  if (today === dayShown) return;
  dayShown = today;
  refreshDates(document, textContext());
  redrawMessages();
}

async function start() {
  startDrawer();
  startFocus();
  startClock(find("clock"));
  startPeople(find("person"), (id) => {
    location.hash = hashOf(id, null);
  });
  startSearch(find("search"));
  startLightbox();
  startWorkspace(find("workspace"));
  guardDrops();
  startSidebar(find("conversations"), goTo);
  startConversation(find("place"));
  startPanel(find("panel"));
  startModals();
  startAbout(find("about-place"));
  startOwed();
  startDesk(
    find("desk"),
    [
      { kind: "arrived", label: "Arrived", hint: "What the clock’s last step brought, and who got it", show: showArrived },
      { kind: "owed", label: "Owed", hint: "Every message to come, and why", show: showOwed },
      { kind: "traffic", label: "Traffic", hint: "Each call, event and payload, as JSON", show: showTraffic },
    ],
    startTour(find("tour")),
  );
  on("workspace", showApp);
  on("replaced", workspaceReplaced);
  on("conversations", stillThere);
  on("acted", () => listening || refreshAll()); // the stream brings what an act changed
  on("leapt", () => {
    dayShown = null;
    beat();
    refreshAll();
  });
  for (;;) {
    try {
      await loadWorkspace();
      await loadAbout();
      break;
    } catch (error) {
      find("lost").hidden = false;
      await new Promise((again) => setTimeout(again, 1000));
    }
  }
  find("lost").hidden = true;
  window.addEventListener("hashchange", follow);
  setInterval(beat, 1000);
  setInterval(() => document.hidden || soonClock(), BEAT * 1000);
  await follow();
  if (document.activeElement === document.body) document.querySelector("[data-testid=composer]")?.focus();
  document.body.dataset.ready = "true";
}

start().catch((error) => {
  fail(error);
  replace(find("place"), h("div", { class: "empty" }, "The page could not start. Load it again."));
});
