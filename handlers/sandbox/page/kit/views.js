// The blocks of a view, modal or Home: drawn block by block, so that what did not change keeps its caret and its open
// lists.

import { blockContext } from "./actions.js";
import { renderBlock } from "./blocks.js";
import { h, replaceKeepingFocus } from "../parts/dom.js";
import { Form } from "./form.js";
import { zone } from "../state.js";

export class ViewBlocks {
  constructor(view, place) {
    this.place = place;
    this.node = h("div", { class: "blocks" });
    this.start(view);
  }

  /** Forgets what was typed here and takes what the server has of it. */
  start(view) {
    this.form = new Form(view.state?.values, this.place);
    this.node.replaceChildren();
    this.rows = [];
    this.errors = {};
  }

  context(view) {
    const typed = () => ({ values: this.form.values() });
    const ctx = blockContext(this.form, view.type, { view_id: view.id }, "view/action", typed);
    return { ...ctx, errors: this.errors };
  }

  /** Draws the view's present blocks; rows whose block and error stayed the same stay in place. */
  draw(view, errors = {}) {
    this.errors = errors;
    this.form.adopt(view.blocks);
    const ctx = this.context(view);
    const old = new Map(this.rows.map((row) => [row.key, row]));
    this.rows = view.blocks.map((block, index) => {
      const key = block.block_id ?? `at-${index}`;
      const mark = JSON.stringify([block, errors[block.block_id] ?? null, view.id, zone()]);
      const kept = old.get(key);
      old.delete(key);
      if (kept?.mark === mark) return kept;
      const node = renderBlock(block, ctx);
      if (kept) replaceKeepingFocus(kept.node, node);
      return { key, mark, node };
    });
    for (const row of old.values()) row.node.remove();
    this.rows.forEach((row, index) => {
      if (this.node.children[index] !== row.node) this.node.insertBefore(row.node, this.node.children[index] ?? null);
    });
  }
}
