// Opens the list that is kept on this phone. Works without a connection; with one, and signed in, a newer version takes
// its place. What is open closes when the page is left, or has been in the background for a minute.
import { Wrong, forget, isKept, open, works } from "./vault.js";

const page = document.querySelector("[data-list]");
const words = page.dataset;
const form = page.querySelector("form");
const say = page.querySelector("[data-list-status]");
const shown = page.querySelector("[data-list-parts]");
const PATIENCE = 60000;
const NUMBER = /\+?\d[\d ().\/-]{1,}\d/g;
let closing = 0;

const tell = (text) => (say.textContent = text);

function close() {
  shown.replaceChildren();
  if (!form.dataset.gone) form.hidden = false;
}

// A number can be tapped: that is what it is there for.
function paragraph(text) {
  const element = document.createElement("p");
  element.className = "ps-text";
  element.dir = "auto";
  let from = 0;
  for (const found of text.matchAll(NUMBER)) {
    const link = document.createElement("a");
    link.className = "ps-link";
    link.href = `tel:${found[0].replace(/[^+\d]/g, "")}`;
    link.textContent = found[0];
    element.append(text.slice(from, found.index), link);
    from = found.index + found[0].length;
  }
  element.append(text.slice(from));
  return element;
}

function show(list) {
  shown.replaceChildren();
  for (const [title, text] of list.parts) {
    const heading = document.createElement("h2");
    heading.className = "ps-subheading";
    heading.textContent = title;
    shown.append(heading, paragraph(text));
  }
  form.hidden = true;
  tell(list.day);
}

function gone(text) {
  form.dataset.gone = "1";
  form.hidden = true;
  page.querySelector("[data-list-away]").hidden = true;
  shown.replaceChildren();
  tell(text);
}

async function newest() {
  const signal = AbortSignal.timeout(4000);
  const answer = await fetch(words.list, { credentials: "same-origin", redirect: "error", signal });
  return answer.ok ? answer.json() : null;
}

async function refresh({ list, replace }) {
  let now = null;
  try {
    now = await newest();
  } catch {
    return;
  }
  if (!now || now.whose !== list.whose) return;
  if (now.forget) {
    await forget();
    gone(words.deleted);
  } else if (now.number !== list.number) {
    if (form.hidden) show(now);
    await replace(now);
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = form.elements.code;
  tell(words.opening);
  let opened;
  try {
    opened = await open(field.value);
  } catch (error) {
    if (!(error instanceof Wrong)) return tell(words.failed);
    field.value = "";
    if (!error.left) return gone(words.deleted);
    tell((error.left === 1 ? words.last : words.wrong).replace("{count}", error.left));
    field.focus();
    return;
  }
  field.value = "";
  show(opened.list);
  // What can't be renewed on a full phone stays as it is: it is open, and the next time tries again.
  await refresh(opened).catch(() => {});
});

page.querySelector("[data-list-delete]").addEventListener("click", async () => {
  await forget();
  gone(words.deleted);
});

window.addEventListener("pagehide", close);
document.addEventListener("visibilitychange", () => {
  clearTimeout(closing);
  if (document.hidden) closing = setTimeout(close, PATIENCE);
});

if (works() && (await isKept().catch(() => false))) form.hidden = page.querySelector("[data-list-away]").hidden = false;
else gone(words.none);
