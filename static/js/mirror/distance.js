// Letters left out, doubled, swapped or wrong. The twin of peersupport/language/engine/distance.py.

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
    this.starts = new Set(targets.map((word) => word.slice(0, 3)));
    this.tails = new Set(targets.map((word) => word.slice(-4)));
    for (const word of targets) {
      const shorter = withoutOne(word);
      for (const key of [word, ...shorter]) put(this.one, key, word);
      if (word.length >= 9) for (const key of twice(word, shorter)) put(this.two, key, word);
    }
  }

  looksWrong(word) {
    return (
      word.length > 5 &&
      word.length < 25 &&
      !this.known.has(word) &&
      (this.starts.has(word.slice(0, 3)) || this.tails.has(word.slice(-4)))
    );
  }

  /** What a word that looks wrong may have been meant to be. */
  meant(word) {
    const shorter = withoutOne(word);
    const found = this.within(word, this.one, [word, ...shorter], 1);
    if (found.length || word.length < 9) return found;
    return this.within(word, this.two, twice(word, shorter), 2);
  }

  within(word, index, keys, most) {
    const targets = new Set();
    for (const key of keys) for (const target of index.get(key) ?? []) targets.add(target);
    return [...targets].filter((target) => distance(word, target, most) <= most).sort();
  }
}
