// A note for another record system. One tap writes down that it goes out, and only then it lies in the clipboard.
// Without script the form does the same, and the next page holds the text to choose and copy.

const form = document.querySelector("[data-copy-form]");
form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (!answer.ok || !answer.redirected) throw new Error("not written down");
    await navigator.clipboard.writeText(document.querySelector("[data-copy-text]").textContent).catch(() => {});
    location.assign(answer.url);
  } catch {
    form.submit(); // the same key makes one; the page says what is wrong
  }
});

const again = document.querySelector("[data-copy-again]");
if (again && navigator.clipboard) {
  const [button, status] = again.children;
  const box = document.querySelector("[data-copy-box]");
  again.hidden = false;
  box.addEventListener("focus", () => box.select());
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(box.value);
    status.textContent = button.dataset.done;
  });
}
