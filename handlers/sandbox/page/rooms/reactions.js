// Emoji under a message: pressing one puts or takes away one's own; a window offers the others.

import { searchBox } from "../parts/controls.js";
import { does } from "../parts/deeds.js";
import { openDialog } from "../parts/dialog.js";
import { h, replace } from "../parts/dom.js";
import { nameOf, state } from "../state.js";
import { emojiNames, emojiOf } from "../text/emoji.js";
import { emojiNode } from "../text/sequences.js";
import { count } from "../text/words.js";

const SHOWN = 60;

const show = (name) => (emojiOf(name) ? emojiNode(emojiOf(name), name) : `:${name}:`);

const react = (message, place, name, remove = false) =>
  does("react", { channel: place.channel, ts: message.ts, name, ...(remove ? { remove } : {}) });

/** One emoji and who put it: a button for whoever may add theirs. */
export function reaction(each, message, place) {
  const users = each.users ?? [];
  const mine = users.includes(state.me);
  const who = users.map((id) => nameOf(state.people.get(id))).join(", ");
  const words = [show(each.name), " ", String(each.count ?? users.length)];
  if (!place.channel || !place.joined) return h("span", { class: "reaction", title: who }, words);
  return h(
    "button",
    {
      type: "button",
      class: "reaction",
      title: who,
      "aria-pressed": String(mine),
      "aria-label": `${each.name.replaceAll("_", " ")}: ${count(users.length, "reaction")} by ${who}`,
      "data-action-id": `reaction-${each.name}`,
      onclick: () => react(message, place, each.name, mine),
    },
    words,
  );
}

/** Asks for an emoji, by a part of its name or by pressing it, and puts it on the message. */
export async function pickReaction(message, place) {
  const name = await openDialog("Add a reaction", (close) => {
    const search = searchBox("Name of the emoji", "Name, for example white_check_mark");
    const grid = h("div", { class: "emoji-grid", role: "group", "aria-label": "Emoji" });
    const typed = () => search.value.trim().toLocaleLowerCase().replaceAll(":", "").replaceAll(" ", "_");
    const found = () => emojiNames.filter((each) => each.includes(typed())).slice(0, SHOWN);
    const draw = () =>
      replace(
        grid,
        found().map((each) =>
          h(
            "button",
            { type: "button", class: "emoji-button", title: `:${each}:`, onclick: () => close(each) },
            emojiNode(emojiOf(each), each),
          ),
        ),
        // A workspace may have emoji of its own, which this page cannot draw.
        found().length ? null : h("p", { class: "muted" }, `Enter puts “:${typed()}:”.`),
      );
    search.addEventListener("input", draw);
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !typed()) return;
      event.preventDefault();
      close(emojiNames.includes(typed()) ? typed() : (found()[0] ?? typed()));
    });
    draw();
    return h("div", { class: "dialog-body" }, search, grid);
  });
  if (name) await react(message, place, name);
}
