// From a composer's text to the sandbox: a message, a command of the app, or one of the page's own.

import { act, DoorError, upload } from "../api.js";
import { conversation, nameOf, state } from "../state.js";
import { asCommand, withMentions } from "../text/typed.js";
import { inWords } from "../text/words.js";

/** Resolves with words to show, or undefined; rejects when nothing was sent. from: {as, channel, thread} */
export async function deliver(typed, files, from) {
  const found = asCommand(typed);
  if (found && files.length) throw new DoorError("A command takes no files. Send them in a message.");
  if (!found) {
    const ids = [];
    for (const file of files) ids.push(await upload(from.as, file));
    await act("say", {
      as: from.as,
      channel: from.channel,
      text: withMentions(typed, names()),
      files: ids,
      ...(from.thread ? { thread_ts: from.thread } : {}),
    });
    return undefined;
  }
  if (from.thread) throw new DoorError("not_in_thread");
  if (found.command === "/invite") return inviteByName(found.text, from);
  if (found.command === "/leave") return leave(from);
  if (!(state.workspace.commands ?? []).some((each) => each.command === found.command)) {
    throw new DoorError(`${found.command} is not a command here. Type / to see the list.`);
  }
  try {
    await act("command", { as: from.as, channel: from.channel, command: found.command, text: found.text });
  } catch (error) {
    throw new DoorError(`${found.command} failed. ${inWords(error)}`);
  }
  return undefined;
}

export const names = () => ({
  person: (handle) => [...state.people.values()].find((each) => each.name?.toLocaleLowerCase() === handle)?.id,
  channel: (name) => state.conversations.find((each) => each.kind !== "im" && each.name === name)?.id,
});

/** The other way round: a handle or a channel's name by its id. */
export const handles = () => ({
  person: (id) => state.people.get(id)?.name,
  channel: (id) => conversation(id)?.name,
});

async function inviteByName(text, from) {
  const handles = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((each) => each.replace(/^@/, "").toLocaleLowerCase());
  if (!handles.length) throw new DoorError("Who is to be invited? For example: /invite @convenor");
  const people = handles.map((handle) => {
    const id = names().person(handle);
    if (!id) throw new DoorError(`There is nobody called @${handle} here.`);
    return state.people.get(id);
  });
  for (const person of people)
    await act("conversation/invite", { as: from.as, channel: from.channel, user: person.id });
  return `${people.map(nameOf).join(", ")} ${people.length === 1 ? "is" : "are"} in the channel now.`;
}

async function leave(from) {
  const name = conversation(from.channel)?.name;
  await act("conversation/leave", { as: from.as, channel: from.channel });
  return name ? `You left #${name}.` : undefined;
}
