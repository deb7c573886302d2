// The part above a conversation: its name and tools, the app's tabs, and that the app is missing.

import { button } from "../parts/controls.js";
import { does } from "../parts/deeds.js";
import { h, icon } from "../parts/dom.js";
import { appName, bot, hashOf, state, tell, titleOf } from "../state.js";
import { openInvite } from "./channel_dialogs.js";

const KINDS = { private: "Private channel", public: "Public channel: everyone in the workspace can read it", im: "" };

const appBadge = () => h("span", { class: "badge" }, "APP");

export function headOf(place) {
  const person = place.kind === "im" ? state.people.get(place.with) : null;
  const sign = person ? null : icon(place.kind === "private" ? "lock" : "hash");
  const words = place.topic || person?.title || KINDS[place.kind];
  return [
    h(
      "div",
      { class: "place-title" },
      h("h1", {}, sign, h("bdi", {}, titleOf(place)), person?.is_bot ? appBadge() : null),
      h("p", { class: "place-topic", dir: "auto" }, words),
    ),
    person ? null : tools(place),
  ];
}

export function homeHead() {
  return h(
    "div",
    { class: "place-title" },
    h("h1", {}, h("bdi", {}, appName()), appBadge()),
    h("p", { class: "place-topic" }, "Home"),
  );
}

function tools(place) {
  const membersShown = state.panel?.kind === "members";
  const turn = () => {
    state.panel = membersShown ? null : { kind: "members" };
    tell("panel");
  };
  const pressed = { "data-testid": "members-button", "aria-pressed": String(membersShown) };
  const members = button([icon("people"), "Members"], turn, "small", pressed);
  const named = { "data-testid": "invite-button" };
  const invite = button([icon("plus"), "Invite"], () => openInvite(place.id), "small", named);
  return h("div", { class: "place-tools" }, members, place.is_member ? invite : null);
}

/**
 * Home and Messages of the app, or null where there is no choice. direct: the conversation with the app, if there is
 * one
 */
export function tabsOf(direct) {
  const isApp = state.place === "home" || (direct?.kind === "im" && direct.with === bot()?.id);
  if (!isApp || !(state.workspace?.app.has_home_tab || state.views.home)) return null;
  const tab = (place, words) =>
    h(
      "a",
      { href: hashOf(state.me, place), class: "tab", "aria-current": state.place === place ? "page" : null },
      words,
    );
  return [tab("home", "Home"), direct ? tab(direct.id, "Messages") : null];
}

/** Words and a button where the app still has to be invited, or null. */
export function noticeOf(place) {
  if (place.kind === "im" || !place.is_member || place.bot_is_member !== false || !bot()) return null;
  const bring = () => does("conversation/invite", { channel: place.id, user: bot().id });
  return [
    h("span", {}, `${appName()} is not in this channel yet.`),
    button(`Invite ${appName()}`, bring, "small", { "data-testid": "invite-app" }),
  ];
}
