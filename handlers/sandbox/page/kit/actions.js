// From a choice in an element to the app that hears of it.

import { act } from "../api.js";
import { does } from "../parts/deeds.js";
import { ask } from "../parts/dialog.js";
import { fail } from "../parts/toasts.js";
import { state, textContext } from "../state.js";

/**
 * The ctx of elements.js. where: {channel, ts} of a message, or {view_id}; route: where the door takes a used element;
 * more() goes along with it.
 */
export function blockContext(form, surface, where, route, more = () => ({})) {
  const named = (block, element) => ({ ...where, block_id: block.block_id, action_id: element.action_id });
  return {
    text: textContext(),
    form,
    surface,
    confirm: ask,
    dispatch: (block, element, { type: _kind, ...change }) =>
      does(route, { ...named(block, element), ...more(), ...change }),
    suggest: (block, element, value) =>
      act("options", { as: state.me, ...named(block, element), value }).catch((error) => fail(error) ?? {}),
  };
}

/** Keeps the new value and tells the app where Slack would; answers false when the person thought better of it. */
export async function changed(element, block, ctx, value, control) {
  const before = ctx.form.get(block, element);
  const change = ctx.form.set(block, element, value);
  if (block.type === "input" && !block.dispatch_action) return true;
  if (element.confirm && !(await ctx.confirm(element.confirm))) {
    ctx.form.set(block, element, before);
    return false;
  }
  await busyWhile(control, ctx.dispatch(block, element, change));
  return true;
}

// aria-disabled and not disabled, because a disabled control loses the focus of whoever works by keyboard.
export async function busyWhile(control, work) {
  control?.setAttribute("aria-busy", "true");
  try {
    await work;
  } finally {
    control?.removeAttribute("aria-busy");
  }
}
