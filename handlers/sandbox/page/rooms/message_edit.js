// Changing and deleting one's own message, and its link.

import { act } from "../api.js";
import { ask, openDialog } from "../parts/dialog.js";
import { button, foot, refusalLine } from "../parts/controls.js";
import { does } from "../parts/deeds.js";
import { h } from "../parts/dom.js";
import { toast } from "../parts/toasts.js";
import { state } from "../state.js";
import { asTyped, withMentions } from "../text/typed.js";
import { permalinkOf } from "../text/permalink.js";
import { inWords } from "../text/words.js";
import { handles, names } from "./delivering.js";

/** Asks for the new words in a window; what was typed stays there until the sandbox has taken it. */
export function editMessage(message, place) {
  return openDialog("Edit the message", (close) => {
    const area = h("textarea", {
      class: "text-input",
      rows: "6",
      dir: "auto",
      "aria-label": "Message",
      value: asTyped(message.text, handles()),
      autofocus: true,
    });
    const refusal = refusalLine();
    const save = async (event) => {
      event?.preventDefault();
      const text = withMentions(area.value.trim(), names());
      try {
        await act("say/edit", { as: state.me, channel: place.channel, ts: message.ts, text });
        close();
      } catch (refused) {
        refusal.say(text ? inWords(refused) : "A message has at least one character.");
        area.focus();
      }
    };
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) save(event);
    });
    return h(
      "form",
      { onsubmit: save },
      h("div", { class: "dialog-body" }, area, refusal.node),
      foot(button("Cancel", () => close()), button("Save", null, "primary", { type: "submit" })),
    );
  });
}

export async function deleteMessage(message, place) {
  const agreed = await ask({
    title: { text: "Delete the message?" },
    text: { type: "plain_text", text: "Nobody can read it after that. It cannot be brought back." },
    confirm: { text: "Delete" },
    deny: { text: "Keep it" },
    style: "danger",
  });
  if (agreed) await does("say/delete", { channel: place.channel, ts: message.ts });
}

export async function copyLink(message, place) {
  const address = permalinkOf(place.channel, message);
  try {
    await navigator.clipboard.writeText(address);
    toast("The link is copied. It opens this message.", { about: "link" });
  } catch {
    toast(address, { about: "link" }); // a browser may keep its clipboard back
  }
}
