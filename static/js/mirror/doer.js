// Whose task a passage tells of: the peer's who writes, or somebody else's. The twin of engine/doer.py.

const REACH = 20;
const MODIFIERS = 3;
const AND = new Set(["and", "or", "y", "e"]);
const PARTICIPLES = ["ed", "en", "wn", "ado", "ido"];

/** I, we, or a clipped sentence without anybody. False for others' tasks and for what the peer said no to. */
export function peerDoes(text, at, end, grammar, noun) {
  const [first, last] = text.sentences[at];
  if (grammar.by_me.foundIn(text.words, at, Math.min(end + 5, last))) return true;
  if (grammar.by_other.foundIn(text.words, end, Math.min(end + 3, last))) return false;
  if (noun && isToldAbout(text, at, end, grammar)) return false;
  return scan(text, at, first, grammar, noun) && !declined(text, at, end, grammar);
}

/** "…and I said no", in this sentence or the next. */
function declined(text, at, end, grammar) {
  const last = text.sentences[at][1];
  if (grammar.declined.foundIn(text.words, end, Math.min(last, end + REACH))) return true;
  if (last + 1 >= text.words.length) return false;
  const [first, after] = text.sentences[last + 1];
  return grammar.declined.foundIn(text.words, first, Math.min(after, first + 11));
}

/** True for the peer. `close` while only helping words stand between the verb and the place read. */
function scan(text, at, first, grammar, noun) {
  const { words } = text;
  const has = (name, word) => grammar[name].words.has(word);
  const verb = words[at];
  let close = !noun;
  for (let j = at - 1; j >= Math.max(first, at - REACH); j -= 1) {
    const word = words[j];
    if (text.breaks.has(j)) close = false;
    if (has("not", word)) return false;
    if (has("me_doing", word)) return true;
    if (has("others_doing", word) && !isObject(text, j, first, grammar)) return false;
    if (has("me", word)) {
      if (j > first && has("causing", words[j - 1])) return true;
    } else if (has("be", word)) {
      if (close && !verb.endsWith("ing") && PARTICIPLES.some((ending) => verb.endsWith(ending))) return false;
    } else if (has("them", word)) {
      if (close && j > first && has("letting", words[j - 1])) return false;
      if (noun && j === at - 1 && has("their", word) && isTheirs(text, j, first, grammar)) return false;
    } else if (noun && j === at - 1 && has("their", word) && isTheirs(text, j, first, grammar)) {
      return false;
    } else if (has("joining", word) || (close && has("before_object", word))) {
      close = false;
    } else if (close && !(has("helping", word) || isVerb(word, grammar))) {
      if (!verb.endsWith("ing") || has("role", word)) return false;
      close = false;
    } else if (!close && isOtherSubject(text, j, first, grammar)) {
      return false;
    }
  }
  return true;
}

/** "The family session was long": nobody is said to do it. */
function isToldAbout(text, at, end, grammar) {
  const [first, last] = text.sentences[at];
  const before = text.words.slice(first, at);
  const after = grammar.finite.foundIn(text.words, end, Math.min(last, end + 5));
  return after && before.length < 3 && before.every((word) => grammar.article.words.has(word));
}

/** "Her risk assessment is on Friday", not "did her risk assessment". */
function isTheirs(text, at, first, grammar) {
  return at === first || text.breaks.has(at - 1) || !isVerb(text.words[at - 1], grammar);
}

function isVerb(word, grammar) {
  return grammar.verb.words.has(word) || (word.length > 4 && (word.endsWith("ed") || word.endsWith("ing")));
}

function isObject(text, at, first, grammar) {
  return at > first && !text.breaks.has(at - 1) && grammar.before_object.words.has(text.words[at - 1]);
}

/** A role ("nurse") or a name where a clause begins, so that it is the one who does something. */
function isOtherSubject(text, at, first, grammar) {
  const role = grammar.role.words.has(text.words[at]);
  if (!role && !(text.isName(at) && !isOpener(text, at, first, grammar))) return false;
  let before = at - 1;
  while (before >= first && !text.breaks.has(before) && belongs(text, before, at, grammar, role)) before -= 1;
  if (before < first || text.breaks.has(before)) return true;
  if (before > first && AND.has(text.words[before]) && isSomebody(text, before - 1, grammar)) {
    return isOtherSubject(text, before - 1, first, grammar);
  }
  return grammar.joining.words.has(text.words[before]);
}

/** Whether a word belongs to the name or the role after it: "the", "her", "mobile crisis" team. */
function belongs(text, before, at, grammar, role) {
  const word = text.words[before];
  if (grammar.article.words.has(word)) return true;
  const stops = ["joining", "before_object", "verb"].some((name) => grammar[name].words.has(word));
  return role && at - before <= MODIFIERS && !stops;
}

function isSomebody(text, at, grammar) {
  return text.isName(at) || grammar.role.words.has(text.words[at]);
}

/** A sentence's first word has a big letter whether it is a name or not. */
function isOpener(text, at, first, grammar) {
  const word = text.words[at];
  if (at !== first) return false;
  if (isVerb(word, grammar)) return true;
  return ["helping", "joining", "article", "before_object", "not_a_name"].some((name) => grammar[name].words.has(word));
}
