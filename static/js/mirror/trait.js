// Whether a word that has everyday meanings is said of a person. The twin of peersupport/language/engine/trait.py.

const REACH = 7;
const FAR = 12;
const PARTICLES = new Set(["in", "up", "back", "home", "out"]);
const AND = new Set(["and", "but", "then", "y", "pero"]);

export function ofPerson(text, at, end, grammar) {
  const [first, last] = text.sentences[at];
  let free = true; // no noun follows
  if (end <= last && text.joined(end - 1)) {
    const after = text.words[end];
    free = grammar.ends_phrase.words.has(after) || after.endsWith("ly");
    if (grammar.person.words.has(after) || (!free && grammar.conduct.words.has(after))) return true;
  }
  return at === first ? free : saidOfPerson(text, at, first, grammar, free);
}

/** Leftwards over "very", "and", other adjectives, to a verb of being, and who stands before that. */
function saidOfPerson(text, at, first, grammar, free) {
  const has = (name, word) => grammar[name].words.has(word);
  for (let j = at - 1; j >= Math.max(first, at - REACH); j -= 1) {
    const word = text.words[j];
    if (j === at - 1 && has("person_first", word)) return true; // "un cliente agresivo": in Spanish the person comes first
    if (PARTICLES.has(word) && j > first && has("being", text.words[j - 1])) continue; // "came in", "woke up"
    if (has("clause", word) || has("not", word)) return false;
    if (has("being", word)) return (free || has("copula", word)) && isPersonBefore(text, j, first, grammar);
    if (has("person_is", word)) return true;
    if ((j < at - 1 || !free) && has("stops_trait", word) && !has("a_bit", text.words[j + 1])) return false;
  }
  return free && at - first <= 2 && text.words.slice(first, at).every((word) => has("adverb", word));
}

export function isPersonBefore(text, at, first, grammar) {
  const has = (name, word) => grammar[name].words.has(word);
  let coordinated = false;
  for (let j = at - 1; j >= Math.max(first, at - FAR); j -= 1) {
    const word = text.words[j];
    if (coordinated && !(has("they", word) || text.isName(j))) continue;
    if (has("helping", word) || has("being", word)) continue;
    if (text.breaks.has(j) && !has("they", word) && !text.isName(j)) return false;
    if (has("they", word) || has("person", word) || has("person_is", word)) return true;
    if (AND.has(word)) {
      coordinated = true;
      continue;
    }
    return text.isName(j) && !has("not_a_name", word);
  }
  return true;
}
