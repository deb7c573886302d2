// The workspace as a file: taken away, put back, or given its opening state again.

import { loadFile, post } from "../api.js";
import { ask, openDialog } from "../parts/dialog.js";
import { button, refusalLine, signButton } from "../parts/controls.js";
import { h, replace } from "../parts/dom.js";
import { toast } from "../parts/toasts.js";
import { appName } from "../state.js";
import { inWords } from "../text/words.js";

let leaving = false;
const DONE = "done-with-workspace"; // told once more after the page was loaded again

/** Puts the button into its place, and says what became of the workspace before this page was loaded. */
export function startWorkspace(node) {
  const title = "Save, load or reset the workspace";
  const more = { title, "aria-haspopup": "dialog", "data-testid": "workspace-button" };
  replace(node, signButton(title, "more", openWorkspace, more));
  const words = sessionStorage.getItem(DONE);
  sessionStorage.removeItem(DONE);
  if (words) toast(words);
}

/** Everything that this page shows is of a workspace that is no more. */
export function workspaceReplaced() {
  if (!sessionStorage.getItem(DONE)) sessionStorage.setItem(DONE, "The workspace was loaded or reset.");
  leaving = true;
  location.reload();
}

function openWorkspace() {
  return openDialog("This workspace", (close) => {
    const refusal = refusalLine();
    const input = h("input", { type: "file", accept: ".json,application/json", hidden: true, "aria-label": "File to load" });

    async function run(pressed, doing, done) {
      refusal.say("");
      pressed.setAttribute("aria-busy", "true");
      sessionStorage.setItem(DONE, done);
      try {
        await doing();
        close();
      } catch (refused) {
        if (leaving) return;
        sessionStorage.removeItem(DONE);
        refusal.say(inWords(refused));
        pressed.focus();
      } finally {
        pressed.removeAttribute("aria-busy");
      }
    }

    const load = button("Load a file…", () => input.click());
    input.addEventListener("change", async () => {
      const [file] = input.files;
      input.value = "";
      if (!file || !(await ask(QUESTIONS.load(file.name)))) return;
      await run(load, () => loadFile("workspace/load", file), `The workspace is that of ${file.name} now.`);
    });
    const begin = async () => {
      if (await ask(QUESTIONS.reset())) await run(reset, () => post("workspace/reset", {}), "The workspace is as it was at first.");
    };
    const reset = button("Reset…", begin, "danger", { "data-testid": "reset" });
    const save = h("a", { class: "button", href: "/door/workspace/saved", download: "", "data-testid": "save" }, "Save as a file");
    return h(
      "div",
      { class: "dialog-body workspace-ways" },
      way("Take all of it away: people, channels, messages, reactions and files, and what the app keeps of its own.", save),
      way("Put a file back in place of all that is here now.", load, input),
      way("Begin again with the sample network.", reset),
      refusal.node,
    );
  });
}

const way = (words, ...controls) => h("div", { class: "workspace-way" }, h("p", {}, words), controls);

const question = (title, text, confirm) => ({
  title: { text: title },
  text: { type: "plain_text", text },
  confirm: { text: confirm },
  deny: { text: "Keep what is here" },
  style: "danger",
});

const QUESTIONS = {
  load: (name) =>
    question("Load this file?", `All that is here now goes away, and ${name} takes its place. Save first what you want to keep.`, "Load it"),
  reset: () =>
    question(
      "Reset the workspace?",
      `All messages, files and new channels go away, and so does what ${appName()} keeps of its own. The clock goes on. Save first what you want to keep.`,
      "Reset",
    ),
};
