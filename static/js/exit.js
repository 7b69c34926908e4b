// "Leave quickly": one tap, or Shift three times. The form signs out and leaves without this; here it also empties the
// page at once, forgets what this browser kept for us, and takes this page out of the history.
const form = document.querySelector("form[data-exit]");
const status = document.querySelector("[data-exit-status]");
const PATIENCE = 5000;

function wipe() {
  for (const store of ["localStorage", "sessionStorage"]) {
    try {
      window[store].clear();
    } catch {
      // Storage is switched off: there is nothing to forget.
    }
  }
  // But for the list that its owner chose to keep here, locked with a code of their own (js/kept): it says nothing, and
  // they may need it right after.
  const goes = (name) => !/^list(-|$)/.test(name);
  if (window.caches) caches.keys().then((names) => names.filter(goes).forEach((name) => caches.delete(name)));
  if (window.indexedDB?.databases) {
    indexedDB.databases().then((all) => all.filter(({ name }) => goes(name)).forEach(({ name }) => indexedDB.deleteDatabase(name)));
  }
}

function leave() {
  document.title = "…";
  document.body.classList.add("ps-body--leaving");
  document.dispatchEvent(new CustomEvent("ps:leaving"));
  wipe();
  navigator.sendBeacon(form.action);
  location.replace(form.dataset.exitTo || form.action);
}

if (form) {
  let presses = 0;
  let last = 0;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") {
      presses = 0;
      return;
    }
    presses = event.timeStamp - last < PATIENCE ? presses + 1 : 1;
    last = event.timeStamp;
    if (presses >= 3) leave();
    else if (status) status.textContent = presses === 1 ? form.dataset.exitOnce : form.dataset.exitTwice;
  });
  // Coming back with the browser's back button shows a fresh page or none, never the hidden one.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
