// Blocks of messages, modals and the Home tab. ctx: as in elements.js, and errors: {block_id: words}

import { h, tableOf, uniqueId } from "../parts/dom.js";
import { renderPlain, renderText } from "../text/mrkdwn.js";
import { renderElement } from "./elements.js";
import { renderMarkdown } from "../text/markdown.js";
import { renderRichText } from "../text/rich_text.js";

export function renderBlocks(blocks, ctx) {
  return (blocks ?? []).map((block) => renderBlock(block, ctx));
}

export function renderBlock(block, ctx) {
  const make = BLOCKS[block.type] ?? unsupported;
  const node = make(block, ctx);
  node.classList.add("block", `block-${block.type}`);
  if (block.block_id) node.dataset.blockId = block.block_id;
  return node;
}

function unsupported(block) {
  return h("div", { class: "unsupported" }, `This page cannot show a block of type “${block.type}”.`);
}

function section(block, ctx) {
  const words = h("div", { class: "section-words" });
  const text = block.text ? renderText(block.text, ctx.text) : null;
  if (text) {
    text.id = uniqueId("text");
    words.append(text);
  }
  if (block.fields?.length) {
    words.append(
      h(
        "div",
        { class: "fields" },
        block.fields.map((each) => h("div", { class: "field" }, renderText(each, ctx.text))),
      ),
    );
  }
  if (!block.accessory) return h("div", {}, words);
  const field = block.accessory.type === "button" || !text ? {} : { "aria-labelledby": text.id };
  const accessory =
    block.accessory.type === "image"
      ? picture(block.accessory, "accessory-image")
      : renderElement(block.accessory, block, ctx, field);
  return h("div", {}, words, h("div", { class: `accessory accessory-${block.accessory.type}` }, accessory));
}

// Below the title of a window it is one step lower than below the name of a conversation.
const header = (block, ctx) =>
  h("div", {}, h(ctx.surface === "modal" ? "h3" : "h2", {}, renderPlain(block.text.text, block.text.emoji !== false)));

function context(block, ctx) {
  return h(
    "div",
    {},
    block.elements.map((each) =>
      each.type === "image"
        ? picture(each, "context-image")
        : h("span", { class: "context-words" }, renderText(each, ctx.text)),
    ),
  );
}

const actions = (block, ctx) =>
  h(
    "div",
    {},
    block.elements.map((each) => renderElement(each, block, ctx)),
  );

function input(block, ctx) {
  const { element } = block;
  const ids = {
    control: uniqueId("control"),
    label: uniqueId("label"),
    hint: uniqueId("hint"),
    error: uniqueId("error"),
  };
  const error = ctx.errors?.[block.block_id];
  const described = [error ? ids.error : null, block.hint ? ids.hint : null].filter(Boolean).join(" ") || null;
  const field = {
    id: ids.control,
    "aria-labelledby": ids.label,
    "aria-describedby": described,
    "aria-invalid": error ? "true" : null,
    "aria-required": block.optional ? null : "true",
  };
  // The error stands above the hint: it is what the reader came for.
  return h(
    "div",
    { class: error ? "has-error" : "" },
    h(
      "label",
      { id: ids.label, for: ids.control, class: "input-label" },
      renderPlain(block.label.text),
      block.optional ? h("span", { class: "optional" }, " (optional)") : null,
    ),
    renderElement(element, block, ctx, field),
    error ? h("p", { id: ids.error, class: "field-error", dir: "auto" }, error) : null,
    block.hint ? h("p", { id: ids.hint, class: "field-hint" }, renderPlain(block.hint.text)) : null,
  );
}

function image(block) {
  return h(
    "figure",
    {},
    block.title ? h("figcaption", {}, renderPlain(block.title.text)) : null,
    openedLarge(block, picture(block, "block-picture")),
  );
}

function table(block, ctx) {
  const cell = (each, column) => {
    const { align = "left", is_wrapped: wraps = false } = block.column_settings?.[column] ?? {};
    const words = each.type === "rich_text" ? renderRichText(each, ctx.text) : (each.text ?? String(each.value));
    return { class: `align-${align}${wraps ? " wraps" : ""}`, words };
  };
  return h("div", { tabindex: "0", role: "group", "aria-label": "Table" }, tableOf(block.rows, cell));
}

// Nothing is asked of other hosts: the words and a link in place of the film.
function video(block) {
  const about = [block.author_name, block.provider_name].filter(Boolean).join(" · ");
  return h(
    "figure",
    {},
    h(
      "figcaption",
      {},
      h("a", { href: block.title_url ?? block.video_url, target: "_blank", rel: "noopener" }, block.title.text),
      about ? h("div", { class: "video-about" }, about) : null,
      block.description ? h("div", {}, renderPlain(block.description.text)) : null,
    ),
    h("span", { class: "picture-words block-picture" }, block.alt_text),
  );
}

// Pressed, it is shown alone in its full size.
function openedLarge(block, shown) {
  const address = block.image_url ?? block.slack_file?.url ?? "";
  return isOurs(address) ? h("a", { href: address, target: "_blank", rel: "noopener" }, shown) : shown;
}

// The sandbox asks nothing of other hosts, so a picture from elsewhere is shown by its description.
function picture(source, name) {
  const address = source.image_url ?? source.slack_file?.url ?? "";
  if (isOurs(address)) return h("img", { src: address, alt: source.alt_text ?? "", class: name, loading: "lazy" });
  return h("span", { class: `picture-words ${name}`, title: address }, source.alt_text || "Picture");
}

export function isOurs(address) {
  try {
    return new URL(address, location.href).origin === location.origin;
  } catch {
    return false;
  }
}

const BLOCKS = {
  section,
  header,
  context,
  actions,
  input,
  image,
  divider: () => h("div", { role: "separator" }),
  markdown: (block) => h("div", {}, renderMarkdown(block.text)),
  table,
  video,
  rich_text: (block, ctx) => h("div", {}, renderRichText(block, ctx.text)),
};
