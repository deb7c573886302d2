// Every message and view of a walk through the app, one below the other, each as its reader got it.

import { get } from "./api.js";
import { Form } from "./kit/form.js";
import { ViewBlocks } from "./kit/views.js";
import { h, replace } from "./parts/dom.js";
import { renderMessage } from "./rooms/message.js";
import { appName, loadWorkspace, nameOf, state } from "./state.js";
import { renderPlain } from "./text/mrkdwn.js";

const find = (id) => document.getElementById(id);

function frame({ step, reader, kind, shown }) {
  state.me = reader; // times and mentions are those of the reader
  const draw = { message, modal, home }[kind];
  const person = state.people.get(reader);
  const caption = h("figcaption", {}, h("code", {}, step), " · ", h("bdi", {}, nameOf(person)));
  return h("figure", { "data-kind": kind, "data-step": step }, caption, draw(shown));
}

function message(shown) {
  const place = { channel: null, inThread: false, joined: false, form: new Form({}, null), onThread() {}, onDismiss() {} };
  return h("ol", { class: "framed" }, renderMessage(shown, false, place));
}

function blocksOf(shown) {
  const blocks = new ViewBlocks(shown, null);
  blocks.draw(shown, shown.errors);
  return blocks.node;
}

const home = (shown) => h("div", { class: "framed home" }, blocksOf(shown));

function modal(shown) {
  const submit = shown.submit ? h("span", { class: "button primary" }, renderPlain(shown.submit.text)) : null;
  return h(
    "div",
    { class: "framed dialog modal" },
    h(
      "div",
      {},
      h(
        "div",
        { class: "dialog-head" },
        h("div", { class: "modal-titles" }, h("span", { class: "modal-app" }, appName()), h("h3", {}, renderPlain(shown.title.text))),
      ),
      h("div", { class: "dialog-body" }, blocksOf(shown)),
      h("div", { class: "dialog-foot" }, h("span", { class: "button" }, renderPlain(shown.close?.text ?? "Cancel")), submit),
    ),
  );
}

async function start() {
  await loadWorkspace();
  const { url, exhibits } = await get("gallery");
  if (url) return location.replace(`${url}/gallery`);
  const sections = Map.groupBy(exhibits, (each) => each.section);
  const ids = new Map([...sections.keys()].map((title, index) => [title, `section-${index}`]));
  replace(find("sections"), [...ids].map(([title, id]) => h("a", { href: `#${id}` }, title)));
  replace(
    find("exhibits"),
    [...sections].map(([title, each]) =>
      h("section", { id: ids.get(title) }, h("h2", {}, title), each.map(frame)),
    ),
  );
  find("state").textContent = exhibits.length
    ? `${exhibits.length} messages and forms of ${appName()}. Their buttons lead nowhere here.`
    : "No command has been tried here.";
  find("narrow").closest("label").hidden = false;
  find("narrow").addEventListener("change", (event) => document.body.classList.toggle("narrow", event.target.checked));
  document.body.dataset.ready = "true";
  return undefined;
}

start().catch((error) => {
  find("state").textContent = error.message;
});
