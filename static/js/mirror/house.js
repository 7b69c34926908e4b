// What one person and one house ask for: their own words, words never to read, what is left out, changed rules.
// The twin of peersupport/language/engine/house.py.

import { silent } from "./rules.js";
import { even, fold, tokens } from "./text.js";

export const ADDED = "house";
export const ASKED = new Set(["never-again", "left-out"]);

function bare(word) {
  return word.replace(/'s$/, "");
}

function stands(text, at, words) {
  if (at + words.length > text.words.length) return false;
  return words.every(
    (word, number) =>
      bare(text.words[at + number]) === word && (number === words.length - 1 || text.joined(at + number)),
  );
}

function wanted(id, severity, suggestions, why) {
  return { ...silent(id), category: id.split(":")[0], silent: false, severity, suggestions, why };
}

export class House {
  constructor(endings, messages, { ownWords = [], never = [], leftOut = [], house = [] }) {
    this.endings = endings;
    this.exempted = new Map();
    this.softened = new Map();
    this.wanted = new Map();
    this.off = new Set();
    this.soft = new Set();
    this.put(this.exempted, ownWords, silent("own-words"));
    this.put(this.wanted, never, wanted("never-again", "high", [], messages.never));
    this.put(this.wanted, leftOut, wanted("left-out", "high", [], messages.left_out), false);
    for (const entry of house) this.entry(entry);
  }

  entry({ term, change, suggestion = "", why = "" }) {
    if (change === "add") {
      const suggestions = suggestion.split("|").filter(Boolean);
      this.put(this.wanted, [term], wanted(`${ADDED}:${fold(even(term))}`, "medium", suggestions, why));
    } else if (change === "soften") {
      this.soft.add(term);
      this.put(this.softened, [term], silent("softened"));
    } else if (change === "off") {
      this.off.add(term);
      this.put(this.exempted, [term], silent("off"));
    } else {
      this.put(this.exempted, [term], silent("name"), false);
    }
  }

  put(kept, phrases, rule, inflected = true) {
    for (const phrase of phrases) {
      const words = tokens(fold(even(phrase))).map(bare);
      if (!words.length) continue;
      const many = inflected && words.length === 1;
      const key = many ? this.stem(words[0]) : words[0];
      if (!kept.has(key)) kept.set(key, []);
      kept.get(key).push({ words, many, rule });
    }
  }

  stem(word) {
    if (word.length < 4) return word;
    const ending = this.endings.find((each) => word.endsWith(each) && word.length - each.length >= 3);
    const stem = ending ? word.slice(0, -ending.length) : word;
    return stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem;
  }

  exempt(text) {
    return this.find(text, this.exempted);
  }

  softWords(text) {
    const found = new Set();
    for (const { first, end } of this.find(text, this.softened)) for (let at = first; at < end; at += 1) found.add(at);
    return found;
  }

  unwanted(text) {
    return this.find(text, this.wanted);
  }

  isSoft({ first, end, rule }, soft) {
    if (this.soft.has(rule.id)) return true;
    for (let at = first; at < end && soft.size; at += 1) if (soft.has(at)) return true;
    return false;
  }

  find(text, kept) {
    const found = [];
    if (!kept.size) return found;
    text.words.forEach((word, at) => {
      const plain = bare(word);
      const stem = this.stem(plain);
      for (const key of new Set([plain, stem])) {
        for (const { words, many, rule } of kept.get(key) ?? []) {
          if (many ? stem === key : plain === key && stands(text, at, words)) {
            found.push({ first: at, end: at + words.length, rule });
          }
        }
      }
    });
    return found;
  }
}
