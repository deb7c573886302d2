// From what a person types to what the door takes. Pure.

import { decode } from "./sequences.js";

const CODE = /(```[\s\S]*?```|`[^`\n]+`)/;
const NAME = /(?<![\p{L}\p{N}._/-])(?:@([\p{L}\p{N}._-]+)|#([\p{L}\p{N}_-]+))/gu;

/**
 * A message with its @handles and #channels as <@U…> and <#C…>; escaping is the sandbox's part.
 * names: {person(handle) -> id|undefined, channel(name) -> id|undefined}. Code stays as typed, as in Slack's own
 * composer.
 */
export function withMentions(typed, names) {
  return typed
    .split(CODE)
    .map((piece, index) =>
      index % 2
        ? piece
        : piece.replace(NAME, (whole, handle, channel) => {
            if (!handle) {
              const id = names.channel(channel.toLocaleLowerCase());
              return id ? `<#${id}>` : whole;
            }
            // A full stop after a name ends the sentence, unless the handle has one there.
            for (let name = handle; name; name = /[._-]$/.test(name) ? name.slice(0, -1) : "") {
              const id = names.person(name.toLocaleLowerCase());
              if (id) return `<@${id}>${handle.slice(name.length)}`;
            }
            return whole;
          }),
    )
    .join("");
}

/**
 * A message's text as its writer typed it: names for ids, addresses without brackets. names: {person(id), channel(id)},
 * each a handle or undefined. withMentions turns it back.
 */
export function asTyped(text, names) {
  const plain = text
    .replace(/<([@#])([A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, sign, id) => {
      const name = sign === "@" ? names.person(id) : names.channel(id);
      return name ? `${sign}${name}` : whole;
    })
    .replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, "$1");
  return decode(plain);
}

/** "/dialogue show D12" -> {command: "/dialogue", text: "show D12"}; null when it is no command. */
export function asCommand(typed) {
  const found = /^\/(\S+)(?:\s+([\s\S]*))?$/.exec(typed);
  return found && { command: `/${found[1]}`, text: (found[2] ?? "").trim() };
}

/** The word under the caret that a list of names could complete: {kind: "@" | "#" | "/", start, query} or null. */
export function wordAt(text, caret) {
  const before = text.slice(0, caret);
  const command = /^\/(\S*)$/.exec(before);
  if (command) return { kind: "/", start: 0, query: command[1] };
  const name = /(?:^|[\s(])([@#])([\p{L}\p{N}._-]*)$/u.exec(before);
  return name && { kind: name[1], start: caret - name[2].length - 1, query: name[2] };
}
