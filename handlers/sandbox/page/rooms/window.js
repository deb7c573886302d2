// Of a long list only what is near the view is in the document; two spaces stand for the rest of its height.

import { h, replaceKeepingFocus } from "../parts/dom.js";

const AHEAD = 1500; // pixels beyond the view that are drawn
const LEAST = 600; // pixels beyond the view with less than which more is drawn
const GUESS = 44; // pixels of an item as long as none was drawn

export class Window {
  /**
   * rowsOf(index) -> [{key, mark, make() -> node}]: what is drawn of an item; a row is made again when its mark changes
   */
  constructor(scroller, list, rowsOf) {
    Object.assign(this, { scroller, list, rowsOf, items: [], rows: new Map(), from: 0, to: 0 });
    this.above = h("div", { class: "beyond" });
    this.below = h("div", { class: "beyond" });
    this.measured = { sum: 0, count: 0 };
  }

  height(index) {
    return this.items[index].height ?? (this.measured.count ? this.measured.sum / this.measured.count : GUESS);
  }

  span(from, to) {
    let sum = 0;
    for (let index = from; index < to; index += 1) sum += this.height(index);
    return sum;
  }

  /**
   * The first item in view, and how far below the upper edge its message is: {item, top}; null for an empty list. The
   * lines above a message (a day, "New") come and go with what is before it, so they are no hold.
   */
  anchor() {
    const edge = this.scroller.getBoundingClientRect().top;
    const drawn = this.drawn.find((each) => each.last.isConnected && each.last.getBoundingClientRect().bottom > edge);
    if (drawn && !(drawn === this.drawn[0] && drawn.first.getBoundingClientRect().top > edge && this.from > 0))
      return { item: drawn.item, top: drawn.last.getBoundingClientRect().top - edge };
    let top = this.above.getBoundingClientRect().top - edge;
    let index = 0;
    while (index < this.items.length - 1 && top + this.height(index) < 0) top += this.height(index++);
    return this.items.length ? { item: this.items[index], top } : null;
  }

  /** Draws what is near the view, and leaves `anchor` where it says. */
  draw(anchor = this.anchor()) {
    const { items, scroller } = this;
    const at = anchor ? Math.max(0, items.indexOf(anchor.item)) : 0;
    const tall = scroller.clientHeight;
    let top = anchor?.top ?? 0;
    this.from = at;
    while (this.from > 0 && top > -AHEAD) top -= this.height(--this.from);
    let bottom = anchor?.top ?? 0;
    this.to = at;
    while (this.to < items.length && bottom < tall + AHEAD) bottom += this.height(this.to++);
    this.reconcile();
    this.measure();
    this.above.style.height = `${this.span(0, this.from)}px`;
    this.below.style.height = `${this.span(this.to, items.length)}px`;
    this.hold(anchor);
  }

  /** Scrolls so that `anchor` stands where it says, by default where it last stood. */
  hold(anchor = this.held) {
    this.held = anchor;
    const kept = anchor && this.drawn.find((each) => each.item === anchor.item);
    if (!kept?.last.isConnected) return;
    const edge = this.scroller.getBoundingClientRect().top;
    const moved = kept.last.getBoundingClientRect().top - edge - anchor.top;
    if (Math.abs(moved) >= 1) this.scroller.scrollTop += moved;
  }

  drawEnd() {
    const item = this.items.at(-1);
    this.draw(item ? { item, top: this.scroller.clientHeight - this.height(this.items.length - 1) } : null);
  }

  /** Takes note of where the reader is now, and draws more where that is near the edge of what is drawn. */
  shift() {
    this.held = this.anchor();
    const view = this.scroller.getBoundingClientRect();
    const drawn = this.list.getBoundingClientRect();
    const short = (room, more) => more && room < LEAST;
    if (short(view.top - drawn.top, this.from > 0) || short(drawn.bottom - view.bottom, this.to < this.items.length))
      this.draw(this.held);
  }

  reconcile() {
    const wanted = [];
    for (let index = this.from; index < this.to; index += 1)
      for (const row of this.rowsOf(index)) wanted.push({ ...row, item: this.items[index] });
    const keys = new Set(wanted.map((each) => each.key));
    for (const [key, row] of this.rows) {
      if (keys.has(key)) continue;
      row.node.remove();
      this.rows.delete(key);
    }
    let at = this.list.firstElementChild;
    this.drawn = [];
    for (const { key, mark, make, item } of wanted) {
      const row = this.rows.get(key);
      const stays = row?.mark === mark;
      const node = stays ? row.node : make();
      if (row?.node === at) at = at.nextElementSibling;
      if (row && !stays) replaceKeepingFocus(row.node, node);
      else if (!row || node.nextElementSibling !== at) this.list.insertBefore(node, at);
      this.rows.set(key, { mark, node });
      const last = this.drawn.at(-1);
      if (last?.item === item) last.last = node;
      else this.drawn.push({ item, first: node, last: node });
    }
  }

  measure() {
    for (const { item, first, last } of this.drawn) {
      const height = last.getBoundingClientRect().bottom - first.getBoundingClientRect().top;
      this.measured.count += item.height === undefined ? 1 : 0;
      this.measured.sum += height - (item.height ?? 0);
      item.height = height;
    }
  }

  drawn = [];
}
