// Keys for the list of notes to look at. They hear only while a line of the list has the focus, so that no key pressed
// elsewhere, and no word said to a phone, does anything. Without script the lines are links.
const list = document.querySelector("[data-inbox]");
const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

list?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const lines = [...list.querySelectorAll(".ps-row__title")];
  const at = lines.indexOf(document.activeElement);
  if (at < 0) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key in STEPS) {
    lines[Math.min(Math.max(at + STEPS[key], 0), lines.length - 1)].focus();
    event.preventDefault();
  } else if (key === "r") {
    const back = lines[at].closest("[data-return]")?.dataset.return;
    if (back) location.assign(back);
    event.preventDefault();
  }
});
