// The language mirror in the browser. The twin of peersupport/language/engine/check.py: both read
// static/language/*.json and find the same passages.
//
//   const mirror = new Mirror(await (await fetch(address)).json());
//   mirror.check(text, { ownWords, never, leftOut, house, also })

import { peerDoes } from "./doer.js";
import { ADDED, ASKED, House } from "./house.js";
import { candidates } from "./matcher.js";
import { Rules, SEVERITIES } from "./rules.js";
import { Text } from "./text.js";
import { isPersonBefore, ofPerson } from "./trait.js";
import { isAboutWord, isName, isOwn, quotations } from "./voice.js";

const NEAR = 6;
const FAR = 30;
const LABELS = new Set(["diagnostic-label", "identity-first-label", "substance-use-stigma", "pity-victim"]);
const MOST_MISSPELLED = 300;

export class Mirror {
  /** `advice` is what hints say; without it they only point. */
  constructor(compiledRules, advice = {}) {
    this.rules = new Rules(compiledRules, advice);
  }

  /** Hints in the order of the text, none overlapping another. `start` and `end` count code points. */
  check(text, asked = {}) {
    return new Reading(this.rules, new House(this.rules.endings, this.rules.messages, asked), text, asked.also ?? []).flags();
  }
}

/** UTF-16 indices, as text boxes and ranges count them, for offsets in code points. */
export function utf16(text) {
  const found = [];
  let at = 0;
  for (const char of text) {
    found.push(at);
    at += char.length;
  }
  found.push(at);
  return found;
}

class Reading {
  constructor(rules, house, raw, also) {
    this.rules = rules;
    this.house = house;
    this.also = also;
    this.text = new Text(raw);
    this.grammar = rules.grammar;
    this.quoted = null;
    this.hidden = new Map();
  }

  flags() {
    const { text, house } = this;
    text.meant = this.meant();
    const found = candidates(text, this.rules.first);
    this.hide(found.filter((each) => each.rule.silent));
    this.hide(house.exempt(text));
    const soft = house.softWords(text);
    const kept = found
      .filter((each) => !each.rule.silent && this.isMeant(each))
      .map((each) => (house.isSoft(each, soft) ? { ...each, rule: { ...each.rule, severity: "low" } } : each));
    for (const each of house.unwanted(text)) {
      if (each.rule.category !== ADDED || !(this.isHidden(each) || this.isQuoted(each.first, each.end))) kept.push(each);
    }
    const spans = kept.map(({ first, end, rule }) => ({ start: text.starts[first], end: text.ends[end - 1], rule }));
    return asFlags([...spans, ...this.expressions()], text.folded.length);
  }

  /** For words that look misspelled what they may have been meant to be. */
  meant() {
    const { misspelled } = this.rules;
    const found = new Map();
    let tried = 0;
    for (let at = 0; at < this.text.words.length && tried < MOST_MISSPELLED; at += 1) {
      const word = this.text.words[at];
      if (word.length < 6 || !misspelled.looksWrong(word)) continue;
      const corrected = misspelled.meant(word);
      if (corrected.length) found.set(at, corrected);
      tried += 1;
    }
    return found;
  }

  hide(silent) {
    for (const { first, end, rule } of silent) {
      for (let at = first; at < end; at += 1) {
        if (!this.hidden.has(at)) this.hidden.set(at, new Set());
        this.hidden.get(at).add(rule.covers);
      }
    }
  }

  isHidden({ first, end, rule }) {
    for (let at = first; at < end; at += 1) {
      const covers = this.hidden.get(at);
      if (covers && (covers.has("") || covers.has(rule.id))) return true;
    }
    return false;
  }

  /** Whether the passage is the writer's own way of writing about somebody. */
  isMeant(found) {
    const { rule, first: at, end } = found;
    const { text, grammar } = this;
    if ((rule.also && !this.also.includes(rule.also)) || this.house.off.has(rule.id) || this.isHidden(found)) return false;
    if (rule.windows.length && !standsRight(text, at, end, rule)) return false;
    if (rule.alone && !standsAlone(text, end, grammar)) return false;
    if (rule.person && !isPersonBefore(text, at, text.sentences[at][0], grammar)) return false;
    if ((rule.trait && !ofPerson(text, at, end, grammar)) || (rule.quoted && this.isQuoted(at, end))) return false;
    if (rule.own && (isName(text, at, end, grammar) || isAboutWord(text, at, end, grammar))) return false;
    if (rule.who === "peer") return peerDoes(text, at, end, grammar, rule.noun);
    return !(rule.own && isOwn(text, at, grammar, LABELS.has(rule.category)));
  }

  isQuoted(at, end) {
    if (!this.quoted) {
      this.quoted = new Uint8Array(this.text.folded.length);
      for (const [opened, closed] of quotations(this.text, this.grammar)) this.quoted.fill(1, opened, closed);
    }
    return !has(this.quoted, 0, this.text.starts[at], this.text.ends[end - 1]);
  }

  expressions() {
    const found = [];
    for (const [expression, rule] of this.rules.expressions) {
      if (rule.also && !this.also.includes(rule.also)) continue;
      for (const hit of this.text.folded.matchAll(expression)) {
        found.push({ start: hit.index, end: hit.index + hit[0].length, rule });
      }
    }
    return found;
  }
}

function has(bytes, wanted, start, end) {
  for (let at = start; at < end; at += 1) if (bytes[at] === wanted) return true;
  return false;
}

const VERBS = ["ends_phrase", "finite", "being", "helping"];

/** Nothing follows, or no noun: "our consumers picked the menu". */
function standsAlone(text, end, grammar) {
  if (end >= text.words.length || !text.joined(end - 1)) return true;
  const word = text.words[end];
  return (word.length > 4 && word.endsWith("ed")) || VERBS.some((name) => grammar[name].words.has(word));
}

/** The rule's conditions on the words around, all of them. */
function standsRight(text, at, end, rule) {
  const [first, last] = text.sentences[at];
  const places = {
    near: [Math.max(first, at - FAR), Math.min(last, end + FAR)],
    left: [Math.max(first, at - NEAR), at - 1],
    right: [end, Math.min(last, end + NEAR - 1)],
    prev: [at > first ? at - 1 : at, at - 1],
    next: [end, end <= last ? end : end - 1],
  };
  return rule.windows.every(([name, words]) => {
    const no = name.startsWith("not_");
    const [start, stop] = places[no ? name.slice(4) : name];
    return words.foundIn(text.words, start, stop) !== no;
  });
}

/** Of passages that overlap the longest stays, then what is not the peer's task, then the gravest. */
function asFlags(spans, length) {
  const kept = [];
  const taken = new Uint8Array(length);
  for (const { start, end, rule } of spans.sort(byRank)) {
    if (has(taken, 1, start, end)) continue;
    taken.fill(1, start, end);
    const { id, category, severity, suggestions, why } = rule;
    kept.push({ start, end, rule: id, category, severity, suggestions, why });
  }
  return kept.sort((a, b) => a.start - b.start);
}

function byRank(a, b) {
  const left = rank(a);
  const right = rank(b);
  for (let at = 0; at < left.length; at += 1) {
    if (left[at] !== right[at]) return left[at] < right[at] ? -1 : 1;
  }
  return 0;
}

function rank({ start, end, rule }) {
  return [
    ASKED.has(rule.category) ? 0 : 1,
    start - end,
    rule.category.startsWith("role-drift") ? 0 : 1,
    -SEVERITIES.indexOf(rule.severity),
    start,
    rule.id,
  ];
}
