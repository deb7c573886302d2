// A person at a glance: initials on a colour of their own.

import { h } from "./dom.js";
import { nameOf } from "../state.js";
import { emojiOf } from "../text/emoji.js";

const TINTS = 10; // as many .tint-N classes as people.css has

function tintOf(id) {
  let sum = 0;
  for (const letter of id ?? "") sum = (sum * 31 + letter.codePointAt(0)) >>> 0;
  return sum % TINTS;
}

function initials(name) {
  const words = name
    .replace(/[()"'.,]/g, " ")
    .split(/\s+/)
    .filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => [...word][0].toLocaleUpperCase()).join("");
}

export function avatar(person, size = "") {
  const bot = person?.is_bot ? " avatar-app" : "";
  return h(
    "span",
    { class: `avatar tint-${tintOf(person?.id)}${bot}${size ? ` avatar-${size}` : ""}`, "aria-hidden": "true" },
    emojiOf(person?.emoji?.replaceAll(":", "") ?? "") ?? initials(nameOf(person)),
  );
}
