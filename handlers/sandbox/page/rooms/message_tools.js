// What can be done with a message: react, reply, copy its link, change one's own, and the app's message shortcuts.

import { does } from "../parts/deeds.js";
import { h, icon } from "../parts/dom.js";
import { openMenu } from "../parts/popup.js";
import { state } from "../state.js";
import { copyLink, deleteMessage, editMessage } from "./message_edit.js";
import { pickReaction } from "./reactions.js";

/** The buttons that come up beside a message, or null where there is nothing to do. place: as in message.js */
export function tools(message, place) {
  if (!place.channel || message.subtype === "tombstone") return null;
  const shared = !message.ephemeral;
  const threadable = shared && !place.inThread && place.joined;
  const own = shared && place.joined && message.user === state.me;
  const shortcuts = shared ? (state.workspace?.shortcuts ?? []).filter((each) => each.type === "message") : [];
  const reply = { label: "Reply in thread", icon: "reply", run: () => place.onThread(message.ts) };
  const react = { label: "Add a reaction…", icon: "smile", run: () => pickReaction(message, place) };
  const entries = [
    shared && place.joined ? react : null,
    threadable ? reply : null,
    shared ? { label: "Copy link", icon: "link", run: () => copyLink(message, place) } : null,
    threadable ? { label: "Mark unread", icon: "unread", run: () => place.onUnread(message.ts) } : null,
    own ? { label: "Edit…", icon: "pencil", run: () => editMessage(message, place) } : null,
    own ? { label: "Delete…", icon: "close", danger: true, run: () => deleteMessage(message, place) } : null,
  ].filter(Boolean);
  if (!entries.length) return null;
  const more = tool("More for this message", "more", () =>
    openMenu(
      more,
      [
        ...entries.map((each) => ({ ...each, icon: icon(each.icon) })),
        ...(shortcuts.length ? [{ heading: state.workspace.app.name }] : []),
        ...shortcuts.map((each) => ({
          label: each.name,
          hint: each.description,
          run: () => runShortcut(each, message, place),
        })),
      ],
      "For this message",
    ),
  );
  more.setAttribute("aria-haspopup", "menu");
  more.setAttribute("aria-expanded", "false");
  more.dataset.testid = "message-menu";
  return h(
    "div",
    { class: "tools", role: "group", "aria-label": "Message tools" },
    entries.includes(react) ? tool("Add a reaction", "smile", react.run) : null,
    threadable ? tool(reply.label, "reply", reply.run) : null,
    more,
  );
}

// Tab finds it only beside the message that has the focus, as in message_focus.js.
const tool = (label, sign, run) =>
  h("button", { type: "button", class: "tool", tabindex: "-1", "aria-label": label, title: label, onclick: run }, icon(sign));

const runShortcut = (shortcut, message, place) =>
  does("shortcut", { callback_id: shortcut.callback_id, channel: place.channel, ts: message.ts });
