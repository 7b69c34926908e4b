// A second tap on the button of a form that is on its way does nothing, and one can see why.
// The server answers a repeat by itself; this is only for the person's peace of mind.
export function free(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
}

export function startSubmitOnce(root) {
  for (const form of root.querySelectorAll("form[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      form.dataset.sent = "yes";
      // Not `disabled`: the name of the pressed button must still be sent.
      for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
    });
    window.addEventListener("pageshow", () => free(form));
  }
}
