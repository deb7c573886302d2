// rich_text blocks: sections, lists, quotes and preformatted text.

import { h } from "../parts/dom.js";
import { emojiOf } from "./emoji.js";
import { broadcast, channel, dateNode, emojiNode, link, mention } from "./sequences.js";

const STYLES = [
  ["bold", "strong"],
  ["italic", "em"],
  ["strike", "s"],
  ["underline", "u"],
  ["code", "code"],
];
const ORDERED = ["1", "a", "i"]; // Slack's own marks by depth

export function renderRichText(block, ctx) {
  return h(
    "div",
    { class: "rich-text mrkdwn", dir: "auto" },
    (block.elements ?? []).map((part) => partOf(part, ctx)),
  );
}

function partOf(part, ctx) {
  const content = () => (part.elements ?? []).map((leaf) => leafOf(leaf, ctx));
  switch (part.type) {
    case "rich_text_section":
      return h("div", { dir: "auto" }, content());
    case "rich_text_quote":
      return h("blockquote", { dir: "auto" }, content());
    case "rich_text_preformatted":
      return h("pre", { dir: "auto" }, h("code", {}, content()));
    case "rich_text_list":
      return listOf(part, ctx);
    default:
      return h("span", { class: "unsupported" }, `[${part.type}]`);
  }
}

// A deeper level arrives as a list of its own with an indent, not as a list within a list.
function listOf(part, ctx) {
  const depth = Math.min(part.indent ?? 0, 8);
  const ordered = part.style === "ordered";
  const node = h(
    ordered ? "ol" : "ul",
    {
      class: `depth-${depth % 3}`,
      start: ordered && part.offset ? part.offset + 1 : null,
      type: ordered ? ORDERED[depth % 3] : null,
    },
    (part.elements ?? []).map((item) =>
      h(
        "li",
        { dir: "auto" },
        (item.elements ?? []).map((leaf) => leafOf(leaf, ctx)),
      ),
    ),
  );
  node.style.marginInlineStart = `${depth * 1.4}em`;
  return node;
}

function leafOf(leaf, ctx) {
  return STYLES.reduce((node, [name, tag]) => (leaf.style?.[name] ? h(tag, {}, node) : node), bare(leaf, ctx));
}

function bare(leaf, ctx) {
  switch (leaf.type) {
    case "text":
      return document.createTextNode(leaf.text);
    case "link":
      return link(leaf.url, leaf.text ?? leaf.url);
    case "user":
      return mention(leaf.user_id, ctx);
    case "channel":
      return channel(leaf.channel_id, ctx);
    case "usergroup":
      return h("span", { class: "mention" }, "@group");
    case "broadcast":
      return broadcast(leaf.range);
    case "emoji": {
      const character = emojiOf(leaf.name, leaf.skin_tone);
      return character ? emojiNode(character, leaf.name) : document.createTextNode(`:${leaf.name}:`);
    }
    case "date":
      return dateNode(Number(leaf.timestamp), leaf.format, leaf.fallback ?? "", leaf.url, ctx);
    case "color":
      return h("code", {}, leaf.value);
    default:
      return document.createTextNode(leaf.text ?? "");
  }
}
