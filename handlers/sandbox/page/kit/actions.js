// From a choice in an element to the app that hears of it.

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
