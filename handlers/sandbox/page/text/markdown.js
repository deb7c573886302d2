// The Markdown of a markdown block: headings, lists, quotes, code, tables and marks. Slack shows a picture's words only.

import { h, tableOf } from "../parts/dom.js";

const BLOCK_STARTS = /^(?:#{1,6} |```|> ?|[-*+] |\d+[.)] |---+$|\|)/;
const INLINE =
  /`([^`\n]+)`|!?\[([^\]\n]*)\]\((https?:\/\/[^\s)]+|mailto:[^\s)]+)\)|\*\*(.+?)\*\*|__(.+?)__|~~(.+?)~~|\*([^*\n]+)\*|(?<!\w)_([^_\n]+)_(?!\w)/;

/** Markdown as one <div class="markdown">; what is no Markdown stays as it is. */
export function renderMarkdown(text) {
  const root = h("div", { class: "markdown", dir: "auto" });
  const lines = String(text ?? "").split("\n");
  while (lines.length) {
    const node = next(lines);
    if (node) root.append(node);
  }
  return root;
}

function next(lines) {
  const line = lines[0];
  if (!line.trim()) return void lines.shift();
  const heading = /^(#{1,6}) +(.*?)#*$/.exec(line);
  if (heading) {
    lines.shift();
    // One level for all: an outline that begins at the fourth is of no use to a person who hears the page.
    return h("h3", { class: `level-${heading[1].length}`, dir: "auto" }, inline(heading[2].trim()));
  }
  if (line.startsWith("```")) return code(lines);
  if (/^---+$/.test(line)) return void lines.shift() ?? h("hr");
  if (line.startsWith(">")) {
    const quoted = takeWhile(lines, (each) => each.startsWith(">")).map((each) => each.replace(/^> ?/, ""));
    return h("blockquote", { dir: "auto" }, renderMarkdown(quoted.join("\n")));
  }
  if (line.startsWith("|") && /^\|[\s:|-]+\|?$/.test(lines[1] ?? "")) return table(lines);
  if (/^(?:[-*+]|\d+[.)]) /.test(line)) return list(lines);
  const plain = [lines.shift(), ...takeWhile(lines, (each) => each.trim() && !BLOCK_STARTS.test(each))];
  return h("p", { dir: "auto" }, inline(plain.join("\n")));
}

function code(lines) {
  lines.shift();
  const held = takeWhile(lines, (each) => !each.startsWith("```"));
  lines.shift();
  return h("pre", { dir: "auto" }, h("code", {}, held.join("\n")));
}

function list(lines) {
  const numbered = /^(\d+)/.exec(lines[0]);
  const mark = numbered ? /^\d+[.)] +/ : /^[-*+] +/;
  const items = takeWhile(lines, (each) => mark.test(each) || /^ {2,}\S/.test(each));
  const parts = [];
  for (const item of items) {
    if (mark.test(item)) parts.push([item.replace(mark, "")]);
    else parts.at(-1).push(item.replace(/^ {2,4}/, ""));
  }
  return h(
    numbered ? "ol" : "ul",
    { start: numbered ? numbered[1] : null, dir: "auto" },
    parts.map(([first, ...below]) => h("li", {}, inline(first), below.length ? renderMarkdown(below.join("\n")) : null)),
  );
}

function table(lines) {
  const rows = takeWhile(lines, (each) => each.startsWith("|")).map((each) =>
    each
      .replace(/^\||\|\s*$/g, "")
      .split("|")
      .map((cell) => cell.trim()),
  );
  const [head, , ...body] = rows;
  return tableOf([head, ...body], (cell) => ({ words: inline(cell) }));
}

function takeWhile(lines, isPart) {
  const taken = [];
  while (lines.length && isPart(lines[0])) taken.push(lines.shift());
  return taken;
}

function inline(text) {
  const nodes = [];
  let rest = text;
  for (let found = INLINE.exec(rest); found; found = INLINE.exec(rest)) {
    nodes.push(rest.slice(0, found.index), marked(found));
    rest = rest.slice(found.index + found[0].length);
  }
  nodes.push(rest);
  return nodes;
}

function marked([whole, code, label, address, strong, alsoStrong, struck, em, alsoEm]) {
  if (code !== undefined) return h("code", {}, code);
  if (address !== undefined) {
    if (whole.startsWith("!")) return h("span", { class: "picture-words" }, label || "Picture");
    return h("a", { href: address, target: "_blank", rel: "noopener" }, label || address);
  }
  if (strong ?? alsoStrong) return h("strong", {}, inline(strong ?? alsoStrong));
  if (struck) return h("s", {}, inline(struck));
  return h("em", {}, inline(em ?? alsoEm));
}
