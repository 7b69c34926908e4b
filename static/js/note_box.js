// Comfort around the box a note is written in: lines to start from as chips, the language of the box, and how long the
// longest sentence is. Nothing here hears the keys or changes what is typed or dictated.
const LONG_SENTENCE = 25; // as in sessions_app/ease.py
const WORDS_FOR_A_GRADE = 100; // from here on the server says how it reads, with each saved draft
const SENTENCE = /(?<=[.!?:…])\s+|\n+/u;

const words = (text) => text.split(/\s+/u).filter(Boolean).length;
const longest = (text) => Math.max(0, ...text.split(SENTENCE).map(words));

// As if it had been typed, so that undo takes it away again.
function insert(box, text) {
  box.focus();
  const before = box.value.slice(0, box.selectionStart);
  const line = `${before && !before.endsWith("\n") ? "\n" : ""}${text}:\n`;
  if (document.execCommand("insertText", false, line)) return;
  box.setRangeText(line, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function startPrompts(list, box) {
  for (const item of list.children) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = item.textContent;
    button.addEventListener("click", () => insert(box, item.dataset[box.lang] ?? item.textContent));
    item.replaceChildren(button);
  }
  list.classList.add("ps-prompts--chips");
}

function startLanguage(part, box) {
  part.addEventListener("change", (event) => {
    if (event.target.name.endsWith("language")) box.lang = event.target.value;
  });
}

function startEase(line, box, draft) {
  const say = (text) => {
    line.hidden = !text;
    line.textContent = text;
  };
  box.addEventListener("input", () => {
    if (words(box.value) >= WORDS_FOR_A_GRADE && draft) return;
    const count = longest(box.value);
    say(count >= LONG_SENTENCE ? line.dataset.long.replace("{count}", count) : "");
  });
  draft?.addEventListener("ps:saved", (event) => {
    if (words(box.value) >= WORDS_FOR_A_GRADE) say(event.detail.ease ?? "");
  });
}

for (const part of document.querySelectorAll("[data-note-box]")) {
  const box = part.querySelector("textarea");
  startPrompts(part.querySelector("[data-prompts]"), box);
  startLanguage(part, box);
  startEase(part.querySelector("[data-ease]"), box, part.closest("[data-draft-url]"));
}
