// Hints about words while somebody writes: underlined in the box, told below it. Everything stays on this page; only
// what the writer chose to keep goes with their draft. Rules and matcher are the server's (static/language, js/mirror).
import { Mirror } from "./mirror/engine.js";
import { Box } from "./hints/box.js";

const settings = document.querySelector("[data-hints-settings]");
const mirrors = new Map();

const read = (address) => fetch(address).then((answer) => answer.json());

function mirrorOf(language) {
  const ending = language === "es" ? "Es" : "En";
  if (!mirrors.has(ending)) {
    const parts = [settings.dataset[`rules${ending}`], settings.dataset[`advice${ending}`]];
    mirrors.set(ending, Promise.all(parts.map(read)).then(([rules, advice]) => new Mirror(rules, advice)));
  }
  return mirrors.get(ending);
}

if (settings) {
  const words = JSON.parse(settings.dataset.hintsSettings);
  for (const field of document.querySelectorAll("[data-hints]")) {
    new Box(field, { say: settings.dataset, words, about: words.people?.[field.dataset.hints] ?? {}, mirrorOf }).start();
  }
}
