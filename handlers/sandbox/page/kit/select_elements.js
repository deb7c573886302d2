// The selects of Block Kit over one combobox: where their choices come from, and the shape their value travels in.

import { state, nameOf } from "../state.js";
import { combobox } from "../parts/select.js";
import { changed } from "./actions.js";

function staticOptions(element) {
  const row = (option, group) => ({
    key: option.value,
    label: option.text.text,
    hint: option.description?.text,
    group,
    value: option,
  });
  const groups = element.option_groups ?? [];
  return [
    ...(element.options ?? []).map((option) => row(option)),
    ...groups.flatMap((group) => group.options.map((option) => row(option, group.label.text))),
  ];
}

function people(exceptBots) {
  return [...state.people.values()]
    .filter((person) => !person.deleted && !(exceptBots && person.is_bot))
    .sort((one, other) => nameOf(one).localeCompare(nameOf(other)))
    .map((person) => ({
      key: person.id,
      label: nameOf(person),
      hint: person.is_bot ? "App" : person.title,
      value: person.id,
    }));
}

function conversations(kinds, exceptBots) {
  const bots = (conversation) => exceptBots && state.people.get(conversation.with)?.is_bot;
  return state.conversations
    .filter((each) => kinds.includes(each.kind) && !bots(each))
    .map((each) => ({
      key: each.id,
      value: each.id,
      label: each.kind === "im" ? nameOf(state.people.get(each.with)) : `#${each.name}`,
      hint: { private: "Private channel", im: "Direct message" }[each.kind],
    }));
}

function optionsOf(element) {
  if (element.type.endsWith("static_select")) return staticOptions(element);
  if (element.type.endsWith("users_select")) return people(false);
  if (element.type.endsWith("channels_select")) return conversations(["public"]);
  if (element.type.endsWith("conversations_select")) {
    const filter = element.filter ?? {};
    return conversations(filter.include ?? ["public", "private", "im"], filter.exclude_bot_users);
  }
  return [];
}

const WORDS = { users: "Choose a person", channels: "Choose a channel", conversations: "Choose a conversation" };

export function selectElement(element, block, ctx, field) {
  const multiple = element.type.startsWith("multi_");
  const kept = ctx.form.get(block, element);
  const keyOf = (value) => (value && typeof value === "object" ? value.value : value);
  const chosen = (multiple ? kept : [kept]).map(keyOf).filter((key) => key !== null && key !== undefined);
  const external = element.type.endsWith("external_select");
  let found = [];
  // What is chosen may no longer be on offer; its own words still have to be shown.
  const options = () => {
    const offered = external ? found : optionsOf(element);
    const missing = [ctx.form.get(block, element)]
      .flat()
      .filter((value) => value?.text && !offered.some((each) => each.key === value.value));
    const kept = (value) => ({ key: value.value, label: value.text.text, value, unlisted: true });
    return [...offered, ...missing.map(kept)];
  };
  const stem = Object.keys(WORDS).find((each) => element.type.includes(each));
  const placeholder = element.placeholder?.text ?? WORDS[stem] ?? "Choose an option";
  const box = combobox({
    options,
    chosen,
    multiple,
    placeholder,
    most: element.max_selected_items ?? Infinity,
    least: element.min_query_length ?? 3,
    load: external
      ? async (typed) => {
          found = staticOptions(await ctx.suggest(block, element, typed));
        }
      : null,
    clearable: block.type === "input" && block.optional === true,
    field: { "aria-label": field["aria-labelledby"] ? null : placeholder, ...field },
    onChange: (keys) => {
      const values = keys.map((key) => options().find((each) => each.key === key)?.value ?? key);
      return changed(element, block, ctx, multiple ? values : (values[0] ?? null), box);
    },
  });
  return box;
}
