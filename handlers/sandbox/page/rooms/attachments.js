// Files on their way: chosen, dropped or pasted into a composer, listed above its text, and sent with the message.

import { DoorError } from "../api.js";
import { signButton } from "../parts/controls.js";
import { h, icon, replace } from "../parts/dom.js";
import { announce, fail } from "../parts/toasts.js";
import { count, sizeOf } from "../text/words.js";

const MOST = 10; // files in one message, as Slack has it
const LARGEST = 20 * 1024 * 1024; // bytes, as the sandbox has it

const brings = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

/** The files of one composer. changed() runs when there are others; focus() goes back to the text. */
export function createAttachments(changed, focus) {
  let files = [];
  const list = h("ul", { class: "attached", role: "list", "aria-label": "Files to send", hidden: true });
  const input = h("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files", onchange: take });
  const choose = () => input.click();
  const button = signButton("Attach files", "clip", choose, { class: "tool attach", title: "Attach files" });

  function take() {
    add([...input.files]);
    input.value = ""; // so that the same file can be chosen again
    focus();
  }

  function add(more) {
    const problem = problemOf(more, files.length);
    if (problem) return fail(new DoorError(problem));
    put([...files, ...more]);
    return announce(`${count(more.length, "file")} attached. ${count(files.length, "file")} to send.`);
  }

  function show(those) {
    files = those;
    list.hidden = !files.length;
    replace(list, files.map(chip));
  }

  function put(those) {
    show(those);
    changed();
  }

  function chip(file, index) {
    const remove = () => {
      put(files.filter((each) => each !== file));
      const left = list.querySelectorAll("button");
      (left[Math.min(index, left.length - 1)] ?? { focus }).focus();
    };
    return h(
      "li",
      { class: "file", title: file.name, "data-testid": "attached" },
      icon("file"),
      h("span", { class: "file-name", dir: "auto" }, file.name),
      h("span", { class: "file-size" }, sizeOf(file.size)),
      signButton(`Remove ${file.name}`, "close", remove),
    );
  }

  /** Whatever is dropped on this part of the page goes into this composer, while `isOpen()`. */
  function takeDrops(zone, isOpen) {
    const here = (event) => brings(event) && isOpen();
    zone.addEventListener("dragover", (event) => {
      if (!here(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      zone.classList.add("dropping");
    });
    zone.addEventListener("dragleave", (event) => zone.contains(event.relatedTarget) || zone.classList.remove("dropping"));
    zone.addEventListener("drop", (event) => {
      zone.classList.remove("dropping");
      if (!here(event)) return;
      event.preventDefault();
      const isFolder = [...event.dataTransfer.items].some((each) => each.webkitGetAsEntry?.()?.isDirectory);
      if (isFolder) fail(new DoorError("A folder cannot be sent. Send the files in it."));
      else add([...event.dataTransfer.files]);
      focus();
    });
  }

  /** Pasted words stay words, also where a picture of them comes along. */
  function paste(event) {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (!pasted.length || event.clipboardData.getData("text/plain")) return;
    event.preventDefault();
    add(pasted);
  }

  return { list, input, button, show, put, paste, takeDrops, all: () => files };
}

function problemOf(more, before) {
  if (before + more.length > MOST) return `A message has at most ${MOST} files.`;
  const empty = more.find((each) => !each.size);
  if (empty) return `${empty.name} is empty. Slack takes no empty file.`;
  const large = more.find((each) => each.size > LARGEST);
  return large && `${large.name} is too large. A file has at most ${sizeOf(LARGEST)} here.`;
}

/** A file that misses its place must not take the page away. */
export function guardDrops() {
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (event.defaultPrevented || !brings(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "none";
    });
  }
}
