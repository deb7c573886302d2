// What may stand below a message's text: files, its thread.

import { h, icon } from "../parts/dom.js";
import { isOurs } from "../kit/blocks.js";
import { zone } from "../state.js";
import { timeOf } from "../text/dates.js";
import { count, sizeOf } from "../text/words.js";

export function fileCard(file) {
  const name = file.title || file.name || "File";
  const address = file.url_private_download ?? file.url_private ?? file.permalink ?? "";
  const size = file.size === undefined ? null : h("span", { class: "file-size" }, sizeOf(file.size));
  const inner = [icon("file"), h("span", { class: "file-name", dir: "auto" }, name), size];
  if (isOurs(address) && file.mimetype?.startsWith("image/")) {
    const still = file.mimetype === "image/gif" ? null : (file.thumb_720 ?? file.thumb_480 ?? file.thumb_360);
    return h(
      "a",
      { href: address, target: "_blank", rel: "noopener", class: "file-picture" },
      h("img", { src: still ?? address, alt: file.alt_txt || name, loading: "lazy" }),
    );
  }
  return address && isOurs(address)
    ? h("a", { class: "file", href: address, download: file.name ?? "" }, inner)
    : h("span", { class: "file" }, inner);
}

export function replies(message, place) {
  const latest = message.latest_reply
    ? h("span", { class: "stamp" }, `last at ${timeOf(Number(message.latest_reply), zone())}`)
    : null;
  return h(
    "button",
    { type: "button", class: "replies", onclick: () => place.onThread(message.ts) },
    icon("reply"),
    count(message.reply_count, "reply", "replies"),
    latest,
  );
}
