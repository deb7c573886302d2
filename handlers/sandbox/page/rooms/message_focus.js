// Messages by keyboard: arrows go from one to the next, and only the one that has the focus has its tools in Tab's way.

const TOOLS = ".tools button";

/** In the scroller, ArrowUp and ArrowDown move the focus among the rows of the list; drawAhead() draws those to come. */
export function moveByArrows(scroller, list, drawAhead) {
  let current = null;
  list.addEventListener("focusin", (event) => {
    const row = event.target.closest(".message");
    if (row === current) return;
    for (const tool of current?.querySelectorAll(TOOLS) ?? []) tool.tabIndex = -1;
    for (const tool of row?.querySelectorAll(TOOLS) ?? []) tool.tabIndex = 0;
    if (current) current.tabIndex = -1;
    if (row) row.tabIndex = 0;
    current = row;
  });
  scroller.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const { target } = event;
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    if (target !== scroller && !target.matches(".message")) return;
    drawAhead();
    const rows = [...list.querySelectorAll(".message")];
    const next = target === scroller ? lastInView(rows, scroller) : rows[rows.indexOf(target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  });
}

function lastInView(rows, scroller) {
  const edge = scroller.getBoundingClientRect().bottom;
  return rows.findLast((row) => row.getBoundingClientRect().top < edge - 4);
}
