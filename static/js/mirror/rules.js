// The compiled rules of one language, made ready for matching. The twin of peersupport/language/engine/rules.py.

import { Misspelled } from "./distance.js";
import { Forms } from "./forms.js";

const WINDOWS = ["near", "left", "right", "not_near", "not_left", "not_right", "prev", "next", "not_prev", "not_next"];
const SHORTEST_MISSPELLED = 7;
export const SEVERITIES = ["low", "medium", "high"];

/** Words and phrases, found at a place of the text. */
export class Phrases {
  constructor(phrases, names = false) {
    this.names = names; // whether words written like names count, too
    this.words = new Set();
    this.longer = new Map();
    for (const phrase of phrases) {
      if (!phrase.includes(" ")) {
        this.words.add(phrase);
        continue;
      }
      const parts = phrase.split(" ");
      if (this.longer.has(parts[0])) this.longer.get(parts[0]).push(parts);
      else this.longer.set(parts[0], [parts]);
    }
    this.longest = Math.max(0, ...phrases.map((phrase) => phrase.split(" ").length));
    this.firsts = new Set([...this.words, ...this.longer.keys()]);
  }

  all() {
    return [...this.words, ...[...this.longer.values()].flat().map((parts) => parts.join(" "))];
  }

  /** Where phrases that begin at word `at` end, the word after them, longest first. */
  ends(words, at, last) {
    const word = words[at];
    const found = this.words.has(word) ? [at + 1] : [];
    for (const parts of this.longer.get(word) ?? []) {
      const end = at + parts.length;
      if (end <= last + 1 && parts.every((part, number) => words[at + number] === part)) found.push(end);
    }
    return found.length > 1 ? found.sort((a, b) => b - a) : found;
  }

  /** Whether one of them stands between two words, both included. */
  foundIn(words, first, last) {
    for (let at = first; at <= last; at += 1) {
      if (this.words.has(words[at])) return true;
      if (this.longer.has(words[at]) && this.ends(words, at, last).length) return true;
    }
    return false;
  }
}

function ruleOf(entry) {
  return {
    id: entry.id,
    category: entry.category ?? "",
    severity: SEVERITIES[entry.severity ?? 0],
    suggestions: entry.suggestions ? entry.suggestions.split("|") : [],
    why: entry.why ?? "",
    silent: !entry.category,
    covers: "",
    who: entry.who ?? "",
    person: "person" in entry,
    trait: false,
    noun: "noun" in entry,
    alone: "alone" in entry,
    quoted: !("even_quoted" in entry),
    own: !("even_own" in entry),
    also: entry.also ?? "",
    windows: [],
  };
}

/** A name or an everyday meaning: covers its words and says nothing. */
export function silent(id, covers = "") {
  return { ...ruleOf({ id }), covers };
}

export function plant(tree, phrase, rule) {
  let node = tree;
  for (const word of phrase.split(" ")) {
    if (!node.next.has(word)) node.next.set(word, { next: new Map(), rules: [] });
    node = node.next.get(word);
  }
  if (!node.rules.includes(rule)) node.rules.push(rule);
}

/** `first` knows for each word which phrases (a tree by words) and which patterns may begin with it. */
export class Rules {
  constructor(compiled, advice) {
    this.endings = compiled.endings;
    this.messages = compiled.messages;
    this.forms = new Forms(compiled.inflected);
    this.classes = {};
    for (const [name, words] of Object.entries(compiled.classes)) {
      this.classes[name] = new Phrases(this.phrasesOf(words ? words.split(" ") : []), name[0] !== name[0].toLowerCase());
    }
    this.grammar = {};
    for (const [name, words] of Object.entries(compiled.grammar)) {
      this.grammar[name] = new Phrases(this.phrasesOf(words.split(" ")));
    }
    this.first = new Map();
    this.tree = { next: new Map(), rules: [] };
    this.expressions = [];
    this.targets = new Set();
    for (const entry of rows({ ...compiled.rules, ...advice })) {
      if (entry.category) entry.category = compiled.categories[entry.category - 1];
      this.add(entry);
    }
    for (const [word, node] of this.tree.next) this.at(word).node = node;
    this.misspelled = new Misspelled([...this.targets].sort(), lengthened(compiled.known));
  }

  at(word) {
    if (!this.first.has(word)) this.first.set(word, { node: null, patterns: [], second: new Set(), names: false, reach: 0 });
    return this.first.get(word);
  }

  add(entry) {
    const rule = ruleOf(entry);
    for (const name of WINDOWS) {
      if (name in entry) rule.windows.push([name, new Phrases(this.wordsOf(entry[name]))]);
    }
    this.plant(entry, "forms", rule);
    this.plant(entry, "traits", { ...rule, trait: true });
    this.plant(entry, "except", silent(`${rule.id}/`, rule.id));
    for (const form of parted(entry, "patterns")) {
      for (const places of this.forms.patterns(form)) {
        this.addPattern(places.map((place) => this.element(place)), rule);
      }
    }
    for (const expression of entry.expressions ?? []) this.expressions.push([new RegExp(expression, "g"), rule]);
  }

  plant(entry, name, rule) {
    for (const phrase of this.phrasesOf(parted(entry, name))) {
      plant(this.tree, phrase, rule);
      if (!entry.typo || rule.silent) continue;
      const shortest = SHORTEST_MISSPELLED + (phrase.includes(" ") && rule.severity !== "high" ? 1 : 0);
      for (const word of phrase.split(" ")) {
        if (word.length >= shortest && !word.includes("'")) this.targets.add(word);
      }
    }
  }

  addPattern(elements, rule) {
    if (elements.length === 1) {
      for (const phrase of elements[0].all()) plant(this.tree, phrase, rule);
      return;
    }
    const { second, names, reach } = secondOf(elements);
    for (const word of elements[0].firsts) {
      const start = this.at(word);
      start.patterns.push({ elements, rule, second, names });
      for (const each of second) start.second.add(each);
      start.names ||= names;
      start.reach = Math.max(start.reach, reach);
    }
  }

  phrasesOf(forms) {
    return forms.flatMap((form) => this.forms.phrases(form));
  }

  element(part) {
    if (part.startsWith("..")) return Number(part.slice(2));
    return part.startsWith("@") ? this.named(part.slice(1)) : new Phrases(this.forms.choices(part));
  }

  named(name) {
    return this.classes[name] ?? this.grammar[name];
  }

  wordsOf(text) {
    return text
      .split("|")
      .flatMap((part) => (part.startsWith("@") ? this.named(part.slice(1)).all() : this.forms.phrases(part)));
  }
}

/** The words that the compiler shortened: letters shared with the word before, in base 36, and the rest. */
function lengthened(known) {
  let word = "";
  return known ? known.split(" ").map((each) => (word = word.slice(0, parseInt(each[0], 36)) + each.slice(1))) : [];
}

/** What a pattern's second phrase begins with, and how many words after the first one at most. */
function secondOf(elements) {
  let reach = elements[0].longest;
  for (const element of elements.slice(1)) {
    if (typeof element !== "number") return { second: element.firsts, names: element.names, reach };
    reach += element;
  }
  throw new Error("A pattern has two phrases.");
}

/** Rules travel by columns, which pack better; 0 is nothing. */
function rows(columns) {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, row) =>
    Object.fromEntries(names.map((name) => [name, columns[name][row]]).filter(([, value]) => value !== 0)),
  );
}

function parted(entry, name) {
  return entry[name] ? entry[name].split("|") : [];
}
