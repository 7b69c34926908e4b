// Where the rules' phrases and patterns stand in a text. The twin of peersupport/language/engine/matcher.py.

const MOST = 1000; // passages of one text that are looked at; no note has as many

function phrasesAt(text, node, first, at, found) {
  for (const rule of node.rules) found.push({ first, end: at, rule });
  if (at >= text.words.length || !node.next.size) return;
  const deeper = node.next.get(text.words[at]);
  if (deeper) {
    if (text.joined(at - 1)) phrasesAt(text, deeper, first, at + 1, found);
  } else if (text.meant.has(at) && text.joined(at - 1)) {
    for (const other of text.meant.get(at)) {
      const corrected = node.next.get(other);
      if (corrected) phrasesAt(text, corrected, first, at + 1, found);
    }
  }
}

/** The word after the pattern's elements from `number` on, read from word `at`; 0 when they do not stand there. */
function patternEnd(text, elements, number, at, last) {
  if (number === elements.length) return at;
  const element = elements[number];
  if (typeof element !== "number") {
    if (at > last || (number && typeof elements[number - 1] !== "number" && !text.joined(at - 1))) return 0;
    let ends = element.ends(text.words, at, last);
    if (element.names && !ends.length && text.names.has(at)) ends = [at + 1];
    for (const end of ends) {
      const found = patternEnd(text, elements, number + 1, end, last);
      if (found) return found;
    }
    return 0;
  }
  for (let skipped = 0; skipped <= element && at + skipped <= last + 1; skipped += 1) {
    const found = patternEnd(text, elements, number + 1, at + skipped, last);
    if (found) return found;
  }
  return 0;
}

export function candidates(text, first) {
  const found = [];
  text.words.forEach((word, at) => {
    if (found.length >= MOST) return;
    const start = first.get(word);
    if (start) {
      if (start.node) phrasesAt(text, start.node, at, at + 1, found);
      if (start.patterns.length) patternsAt(text, start, at, found);
    } else if (text.meant.has(at)) {
      for (const other of text.meant.get(at)) {
        const node = first.get(other)?.node;
        if (node) phrasesAt(text, node, at, at + 1, found);
      }
    }
  });
  return found;
}

function patternsAt(text, start, at, found) {
  const window = text.words.slice(at + 1, at + 1 + start.reach);
  const named = start.names && window.some((_, number) => text.names.has(at + 1 + number));
  if (!named && !window.some((word) => start.second.has(word))) return;
  const last = text.sentences[at][1];
  for (const { elements, rule, second, names } of start.patterns) {
    if (!(named && names) && !window.some((word) => second.has(word))) continue;
    const end = patternEnd(text, elements, 0, at, last);
    if (end) found.push({ first: at, end, rule });
  }
}
