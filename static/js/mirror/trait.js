// Whether a word that has everyday meanings is said of a person. The twin of peersupport/language/engine/trait.py.

import { breaks } from "./doer.js";

const REACH = 7;
const FAR = 12;
const AND = new Set(["and", "but", "then", "y", "pero"]);

export function ofPerson(text, at, end, grammar) {
  const [first, last] = text.sentences[at];
  const ends = (word) => grammar.ends_phrase.words.has(word);
  if (end <= last && text.joined(end - 1)) {
    const after = text.words[end];
    if (grammar.person.words.has(after)) return true;
    if (!ends(after) && !after.endsWith("ly")) return grammar.conduct.words.has(after);
  }
  if (at === first) return end > last || !text.joined(end - 1) || ends(text.words[end]);
  return saidOfPerson(text, at, first, grammar);
}

/** Leftwards over "very", "and", other adjectives, to a verb of being, and who stands before that. */
function saidOfPerson(text, at, first, grammar) {
  const has = (name, word) => grammar[name].words.has(word);
  for (let j = at - 1; j >= Math.max(first, at - REACH); j -= 1) {
    const word = text.words[j];
    if (has("being", word)) return isPersonBefore(text, j, first, grammar);
    if (has("person_is", word)) return true;
    if (has("clause", word) || has("not", word)) return false;
    if (j < at - 1 && has("stops_trait", word)) return false;
  }
  return at - first <= 2 && text.words.slice(first, at).every((word) => has("adverb", word));
}

export function isPersonBefore(text, at, first, grammar) {
  const has = (name, word) => grammar[name].words.has(word);
  let coordinated = false;
  for (let j = at - 1; j >= Math.max(first, at - FAR); j -= 1) {
    const word = text.words[j];
    if (coordinated && !(has("they", word) || text.isName(j))) continue;
    if (has("helping", word) || has("being", word)) continue;
    if (breaks(text, j) && !has("they", word) && !text.isName(j)) return false;
    if (has("they", word) || has("person", word) || has("person_is", word)) return true;
    if (AND.has(word)) {
      coordinated = true;
      continue;
    }
    return text.isName(j) && !has("not_a_name", word);
  }
  return true;
}
