// Comfort for the page of a group: names are marked while the lines are written. The server checks them by itself.
const MARKS = /\p{M}/gu;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const SHORTEST = 2;

function keyOf(word) {
  return word.normalize("NFKD").replace(MARKS, "").toLowerCase();
}

function wordsOf(text) {
  return [...text.matchAll(WORD)].map((found) => ({ text: found[0], key: keyOf(found[0]) })).filter((word) => word.key);
}

// The runs of words that count as a name: each part longer than an initial, else the whole of it.
function patternsOf(name) {
  const parts = name.split(/\s+/).map((part) => wordsOf(part).map((word) => word.key));
  const telling = parts.filter((part) => part.join("").length >= SHORTEST);
  const runs = telling.length ? telling : [parts.flat()];
  return runs.filter((run) => run.length).map((run) => run.join(" "));
}

function namesIn(text, patterns, longest) {
  const said = wordsOf(text);
  const found = new Map();
  said.forEach((_word, first) => {
    for (let count = longest; count > 0; count -= 1) {
      const run = said.slice(first, first + count);
      const key = run.map((word) => word.key).join(" ");
      if (patterns.has(key) && !found.has(key)) found.set(key, run.map((word) => word.text).join(" "));
    }
  });
  return [...found.values()];
}

function startNames(line) {
  const box = document.getElementById(line.dataset.namesIn);
  if (!box) return;
  const patterns = new Set(JSON.parse(line.dataset.names).flatMap(patternsOf));
  const longest = Math.max(0, ...[...patterns].map((pattern) => pattern.split(" ").length));
  const show = () => {
    const found = namesIn(box.value, patterns, longest);
    line.hidden = !found.length;
    if (found.length) line.textContent = line.dataset.words.replace("{words}", found.join(", "));
  };
  box.addEventListener("input", show);
  show();
}

function startOther(form) {
  form.addEventListener("change", (event) => {
    const { name, value } = event.target;
    if (name === "count" && value === "more") form.elements.count_more.focus();
    if (name === "minutes" && value === "other") form.elements.minutes_other.focus();
  });
}

document.querySelectorAll("[data-names-in]").forEach(startNames);
document.querySelectorAll("[data-group-form]").forEach(startOther);
