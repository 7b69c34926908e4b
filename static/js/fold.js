// Opens the folds this viewer left open last time. Remembered are ids of folds, never what is in them.
const KEY = "folds";

function remembered() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY) || "[]"));
  } catch {
    return new Set();
  }
}

function remember(id, open) {
  const ids = remembered();
  if (open) ids.add(id);
  else ids.delete(id);
  try {
    localStorage.setItem(KEY, JSON.stringify([...ids]));
  } catch {
    // A browser that keeps nothing: the folds simply start closed.
  }
}

export function startFolds(root) {
  const ids = remembered();
  for (const fold of root.querySelectorAll("details[data-fold][id]")) {
    if (ids.has(fold.id)) fold.open = true;
    // A click, not "toggle": a fold the server opened is not this viewer's choice.
    fold.querySelector("summary").addEventListener("click", () => setTimeout(() => remember(fold.id, fold.open)));
  }
}
