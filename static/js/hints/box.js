// One box with its hints: when to look, which hints to show, what the writer did about each.
import { utf16 } from "../mirror/engine.js";
import { Under } from "./under.js";
import { List } from "./list.js";

const PAUSE = 500;
const AT_FIRST = 2; // calm: the rest on request
const ORDER = { high: 0, medium: 1, low: 2 };
const ASKED_FOR = new Set(["never-again", "left-out"]); // what the person asked for comes before any rule of ours
const MOST_LETTERS = 30000;

function sameCapital(word, before) {
  const first = [...before][0] ?? "";
  const isCapital = first !== first.toLowerCase();
  return isCapital ? word[0].toUpperCase() + word.slice(1) : word;
}

export class Box {
  constructor(field, { say, words, about, mirrorOf }) {
    this.field = field;
    this.words = words;
    this.about = about;
    this.mirrorOf = mirrorOf;
    this.store = field.form?.elements.namedItem("kept_hints");
    this.kept = new Set(this.readKept());
    this.showsAll = false;
    this.hints = [];
    this.under = field.tagName === "TEXTAREA" ? new Under(field) : null;
    this.list = new List(this.under ? field.parentElement : field, say, this);
  }

  start() {
    this.field.addEventListener("input", () => this.later());
    this.field.addEventListener("click", () => this.openAtCaret());
    for (const other of this.languageFields()) other.addEventListener("change", () => this.look());
    if (this.field.value) this.look();
  }

  languageFields() {
    const prefix = this.field.name.slice(0, this.field.name.lastIndexOf("-") + 1);
    const found = this.field.form?.elements.namedItem(`${prefix}language`);
    return found instanceof RadioNodeList ? [...found] : found ? [found] : [];
  }

  language() {
    const prefix = this.field.name.slice(0, this.field.name.lastIndexOf("-") + 1);
    return this.field.form?.elements.namedItem(`${prefix}language`)?.value || this.field.lang || document.documentElement.lang;
  }

  readKept() {
    try {
      const kept = JSON.parse(this.store?.value || "[]");
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  }

  later() {
    clearTimeout(this.timer);
    this.under?.show(this.spans([])); // old underlines would lie beside the new words
    this.timer = setTimeout(() => this.look(), PAUSE);
  }

  async look() {
    const language = this.language();
    const mirror = await this.mirrorOf(language);
    const text = this.field.value.slice(0, MOST_LETTERS);
    const units = utf16(text);
    this.hints = mirror
      .check(text, {
        ownWords: this.about.own ?? [],
        never: this.about.never ?? [],
        leftOut: this.about.left_out ?? [],
        house: this.words.house?.[language] ?? [],
        also: this.field.dataset.hints ? ["privacy"] : [],
      })
      .map((flag) => ({ ...flag, start: units[flag.start], end: units[flag.end] }))
      .map((hint) => ({ ...hint, words: text.slice(hint.start, hint.end) }))
      .filter((hint) => !this.kept.has(this.key(hint)));
    this.show();
  }

  key(hint) {
    return `${hint.rule}|${hint.words.toLowerCase()}`;
  }

  shown() {
    if (this.showsAll) return this.hints;
    const first = [...this.hints].sort((a, b) => this.rank(a) - this.rank(b) || a.start - b.start);
    const chosen = new Set(first.slice(0, AT_FIRST));
    return this.hints.filter((hint) => chosen.has(hint));
  }

  rank(hint) {
    return ASKED_FOR.has(hint.category) ? -1 : (ORDER[hint.severity] ?? 1);
  }

  spans(hints) {
    return hints.map((hint) => [hint.start, hint.end, this.list.isOpen(this.key(hint))]);
  }

  show() {
    const shown = this.shown();
    this.list.show(shown, this.hints.length - shown.length);
    this.under?.show(this.spans(shown));
  }

  showAll() {
    this.showsAll = true;
    this.show();
  }

  // Tapping an underlined word is asking about it.
  openAtCaret() {
    const at = this.field.selectionStart;
    if (at !== this.field.selectionEnd) return;
    const hint = this.shown().find((one) => one.start <= at && at < one.end);
    if (hint) this.list.open(this.key(hint));
  }

  keep(hint) {
    this.kept.add(this.key(hint));
    this.remember();
    this.look();
    return () => {
      this.kept.delete(this.key(hint));
      this.remember();
      this.look();
    };
  }

  remember() {
    if (!this.store) return;
    this.store.value = this.kept.size ? JSON.stringify([...this.kept]) : "";
    this.store.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The writer chose other words. Typed by the browser, so that its own undo knows of it, too.
  replace(hint, word) {
    const before = this.field.value;
    this.type(hint.start, hint.end, sameCapital(word, hint.words));
    const after = this.field.value;
    this.look();
    return () => {
      if (this.field.value === after) this.type(0, after.length, before);
      this.look();
    };
  }

  type(start, end, text) {
    this.field.focus();
    this.field.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, text)) {
      this.field.setRangeText(text, start, end, "end");
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}
