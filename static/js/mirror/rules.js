// The compiled rules of one language, made ready for matching. The twin of peersupport/language/engine/rules.py.

import { Misspelled } from "./distance.js";

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
    category: entry.category,
    severity: SEVERITIES[entry.severity],
    suggestions: entry.suggestions ? entry.suggestions.split("|") : [],
    why: entry.why,
    silent: entry.category === "",
    covers: "",
    who: entry.who ?? "",
    noun: entry.noun ?? false,
    person: entry.person ?? false,
    trait: false,
    alone: entry.alone ?? false,
    quoted: entry.quoted ?? true,
    own: entry.own ?? true,
    also: entry.also ?? "",
    windows: [],
  };
}

/** Long words of the rules that are looked for misspelled. */
function targetsOf(entries) {
  const found = new Set();
  for (const { typo, forms = "", traits = "" } of entries) {
    if (!typo) continue;
    for (const word of `${forms}|${traits}`.split(/[| ]/)) {
      if (word.length >= SHORTEST_MISSPELLED && !word.includes("'")) found.add(word);
    }
  }
  return [...found].sort();
}

/** A name or an everyday meaning: covers its words and says nothing. */
export function silent(id, covers = "") {
  return { ...ruleOf({ id, category: "", severity: 0, suggestions: "", why: "" }), covers };
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
  constructor(compiled) {
    this.endings = compiled.endings;
    this.messages = compiled.messages;
    this.classes = new Map(Object.entries(compiled.classes).map(([name, words]) => [name, new Phrases(words, name[0] !== name[0].toLowerCase())]));
    this.grammar = {};
    for (const [name, words] of Object.entries(compiled.grammar)) this.grammar[name] = new Phrases(words);
    this.compiled = compiled;
    this.first = new Map();
    this.tree = { next: new Map(), rules: [] };
    this.expressions = [];
    for (const entry of compiled.rules) this.add(entry);
    for (const [word, node] of this.tree.next) this.at(word).node = node;
    this.misspelled = new Misspelled(targetsOf(compiled.rules), compiled.known.split(" "));
  }

  at(word) {
    if (!this.first.has(word)) this.first.set(word, { node: null, patterns: [] });
    return this.first.get(word);
  }

  add(entry) {
    const rule = ruleOf(entry);
    for (const name of WINDOWS) {
      if (name in entry) rule.windows.push([name, new Phrases(this.wordsOf(entry[name]))]);
    }
    if (entry.forms) for (const form of entry.forms.split("|")) plant(this.tree, form, rule);
    if (entry.traits) {
      const saidOfAPerson = { ...rule, trait: true };
      for (const form of entry.traits.split("|")) plant(this.tree, form, saidOfAPerson);
    }
    if (entry.patterns) {
      for (const pattern of entry.patterns.split("|")) {
        this.addPattern(pattern.split(" ").map((part) => this.element(part)), rule);
      }
    }
    for (const expression of entry.expressions ?? []) this.expressions.push([new RegExp(expression, "g"), rule]);
    if (entry.except) {
      const hidden = silent(`${rule.id}/`, rule.id);
      for (const phrase of entry.except.split("|")) plant(this.tree, phrase, hidden);
    }
  }

  addPattern(elements, rule) {
    for (const word of new Set([...elements[0].words, ...elements[0].longer.keys()])) {
      this.at(word).patterns.push([elements, rule]);
    }
  }

  element(part) {
    if (part.startsWith("..")) return Number(part.slice(2));
    return part.startsWith("@") ? this.named(part.slice(1)) : new Phrases(part.replaceAll("_", " ").split("/"));
  }

  named(name) {
    return this.classes.get(name) ?? this.grammar[name];
  }

  wordsOf(text) {
    return text.split("|").flatMap((part) => {
      if (!part.startsWith("@")) return [part];
      return this.compiled.classes[part.slice(1)] ?? this.compiled.grammar[part.slice(1)];
    });
  }
}

