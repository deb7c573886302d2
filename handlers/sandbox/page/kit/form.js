// What is chosen and typed in the blocks of one view or message, in the shape of Slack's state.values.

const KEPT = {
  value: "plain_text_input number_input email_text_input url_text_input",
  selected_option: "static_select external_select radio_buttons",
  selected_options: "multi_static_select multi_external_select checkboxes",
  selected_user: "users_select",
  selected_users: "multi_users_select",
  selected_conversation: "conversations_select",
  selected_conversations: "multi_conversations_select",
  selected_channel: "channels_select",
  selected_channels: "multi_channels_select",
  selected_date: "datepicker",
  selected_time: "timepicker",
  selected_date_time: "datetimepicker",
};
const ofKey = ([key, types]) => types.split(" ").map((type) => [type, key]);

/** By an element's type the name under which its choice travels: a plural for several. */
const KEYS = Object.fromEntries(Object.entries(KEPT).flatMap(ofKey));

const empty = (type) => (KEYS[type]?.endsWith("s") ? [] : null);

function initialOf(element, place) {
  const key = KEYS[element.type];
  let value = element[`initial_${key.replace("selected_", "")}`] ?? empty(element.type);
  if (value === null && element.default_to_current_conversation && place) value = place;
  return { type: element.type, [key]: value };
}

/** Every element of a block that keeps a value. */
function elementsOf(block) {
  const found = [block.element, block.accessory, ...(block.type === "actions" ? (block.elements ?? []) : [])];
  return found.filter((element) => element && Object.hasOwn(KEYS, element.type));
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
        const chosen = value[KEYS[value.type]];
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
    return kept?.[KEYS[element.type]] ?? empty(element.type);
  }

  set(block, element, value) {
    const made = { type: element.type, [KEYS[element.type]]: value };
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
