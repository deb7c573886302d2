// A new channel, and who else is to be in one.

import { act, get } from "../api.js";
import { conversation, nameOf, state, tell } from "../state.js";
import { openDialog } from "../parts/dialog.js";
import { button, foot, refusalLine } from "../parts/controls.js";
import { h, uniqueId } from "../parts/dom.js";
import { fail, toast } from "../parts/toasts.js";
import { inWords } from "../text/words.js";
import { peopleFinder } from "./people_list.js";

/** Channel names as Slack writes them. */
const asChannelName = (typed) =>
  typed
    .toLocaleLowerCase()
    .replace(/[\s.]+/g, "-")
    .slice(0, 80);

/** Resolves with the new channel's id, or undefined. */
export function createChannel() {
  return openDialog("New channel", (close) => {
    const name = h("input", {
      id: uniqueId("name"),
      class: "text-input",
      autocomplete: "off",
      placeholder: "technology-working-group",
      required: true,
    });
    const hidden = h("input", { type: "checkbox", id: uniqueId("private"), class: "choice-input" });
    const refusal = refusalLine();
    name.addEventListener("input", () => {
      const at = name.selectionStart;
      name.value = asChannelName(name.value);
      name.setSelectionRange(at, at);
    });
    return h(
      "form",
      {
        onsubmit: async (event) => {
          event.preventDefault();
          try {
            const made = await act("conversation/create", {
              as: state.me,
              name: name.value.replace(/^#/, ""),
              private: hidden.checked,
            });
            close(made.channel?.id ?? made.channel ?? made.id);
          } catch (failure) {
            refusal.say(inWords(failure));
            name.focus();
          }
        },
      },
      h(
        "div",
        { class: "dialog-body" },
        h(
          "div",
          {},
          h("label", { for: name.id, class: "input-label" }, "Name"),
          name,
          refusal.node,
          h("p", { class: "field-hint" }, "Lower case, no spaces: for example education-and-awareness."),
        ),
        h(
          "label",
          { class: "choice" },
          hidden,
          h(
            "span",
            { class: "choice-words" },
            "Private",
            h(
              "span",
              { class: "option-hint" },
              "Only people who were invited can see it. A group with members-only matters needs this.",
            ),
          ),
        ),
      ),
      foot(button("Cancel", () => close()), button("Create", null, "primary", { type: "submit" })),
    );
  });
}

/** Lists who could still come in; each is invited by one press, and the window stays for the next. */
function invite(channelId, memberIds) {
  const inside = new Set(memberIds);
  const name = conversation(channelId)?.name;
  return openDialog(`Invite to ${name ? `#${name}` : "this channel"}`, (close) => {
    const bring = async (person) => {
      try {
        await act("conversation/invite", { as: state.me, channel: channelId, user: person.id });
        inside.add(person.id);
        toast(`${nameOf(person)} is in the channel now.`);
      } catch (failure) {
        toast(inWords(failure), { error: true });
      }
      draw();
      search.focus();
    };
    const beside = (person) =>
      inside.has(person.id)
        ? h("span", { class: "muted" }, "In the channel")
        : button("Invite", () => bring(person), "small", { "aria-label": `Invite ${nameOf(person)}` });
    const { search, list, draw } = peopleFinder(() => true, beside);
    const done = button("Done", () => close(), "primary");
    return h("div", {}, h("div", { class: "dialog-body" }, search, list), foot(done));
  });
}

/** Opens the invitation for a channel with its members of this moment. */
export async function openInvite(id) {
  try {
    const { members } = await get("members", { as: state.me, channel: id });
    await invite(id, members);
    tell("acted");
  } catch (error) {
    fail(error);
  }
}
