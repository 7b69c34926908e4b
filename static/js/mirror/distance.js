// Letters left out, doubled, swapped or wrong. The twin of peersupport/language/engine/distance.py.

const LONG = 11; // letters from which two edits are allowed

/** Edits between two words (a swap of neighbours is one); more than `most` is `most` + 1. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, number) => number);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length];
}

function withoutOne(word) {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

function twice(word, shorter) {
  return new Set([word, ...shorter, ...shorter.flatMap(withoutOne)]);
}

/** What a slip in the middle, at the end or at the start leaves of a word: a quick look before a closer one. */
function bothEnds(word) {
  return [
    `${word.slice(0, 3)}-${word.slice(-2)}`,
    `${word.slice(0, 1)}-${word.slice(-4)}`,
    `${word.slice(0, 4)}-${word.slice(-1)}`,
    word.slice(0, 5),
  ];
}

function put(index, key, word) {
  const held = index.get(key);
  if (held) held.push(word);
  else index.set(key, [word]);
}

/** Which word of the rules a word that is none of ours, and no other word either, was meant to be. */
export class Misspelled {
  constructor(targets, known) {
    this.known = new Set([...known, ...targets]);
    this.one = new Map();
    this.two = new Map();
    this.endsOf = new Set(targets.flatMap(bothEnds));
    for (const word of targets) {
      const shorter = withoutOne(word);
      for (const key of [word, ...shorter]) put(this.one, key, word);
      if (word.length >= LONG) for (const key of twice(word, shorter)) put(this.two, key, word);
    }
  }

  looksWrong(word) {
    return (
      word.length > 5 &&
      word.length < 25 &&
      !this.known.has(word) &&
      bothEnds(word).some((each) => this.endsOf.has(each))
    );
  }

  /** What a word that looks wrong may have been meant to be. */
  meant(word) {
    const shorter = withoutOne(word);
    const found = this.within(word, this.one, [word, ...shorter], 1);
    if (found.length || word.length < LONG) return found;
    if (!this.endsOf.has(bothEnds(word)[0])) return found;
    return this.within(word, this.two, twice(word, shorter), 2);
  }

  within(word, index, keys, most) {
    const targets = new Set();
    for (const key of keys) for (const target of index.get(key) ?? []) targets.add(target);
    return [...targets].filter((target) => distance(word, target, most) <= most).sort();
  }
}
