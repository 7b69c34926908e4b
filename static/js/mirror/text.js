// A note as both engines see it: folded to ASCII code point by code point, cut into words and sentences.
// The twin of peersupport/language/engine/text.py.

const PAIRS = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;
const NOT_ASCII = /[^\x00-\x7f]/g;
const SHORT = new Set("dr mr mrs ms st vs approx appt dept jr sr sra dra prof".split(" "));
const LETTERS = {
  a: "àáâãäåÀÁÂÃÄÅ", c: "çÇ", e: "èéêëÈÉÊË", i: "ìíîïÌÍÎÏ", n: "ñÑ", o: "òóôõöøÒÓÔÕÖØ",
  u: "ùúûüÙÚÛÜ", y: "ýÿÝ", "'": "‘’ʼ‛´", '"': "“”„‟«»", "-": "‐‑‒–—―−", ".": "…",
  " ": "\u00a0\u2007\u2009\u200a\u202f\u3000", "?": "¿", "!": "¡", "\n": "\u2028\u2029\u0085",
};
const FOLDED = new Map();
for (const [plain, chars] of Object.entries(LETTERS)) {
  for (const char of chars) FOLDED.set(char, plain);
}

function foldOne(char) {
  return FOLDED.get(char) ?? (char >= "\u00aa" && char <= "\u1fff" ? "_" : "\x01");
}

/** One code unit for each code point. */
export function even(text) {
  return text.replace(PAIRS, "\ufffd");
}

/** Small ASCII letters: no accent, no curly quote, no letter of another script. */
export function fold(plain) {
  return plain.replace(NOT_ASCII, foldOne).toLowerCase();
}

export function tokens(folded) {
  return folded.match(/[a-z0-9_]+(?:'[a-z_]+)*/g) ?? [];
}

function isBig(char) {
  return (char >= "A" && char <= "Z") || (char >= "À" && char <= "Þ");
}

/** Words are counted from 0; `gap(n)` is what stands between word n and the next. */
export class Text {
  constructor(text) {
    this.raw = even(text);
    this.folded = fold(this.raw);
    this.words = [];
    this.starts = [];
    this.ends = [];
    for (const found of this.folded.matchAll(/[a-z0-9_]+(?:'[a-z_]+)*/g)) {
      this.words.push(found[0]);
      this.starts.push(found.index);
      this.ends.push(found.index + found[0].length);
    }
    this.found = null;
    this.broken = null;
    this.named = null;
    this.meant = new Map(); // for words that look misspelled what they may have been meant to be
  }

  gap(number) {
    const end = number + 1 < this.words.length ? this.starts[number + 1] : this.folded.length;
    return this.folded.slice(this.ends[number], end);
  }

  /** Whether the next word can belong to one phrase with this one. */
  joined(number) {
    const gap = this.gap(number);
    return gap === " " || gap === ":" || (gap.length > 0 && gap.length <= 2 && [...gap].every((char) => " -/".includes(char)));
  }

  /** First and last word of the sentence of each word. */
  get sentences() {
    if (this.found) return this.found;
    this.found = [];
    const last = this.words.length - 1;
    for (let number = 0, first = 0; number <= last; number += 1) {
      const end = this.ends[number];
      if (number < last && this.starts[number + 1] === end + 1 && this.folded[end] === " ") continue;
      if (number === last || this.endsSentence(number)) {
        const span = [first, number];
        for (; first <= number; first += 1) this.found.push(span);
      }
    }
    return this.found;
  }

  /** Words after which a comma, a colon or a bracket stands. */
  get breaks() {
    if (this.broken) return this.broken;
    this.broken = new Set();
    for (let number = 0; number < this.words.length; number += 1) {
      const after = this.folded[this.ends[number]];
      if (after !== " " && after !== undefined && /[,:()]/.test(this.gap(number))) this.broken.add(number);
    }
    return this.broken;
  }

  endsSentence(number) {
    const gap = this.gap(number);
    if (/[\n!?;]/.test(gap)) return true;
    if (!gap.includes(".") || gap === ".") return false;
    const word = this.words[number];
    return !(gap.startsWith(". ") && (word.length === 1 || SHORT.has(word)));
  }

  /** Words that are written like names. */
  get names() {
    if (this.named) return this.named;
    this.named = new Set();
    for (let number = 0; number < this.words.length; number += 1) if (this.isName(number)) this.named.add(number);
    return this.named;
  }

  /** A big first letter and a small one after it. */
  isCapital(number) {
    const start = this.starts[number];
    return this.ends[number] - start > 1 && isBig(this.raw[start]) && !isBig(this.raw[start + 1]);
  }

  /** Written like a name, or an initial. */
  isName(number) {
    const start = this.starts[number];
    const letter = this.raw[start];
    return this.isCapital(number) || (this.ends[number] - start === 1 && isBig(letter) && letter !== "I");
  }
}
