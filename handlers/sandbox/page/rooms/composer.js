// Where a person writes: messages, commands, drafts. What was typed is only let go once the sandbox has taken it.

import { button, signButton } from "../parts/controls.js";
import { does } from "../parts/deeds.js";
import { h, replace, uniqueId } from "../parts/dom.js";
import { openMenu } from "../parts/popup.js";
import { appName, state, tell } from "../state.js";
import { allCommands, suggestions } from "./suggest.js";
import { asCommand } from "../text/typed.js";
import { fail, toast } from "../parts/toasts.js";
import { createAttachments } from "./attachments.js";
import { deliver } from "./delivering.js";
import { keepFiles, keptFiles } from "./kept_files.js";

const TALLEST = 220; // pixels, then the text scrolls
const REMEMBERED = 50;

const read = (key) => localStorage.getItem(key) ?? "";
const write = (key, text) => (text ? localStorage.setItem(key, text) : localStorage.removeItem(key));
const pastKey = () => `commands:${state.workspace.team.id}:${state.me}`;
const past = () => JSON.parse(read(pastKey()) || "[]");

/** test ids are "composer" and "send", in a thread "thread-composer" and "thread-send" */
export function createComposer({ inThread = false, onSent = () => {} } = {}) {
  const prefix = inThread ? "thread-" : "";
  let place = { channel: null, thread: null };
  let recalled = -1;
  let queue = Promise.resolve();

  const area = h("textarea", {
    rows: "1",
    class: "composer-text",
    "data-testid": `${prefix}composer`,
    dir: "auto",
    id: uniqueId("composer"),
    "aria-label": "Message",
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
    spellcheck: "true",
    enterkeyhint: "send",
  });
  const sends = { class: "send", "data-testid": `${prefix}send`, title: "Send (Enter)" };
  const sendButton = signButton("Send", "send", () => send(), sends);
  const plus = signButton("Shortcuts", "plus", openShortcuts, {
    class: "tool plus",
    "data-testid": `${prefix}plus`,
    title: "Shortcuts",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
  });
  const attachments = createAttachments(attachedOthers, () => area.focus());
  const waiting = new Map(); // files of the drafts that were shown in this tab, by draftKey()
  const usage = h("p", { class: "composer-hint" });
  const unsent = h("div", { class: "unsent", hidden: true, role: "alert" });
  const { list: attached, input, button: attach } = attachments;
  const box = h("div", { class: "composer-box" }, inThread ? null : plus, attach, input, area, sendButton);
  const node = h("div", { class: "composer" }, unsent, attached, box, usage);
  const list = suggestions(area, box);

  const draftKey = () =>
    `draft:${state.workspace.team.id}:${state.me}:${place.channel}${place.thread ? `:${place.thread}` : ""}`;

  function attachedOthers() {
    if (place.channel) hold(draftKey(), attachments.all());
    changed();
  }

  function hold(key, files) {
    waiting.set(key, files);
    keepFiles(key, files);
  }

  function changed() {
    if (!place.channel) return;
    write(draftKey(), area.value);
    fit();
    const found = asCommand(area.value);
    const known = found && allCommands().find((each) => each.command === found.command);
    replace(
      usage,
      known
        ? [h("b", {}, known.command), known.usage_hint ? ` ${known.usage_hint}` : "", ` – ${known.description}`]
        : ["Enter sends, Shift+Enter new line", inThread ? "" : ", / commands", ", @ people"],
    );
    sendButton.disabled = !area.value.trim() && !attachments.all().length;
  }

  // Of this tab, or else as the browser kept them over a reload.
  async function showFiles(key) {
    const known = waiting.get(key);
    attachments.show(known ?? []);
    if (known) return;
    waiting.set(key, []);
    const kept = await keptFiles(key);
    if (!kept.length) return;
    hold(key, [...kept, ...waiting.get(key)]);
    if (place.channel && key === draftKey()) attachments.show(waiting.get(key));
    changed();
  }

  function fit() {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, TALLEST)}px`;
  }

  function put(text) {
    area.value = text;
    area.setSelectionRange(text.length, text.length);
    changed();
  }

  function openShortcuts() {
    const shortcuts = (state.workspace.shortcuts ?? []).filter((each) => each.type === "global");
    openMenu(
      plus,
      [
        ...(shortcuts.length ? [{ heading: appName() }] : []),
        ...shortcuts.map(({ name, description, callback_id }) => ({
          label: name,
          hint: description,
          run: () => does("shortcut", { callback_id }),
        })),
        { label: "Run a command", hint: "Lists what can be typed after /", run: () => start("/") },
        {
          label: "Mention somebody",
          hint: "Lists people after @",
          run: () => start(`${area.value}${/\s$|^$/.test(area.value) ? "" : " "}@`),
        },
      ],
      "Shortcuts",
    );
  }

  function start(text) {
    put(text);
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function send() {
    const typed = area.value.trim();
    const files = attachments.all();
    if (!typed && !files.length) return;
    const from = { ...place, as: state.me, key: draftKey() };
    if (typed.startsWith("/")) remember(typed);
    list.close();
    put("");
    attachments.put([]);
    recalled = -1;
    // Until it has arrived it is kept where a reload would find it; sends follow one another, so that messages keep
    // their order.
    write(from.key, typed);
    keepFiles(from.key, files);
    queue = queue.then(async () => {
      node.setAttribute("aria-busy", "true");
      try {
        const words = await deliver(typed, files, from);
        if (read(from.key) === typed) write(from.key, isHere(from) ? area.value : "");
        keepFiles(from.key, waiting.get(from.key));
        if (words) toast(words);
        if (isHere(from)) onSent();
      } catch (error) {
        fail(error);
        giveBack(typed, files, from);
      } finally {
        node.removeAttribute("aria-busy");
      }
      tell("acted");
    });
  }

  const isHere = (from) => from.as === state.me && from.channel === place.channel && from.thread === place.thread;

  function giveBack(typed, files, from) {
    if (!isHere(from)) {
      hold(from.key, [...files, ...waiting.get(from.key)]);
      return write(from.key, read(from.key) || typed);
    }
    attachments.put([...files, ...attachments.all()]);
    if (!typed) return undefined;
    if (!area.value.trim()) return put(typed);
    const away = () => {
      unsent.hidden = true;
    };
    const putBack = () => {
      away();
      put(`${typed}\n${area.value}`);
      area.focus();
    };
    replace(
      unsent,
      h("span", { class: "unsent-words", dir: "auto" }, h("b", {}, "Not sent: "), typed),
      button("Put back", putBack, "small"),
      button("Discard", away, "small"),
    );
    unsent.hidden = false;
    return undefined;
  }

  function remember(typed) {
    const all = [...past().filter((each) => each !== typed), typed].slice(-REMEMBERED);
    write(pastKey(), JSON.stringify(all));
  }

  function recall(step) {
    const all = past();
    const next = Math.max(-1, Math.min(recalled + step, all.length - 1));
    if (next === recalled) return;
    recalled = next;
    put(recalled < 0 ? "" : all.at(-1 - recalled));
  }

  area.addEventListener("paste", attachments.paste);
  area.addEventListener("input", () => {
    recalled = -1;
    changed();
  });
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || list.handleKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && (!area.value || recalled >= 0)) {
      event.preventDefault();
      recall(1);
    } else if (event.key === "ArrowDown" && recalled >= 0) {
      event.preventDefault();
      recall(-1);
    }
  });

  return {
    node,
    focus: () => area.focus(),
    takeDrops: (zone) => attachments.takeDrops(zone, () => node.isConnected),
    load(channel, thread, words) {
      place = { channel, thread: thread ?? null };
      recalled = -1;
      unsent.hidden = true;
      area.placeholder = words;
      area.setAttribute("aria-label", words);
      showFiles(draftKey());
      put(read(draftKey()));
    },
  };
}
