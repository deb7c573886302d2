// What can be done with a message: reply, and the app's message shortcuts.

import { act } from "../api.js";
import { h, icon } from "../parts/dom.js";
import { openMenu } from "../parts/popup.js";
import { fail } from "../parts/toasts.js";
import { state, tell } from "../state.js";

/** The buttons that come up beside a message, or null where there is nothing to do. place: as in message.js */
export function tools(message, place) {
  const threadable = !message.ephemeral && !place.inThread && place.joined;
  const shortcuts = message.ephemeral
    ? []
    : (state.workspace?.shortcuts ?? []).filter((each) => each.type === "message");
  if (!threadable && !shortcuts.length) return null;
  const more = h(
    "button",
    {
      type: "button",
      class: "tool",
      tabindex: "-1",
      "aria-label": "More for this message",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "data-testid": "message-menu",
      onclick: () =>
        openMenu(
          more,
          [
            ...(threadable
              ? [{ label: "Reply in thread", icon: icon("reply"), run: () => place.onThread(message.ts) }]
              : []),
            ...(place.joined && !message.ephemeral
              ? [{ label: "Add a reaction…", icon: icon("plus"), run: () => react(message, place) }]
              : []),
            ...(place.joined && message.user === state.me
              ? [
                  { label: "Edit…", icon: icon("more"), run: () => edit(message, place) },
                  {
                    label: "Delete",
                    icon: icon("close"),
                    run: () => change("say/delete", message, place, {}),
                  },
                ]
              : []),
            ...(shortcuts.length ? [{ heading: state.workspace.app.name }] : []),
            ...shortcuts.map((each) => ({
              label: each.name,
              hint: each.description,
              run: () => runShortcut(each, message, place),
            })),
          ],
          "For this message",
        ),
    },
    icon("more"),
  );
  return h(
    "div",
    { class: "tools", role: "group", "aria-label": "Message tools" },
    threadable
      ? h(
          "button",
          {
            type: "button",
            class: "tool",
      tabindex: "-1",
            "aria-label": "Reply in thread",
            title: "Reply in thread",
            onclick: () => place.onThread(message.ts),
          },
          icon("reply"),
        )
      : null,
    more,
  );
}

function react(message, place) {
  const name = window.prompt("Which emoji? For example: white_check_mark", "white_check_mark");
  if (name) change("react", message, place, { name: name.replaceAll(":", "").trim() });
}

function edit(message, place) {
  const text = window.prompt("Change the message", message.text);
  if (text) change("say/edit", message, place, { text });
}

async function change(route, message, place, more) {
  try {
    await act(route, { as: state.me, channel: place.channel, ts: message.ts, ...more });
  } catch (error) {
    fail(error);
  }
}

async function runShortcut(shortcut, message, place) {
  try {
    await act("shortcut", { as: state.me, callback_id: shortcut.callback_id, channel: place.channel, ts: message.ts });
  } catch (error) {
    fail(error);
  }
  tell("acted");
}
