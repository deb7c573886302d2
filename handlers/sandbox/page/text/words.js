// What went wrong in words for a person, and other small matters of words.

const ANSWERS = {
  operation_timeout: "Convenor did not answer within three seconds",
  dispatch_failed: "Convenor could not be reached, or refused the request",
  not_connected: "Convenor is not connected",
  not_in_thread: "Slack does not run commands inside threads; send it in the channel",
  command_not_found: "There is no such command",
  unknown_command: "There is no such command",
  channel_not_found: "This conversation does not exist, or you may not see it",
  not_in_channel: "You are not in this channel",
  name_taken: "A channel with this name exists already",
  invalid_name: "Channel names are lower case, without spaces or full stops, and at most 80 characters",
  already_in_channel: "This person is in the channel already",
  cant_invite_self: "You are in the channel already",
  user_not_found: "There is no such person",
  msg_too_long: "The message is too long",
  no_text: "The message is empty",
  view_not_found: "This window was closed meanwhile",
};

/** "Convenor did not answer within three seconds (operation_timeout)." for a code; a sentence stays as it is. */
export function inWords(error) {
  const text = String(error?.message ?? error ?? "").trim();
  if (Object.hasOwn(ANSWERS, text)) return `${ANSWERS[text]} (${text}).`;
  if (!text) return "That did not work, and the sandbox did not say why.";
  return /\s/.test(text) ? text : `That did not work (${text}).`;
}

/** The words of a search, in lower case. */
export const wordsOf = (typed) => typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);

/** "1 byte", "12 kB", "3.4 MB" */
export function sizeOf(bytes) {
  if (bytes < 1024) return count(bytes, "byte");
  return bytes < 1024 ** 2 ? `${Math.round(bytes / 1024)} kB` : `${Number((bytes / 1024 ** 2).toFixed(1))} MB`;
}

/** "1 reply", "3 replies". */
export function count(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}
