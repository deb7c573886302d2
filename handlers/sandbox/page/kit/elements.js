// The interactive elements of Block Kit.
//
// ctx: {text, form, surface, dispatch(block, element, change) -> Promise, confirm(object) -> Promise<boolean>,
// suggest(block, element, typed) -> Promise<options>}
// field: attributes for the control itself: id, aria-labelledby, aria-describedby, aria-invalid, aria-required

import { h, icon, uniqueId } from "../parts/dom.js";
import { renderPlain, renderText } from "../text/mrkdwn.js";
import { openMenu } from "../parts/popup.js";
import { busyWhile, changed } from "./actions.js";
import { dateField, momentField, timeField } from "./date_inputs.js";
import { selectElement } from "./select_elements.js";

export function renderElement(element, block, ctx, field = {}) {
  const make = MAKERS[element.type] ?? (/_select$/.test(element.type) ? selectElement : null);
  if (!make) return h("span", { class: "unsupported" }, `This page cannot show an element of type “${element.type}”.`);
  return make(element, block, ctx, { "data-action-id": element.action_id, ...field });
}

function button(element, block, ctx, field) {
  const style = { primary: " primary", danger: " danger" }[element.style] ?? "";
  const props = { class: `button${style}`, "aria-label": element.accessibility_label || null, ...field };
  const words = renderPlain(element.text?.text, element.text?.emoji !== false);
  const press = async () => {
    if (node.getAttribute("aria-busy")) return;
    if (element.confirm && !(await ctx.confirm(element.confirm))) return;
    const given = element.value === undefined ? {} : { value: element.value };
    await busyWhile(node, ctx.dispatch(block, element, given));
  };
  const node =
    element.url && /^(https?:|mailto:)/i.test(element.url)
      ? h("a", { ...props, href: element.url, target: "_blank", rel: "noopener noreferrer", onclick: press }, words)
      : h("button", { ...props, type: "button", onclick: press }, words);
  return node;
}

function overflow(element, block, ctx, field) {
  const choose = async (option) => {
    if (element.confirm && !(await ctx.confirm(element.confirm))) return;
    if (option.url) window.open(option.url, "_blank", "noopener");
    await busyWhile(node, ctx.dispatch(block, element, { selected_option: option }));
  };
  const node = h(
    "button",
    {
      type: "button",
      class: "button overflow",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-label": "More choices",
      ...field,
      onclick: () =>
        openMenu(
          node,
          element.options.map((option) => ({
            label: option.text.text,
            hint: option.description?.text,
            run: () => choose(option),
          })),
          "More choices",
        ),
    },
    icon("more"),
  );
  return node;
}

// Radio buttons and checkboxes: the same rows, one or several.
function choices(element, block, ctx, field) {
  const many = element.type === "checkboxes";
  const kept = ctx.form.get(block, element);
  const isOn = (option) => (many ? kept : [kept]).some((each) => each?.value === option.value);
  const name = uniqueId("choice");
  const group = h("div", { role: many ? "group" : "radiogroup", class: "choices", ...field });
  for (const option of element.options) {
    const input = h("input", { type: many ? "checkbox" : "radio", name, class: "choice-input" });
    input.checked = isOn(option);
    input.addEventListener("change", async () => {
      const value = many
        ? element.options.filter((each, index) => group.querySelectorAll("input")[index].checked)
        : option;
      const before = ctx.form.get(block, element);
      if ((await changed(element, block, ctx, value, group)) === false) {
        group.querySelectorAll("input").forEach((each, index) => {
          each.checked = (many ? before : [before]).some((old) => old?.value === element.options[index].value);
        });
      }
    });
    group.append(
      h(
        "label",
        { class: "choice" },
        input,
        h(
          "span",
          { class: "choice-words" },
          renderText(option.text, ctx.text),
          option.description ? h("span", { class: "option-hint" }, renderText(option.description, ctx.text)) : null,
        ),
      ),
    );
  }
  return group;
}

function textInput(element, block, ctx, field) {
  const value = ctx.form.get(block, element) ?? "";
  const kinds = {
    email_text_input: ["email", "email"],
    url_text_input: ["url", "url"],
    number_input: ["text", "decimal"],
  };
  const [type, inputmode] = kinds[element.type] ?? ["text", null];
  const props = {
    class: "text-input",
    placeholder: element.placeholder?.text ?? null,
    dir: "auto",
    autocomplete: "off",
    value,
    ...field,
  };
  const control = element.multiline
    ? h("textarea", { ...props, rows: "4" })
    : h("input", { ...props, type, inputmode });
  const longest = element.type === "plain_text_input" ? element.max_length : undefined;
  const counter = longest ? h("span", { class: "counter", "aria-hidden": "true" }) : null;
  const measure = () => {
    if (!counter) return;
    // Slack counts characters as people do, not as JavaScript does: an emoji is one.
    const left = longest - [...control.value].length;
    counter.hidden = left > Math.max(20, longest / 5);
    counter.textContent = left < 0 ? `${-left} too many` : `${left} left`;
    counter.classList.toggle("counter-over", left < 0);
  };
  const on = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const keep = () => ctx.form.set(block, element, control.value === "" ? null : control.value);
  let timer = null;
  control.addEventListener("input", () => {
    keep();
    measure();
    if (!block.dispatch_action || !on.includes("on_character_entered")) return;
    clearTimeout(timer);
    timer = setTimeout(() => control.isConnected && ctx.dispatch(block, element, keep()), 300);
  });
  control.addEventListener("keydown", (event) => {
    const sends = block.dispatch_action && on.includes("on_enter_pressed");
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !sends) return;
    event.preventDefault();
    busyWhile(control, ctx.dispatch(block, element, keep()));
  });
  measure();
  return counter ? h("div", { class: "counted" }, control, counter) : control;
}

const MAKERS = {
  button,
  overflow,
  radio_buttons: choices,
  checkboxes: choices,
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
  datepicker: dateField,
  timepicker: timeField,
  datetimepicker: momentField,
};
