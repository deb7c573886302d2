// Slack's mrkdwn as a tree of elements.
//
// ctx: {zone, now(), me, person(id) -> {real_name, title}|undefined, channel(id) -> {name}|undefined, channelHref(id),
// verbatim}

import { h } from "../parts/dom.js";
import { emojiOf, SHORTCODE } from "./emoji.js";
import { decode, emojiNode, link, special } from "./sequences.js";

const MARKS = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const BARE_ADDRESS = /^https?:\/\/[^\s<>|`]+/i;
const LONGEST_ATOM = 4000; // an address may have 3,000 characters, its label some more
const QUOTE = /^(?:>|&gt;) ?/;
const LONG_QUOTE = /^(?:>|&gt;){3} ?/;

/** Message text or a mrkdwn object's text, as one <div class="mrkdwn">. */
export function renderMrkdwn(text, ctx) {
  const root = h("div", { class: "mrkdwn", dir: "auto" });
  const parts = String(text ?? "").split(/```([\s\S]*?)```/);
  parts.forEach((part, index) => {
    if (index % 2) {
      const code = h("code", {});
      codeInto(code, part.replace(/^\n/, "").replace(/\n$/, ""), ctx);
      root.append(h("pre", { dir: "auto" }, code));
    } else {
      // The line breaks that hold a block apart from its neighbours belong to the block, which stands alone anyway.
      let prose = part;
      if (index > 0) prose = prose.replace(/^\n/, "");
      if (index < parts.length - 1) prose = prose.replace(/\n$/, "");
      if (prose) linesInto(root, prose, ctx);
    }
  });
  return root;
}

/** A plain_text object: emoji names become emoji, nothing else is understood. */
export function renderPlain(text, emoji = true) {
  const root = h("span", { class: "plain", dir: "auto" });
  if (emoji) emojiInto(root, String(text ?? ""));
  else root.append(String(text ?? ""));
  return root;
}

/** Either kind of text object, or a bare string taken as plain text. */
export function renderText(object, ctx) {
  if (object === null || object === undefined) return h("span", {});
  if (typeof object === "string") return renderPlain(object);
  if (object.type !== "mrkdwn") return renderPlain(object.text, object.emoji !== false);
  return renderMrkdwn(object.text, { ...ctx, verbatim: object.verbatim === true });
}

/** What a reader would hear: the text without its marks. */
export const spokenText = (text, ctx) => renderMrkdwn(text, ctx).textContent;

function linesInto(root, prose, ctx) {
  const lines = prose.split("\n");
  let plain = [];
  let quoted = [];
  const flush = () => {
    // Inline, as a run of text: white-space keeps the breaks, and a run keeps a sentence in one piece for readers.
    if (plain.length) inlineInto(root.appendChild(h("span", {})), plain.join("\n"), ctx);
    if (quoted.length) inlineInto(root.appendChild(h("blockquote", { dir: "auto" })), quoted.join("\n"), ctx);
    plain = [];
    quoted = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    if (LONG_QUOTE.test(lines[at])) {
      flush();
      quoted = [lines[at].replace(LONG_QUOTE, ""), ...lines.slice(at + 1)];
      break;
    }
    const isQuote = QUOTE.test(lines[at]);
    if (isQuote && plain.length) flush();
    if (!isQuote && quoted.length) flush();
    (isQuote ? quoted : plain).push(isQuote ? lines[at].replace(QUOTE, "") : lines[at]);
  }
  flush();
}

// Walks once from left to right; a mark opens only where a close for it stands further on in the same line.
function inlineInto(into, text, ctx) {
  let literal = "";
  const flush = () => {
    if (literal) emojiInto(into, decode(literal));
    literal = "";
  };
  let at = 0;
  // Up to where no close of a mark is to be found: without this a long text of open marks is read again from each of
  // them.
  const hopeless = { "*": 0, _: 0, "~": 0 };
  while (at < text.length) {
    const atom = atomAt(text, at, ctx);
    if (atom) {
      flush();
      into.append(atom.node(ctx));
      at = atom.end;
      continue;
    }
    const close = opens(text, at) && at >= hopeless[text[at]] ? findClose(text, at, ctx, hopeless) : -1;
    if (close > 0) {
      flush();
      const marked = h(MARKS[text[at]], {});
      inlineInto(marked, text.slice(at + 1, close), ctx);
      into.append(marked);
      at = close + 1;
      continue;
    }
    literal += text[at];
    at += 1;
  }
  flush();
}

// Pieces inside which no mark counts: <…> sequences, `code` and bare addresses. {end, node(ctx)} or null.
function atomAt(text, at, ctx) {
  if (!"<`hH".includes(text[at])) return null;
  const rest = text.slice(at, at + LONGEST_ATOM);
  if (rest[0] === "<") {
    const found = /^<([^<>\n]+)>/.exec(rest);
    return found && { end: at + found[0].length, node: (given) => special(found[1], given) };
  }
  if (rest[0] === "`") {
    const found = /^`([^`\n]+)`/.exec(rest);
    return found && { end: at + found[0].length, node: (given) => codeInto(h("code", {}), found[1], given) };
  }
  if (ctx.verbatim || isWord(text, at - 1)) return null;
  const found = BARE_ADDRESS.exec(rest);
  const address = found?.[0].replace(/&(?:lt|gt);.*$/, "").replace(/[.,;:!?)'"*_~\]]+$/, "") ?? "";
  if (!/^https?:\/\/./i.test(address)) return null;
  return { end: at + address.length, node: () => link(decode(address), decode(address)) };
}

const isWord = (text, at) => at >= 0 && at < text.length && WORD.test(text[at]);
const isSpace = (text, at) => at < 0 || at >= text.length || /\s/.test(text[at]);

function opens(text, at) {
  return Object.hasOwn(MARKS, text[at]) && !isWord(text, at - 1) && !isSpace(text, at + 1) && text[at + 1] !== text[at];
}

function findClose(text, open, ctx, hopeless) {
  const mark = text[open];
  let at = open + 1;
  while (at < text.length && text[at] !== "\n") {
    const atom = atomAt(text, at, ctx);
    if (atom) {
      at = atom.end;
    } else if (text[at] === mark && at > open + 1 && !isSpace(text, at - 1) && !isWord(text, at + 1)) {
      return at;
    } else {
      at += 1;
    }
  }
  hopeless[mark] = at;
  return -1;
}

// Code shows sequences by their words, and no marks.
function codeInto(into, text, ctx) {
  for (const piece of text.split(/(<[^<>\n]+>)/)) {
    const found = /^<([^<>]+)>$/.exec(piece);
    if (found) into.append(special(found[1], ctx));
    else into.append(decode(piece));
  }
  return into;
}

function emojiInto(into, text) {
  let from = 0;
  for (const found of text.matchAll(SHORTCODE)) {
    const character = emojiOf(found[1], found[2]);
    if (!character) continue;
    into.append(text.slice(from, found.index), emojiNode(character, found[1]));
    from = found.index + found[0].length;
  }
  if (from < text.length) into.append(text.slice(from));
}
