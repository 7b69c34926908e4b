// A worry that finds no connection: the words stay in the page, which says so at once and shows whom to call. The key in
// the form makes sending it again the same worry.
import { free } from "./submit_once.js";

const PATIENCE = 12000;
const form = document.querySelector("form[data-worry]");
const lost = document.querySelector("[data-worry-lost]");

async function send() {
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body: new FormData(form), signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    lost.hidden = false;
    lost.focus();
    free(form);
    return;
  }
  if (answer.redirected) location.assign(answer.url);
  else form.submit(); // what the server has to say about it is a page of its own
}

form?.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  event.preventDefault();
  lost.hidden = true;
  send();
});
