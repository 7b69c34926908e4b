// Puts a locked copy of the list on this phone, and the page that opens it without a connection.
import { isWeak, keep, works } from "./vault.js";

const form = document.querySelector("[data-keep]");
const say = document.querySelector("[data-keep-status]");

async function pageIsThere() {
  const worker = await navigator.serviceWorker.register(form.dataset.worker, { scope: "/list/" });
  const installing = worker.installing ?? worker.waiting;
  if (worker.active || !installing) return;
  await new Promise((resolve, reject) => {
    installing.addEventListener("statechange", () => {
      if (installing.state === "activated") resolve();
      if (installing.state === "redundant") reject(new Error("not installed"));
    });
  });
}

async function keepIt(event) {
  event.preventDefault();
  const [code, again] = ["code", "again"].map((name) => form.elements[name].value);
  if (!form.elements.mine.checked) return tell("mine");
  if (isWeak(code)) return tell("weak");
  if (code !== again) return tell("differs");
  tell("working");
  try {
    const answer = await fetch(form.dataset.list, { credentials: "same-origin", redirect: "error" });
    const list = answer.ok ? await answer.json() : null;
    if (!list?.parts) return tell("failed");
    await pageIsThere();
    await keep(code, list);
  } catch {
    return tell("failed");
  }
  form.reset();
  form.hidden = true;
  tell("kept");
  document.querySelector("[data-kept-link]").hidden = false;
}

function tell(what) {
  say.textContent = form.dataset[what];
  say.focus();
}

if (form && works() && navigator.serviceWorker) {
  form.hidden = false;
  form.addEventListener("submit", keepIt);
} else if (form) {
  tell("failed");
}
