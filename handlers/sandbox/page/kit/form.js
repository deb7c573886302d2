// What is chosen and typed in the blocks of one view or message, in the shape of Slack's state.values.

const KINDS = {
  plain_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  multi_external_select: ["selected_options", "initial_options"],
  multi_static_select: ["selected_options", "initial_options"],
  radio_buttons: ["selected_option", "initial_option"],
  checkboxes: ["selected_options", "initial_options"],
  users_select: ["selected_user", "initial_user"],
  multi_users_select: ["selected_users", "initial_users"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  channels_select: ["selected_channel", "initial_channel"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
};

/**
 * The name under which an element's choice travels: "value", "selected_option", …; undefined for those that keep
 * none.
 */
const valueKey = (type) => KINDS[type]?.[0];

const empty = (type) => (/^(multi_|checkboxes)/.test(type) ? [] : null);

function initialOf(element, place) {
  const [key, initial] = KINDS[element.type];
  let value = element[initial] ?? empty(element.type);
  if (value === null && element.default_to_current_conversation && place) value = place;
  return { type: element.type, [key]: value };
}

/** Every element of a block that keeps a value. */
function elementsOf(block) {
  const found = [block.element, block.accessory, ...(block.type === "actions" ? (block.elements ?? []) : [])];
  return found.filter((element) => element && Object.hasOwn(KINDS, element.type));
}

const id = (block, action) => JSON.stringify([block, action]);

export class Form {
  /** known: state.values that the server still has of this view, after the page was reloaded */
  constructor(known = {}, place = null) {
    this.kept = new Map();
    this.place = place;
    for (const [block, actions] of Object.entries(known ?? {})) {
      for (const [action, value] of Object.entries(actions)) {
        // The server cannot know which conversation one looks at, so a blank of its own does not count against that
        // default.
        const chosen = value[valueKey(value.type)];
        if (chosen !== null && chosen !== undefined && chosen.length !== 0) this.kept.set(id(block, action), value);
      }
    }
  }

  /** Takes new blocks: a value stays where block_id, action_id and type are as before, and starts afresh elsewhere. */
  adopt(blocks) {
    const fresh = new Map();
    for (const block of blocks ?? []) {
      for (const element of elementsOf(block)) {
        const key = id(block.block_id, element.action_id);
        const kept = this.kept.get(key);
        fresh.set(key, kept?.type === element.type ? kept : initialOf(element, this.place));
      }
    }
    this.kept = fresh;
  }

  get(block, element) {
    const kept = this.kept.get(id(block.block_id, element.action_id));
    return kept?.[valueKey(element.type)] ?? empty(element.type);
  }

  set(block, element, value) {
    const made = { type: element.type, [valueKey(element.type)]: value };
    if (element.type === "timepicker" && element.timezone) made.timezone = element.timezone;
    this.kept.set(id(block.block_id, element.action_id), made);
    return made;
  }

  values() {
    const all = {};
    for (const [key, value] of this.kept) {
      const [block, action] = JSON.parse(key);
      (all[block] ??= {})[action] = value;
    }
    return all;
  }
}
