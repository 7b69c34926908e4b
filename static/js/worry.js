// A worry that does not arrive: the words stay in the page, which says so at once and shows whom to call. The key in the
// form makes sending it again the same worry.
import { freshToken } from "./csrf.js";
import { free } from "./submit_once.js";

const PATIENCE = 12000;
const form = document.querySelector("form[data-worry]");
const lost = document.querySelector("[data-worry-lost]");

async function answered() {
  freshToken(form);
  try {
    return await fetch(form.action, { method: "POST", body: new FormData(form), signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    return null;
  }
}

async function send() {
  const answer = await answered();
  // Sent on to the sign-in page, it was not kept.
  const isKept = answer?.redirected && new URL(answer.url).pathname.startsWith(form.dataset.worry);
  if (isKept) location.assign(answer.url);
  else if (answer?.status === 422) form.submit(); // what is missing is said by the server
  else {
    lost.hidden = false;
    lost.focus();
    free(form);
  }
}

form?.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  event.preventDefault();
  lost.hidden = true;
  send();
});
