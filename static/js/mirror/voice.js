// Whose words a passage is: in quotation marks, said of oneself, talked about as a word, a name.
// The twin of peersupport/language/engine/voice.py.

const PARAGRAPH = 1200;
const CUES = 9;
const SELF = 7;

/** Passages in quotation marks and after the colon of "he said:", as offsets. */
export function quotations(text, grammar) {
  const { folded } = text;
  const found = folded.includes('"') || folded.includes("'") ? marked(folded) : [];
  if (folded.includes(":")) {
    text.words.forEach((_, at) => {
      const span = afterColon(text, at, grammar);
      if (span) found.push(span);
    });
  }
  return found;
}

function afterColon(text, at, grammar) {
  if (!grammar.speech.words.has(text.words[at]) || !text.gap(at).startsWith(":")) return null;
  if (at + 1 >= text.words.length) return null;
  return [text.ends[at], text.ends[text.sentences[at + 1][1]]];
}

function marked(folded) {
  const found = [];
  let opened = new Map();
  for (const hit of folded.matchAll(/["'\n]/g)) {
    const at = hit.index;
    const mark = hit[0];
    if (mark === "\n") {
      opened = new Map();
      continue;
    }
    const before = at ? folded[at - 1] : " ";
    const after = at + 1 < folded.length ? folded[at + 1] : " ";
    if (opened.has(mark)) {
      if (mark === '"' || !isLetter(after)) {
        found.push([opened.get(mark), at]);
        opened.delete(mark);
      }
    } else if ((mark === '"' || !isLetter(before)) && (isLetter(after) || !" \n".includes(after))) {
      opened.set(mark, at);
    }
  }
  if (opened.has('"')) found.push([opened.get('"'), Math.min(folded.length, opened.get('"') + PARAGRAPH)]);
  return found;
}

function isLetter(char) {
  return (char >= "a" && char <= "z") || (char >= "0" && char <= "9") || char === "_";
}

/** "The word non-compliant", "stop saying addict", "addict is a word that hurts". */
export function isAboutWord(text, at, end, grammar) {
  const [first, last] = text.sentences[at];
  if (grammar.mention.foundIn(text.words, Math.max(first, at - CUES), at - 1)) return true;
  return grammar.mention_after.foundIn(text.words, end, Math.min(last, end + 4));
}

/** What somebody says of themselves: "calls herself", "says he is …", "I'm … too". */
export function isOwn(text, at, grammar, label) {
  const { words } = text;
  const has = (name, word) => grammar[name].words.has(word);
  const [first] = text.sentences[at];
  if (grammar.self.foundIn(words, Math.max(first, at - CUES), at - 1)) return true;
  for (let j = at - 1; j >= Math.max(first, at - SELF); j -= 1) {
    const word = words[j];
    if (has("i_am", word) || (has("i", word) && has("am", words[j + 1]))) return true;
    if (label && has("my", word) && j >= at - 3) return true;
    if (has("they", word) || has("person_is", word)) return isReported(text, j, first, grammar);
    if (has("them", word) && !has("their", word)) return false;
  }
  return false;
}

/** "Tomas says he is", "she told me she's": the one who speaks is the one who is spoken of. */
function isReported(text, pronoun, first, grammar) {
  const { words } = text;
  const has = (name, word) => grammar[name].words.has(word);
  let verb = pronoun - 1;
  while (verb >= first && has("reporting_filler", words[verb]) && !text.breaks.has(verb)) verb -= 1;
  if (verb < first || !has("reporting", words[verb])) return false;
  let speaker = verb - 1;
  while (speaker >= first && has("helping", words[speaker])) speaker -= 1;
  if (speaker < first) return true;
  const word = words[speaker];
  if (has("they", word)) return word.slice(0, 2) === words[pronoun].slice(0, 2);
  return text.isName(speaker) && !has("role", word) && !has("not_a_name", word);
}

/** Big letters inside the sentence beside another big letter, or after "named". */
export function isName(text, at, end, grammar) {
  const { words } = text;
  const has = (name, number) => grammar[name].words.has(words[number]);
  const [first, last] = text.sentences[at];
  if (!text.isCapital(at)) return at > first + 1 && end - at === 1 && has("named", at - 1);
  const tail = end <= last && text.joined(end - 1) && (text.isCapital(end) || has("tail", end));
  if (at === first) {
    if (!tail) return false;
    for (let j = end; j <= Math.min(last, end + 2); j += 1) if (text.isCapital(j) && has("tail", j)) return true;
    return false;
  }
  if (tail) return true;
  for (let j = Math.max(first, at - 3); j < at; j += 1) if (has("named", j)) return true;
  let whole = end - at > 1;
  for (let j = at; j < end; j += 1) whole = whole && text.isCapital(j);
  const head = text.joined(at - 1) && at - 1 > first && text.isCapital(at - 1);
  return whole || (head && (has("title", at - 1) || !has("not_a_name", at - 1)));
}
