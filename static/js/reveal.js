// data-shown-when="field=value|other value": shown only while that choice is made and itself shown. Without this
// script it is always shown.
function chosen(form, name) {
  return [...form.elements]
    .filter((control) => control.name === name && !control.closest("[data-shown-when][hidden]"))
    .filter((control) => !["radio", "checkbox"].includes(control.type) || control.checked)
    .map((control) => control.value);
}

function apply(form) {
  for (const part of form.querySelectorAll("[data-shown-when]")) {
    const [name, values] = part.dataset.shownWhen.split("=");
    const wanted = values.split("|");
    part.hidden = !chosen(form, name).some((value) => wanted.includes(value));
  }
}

export function startReveals(root) {
  const forms = new Set([...root.querySelectorAll("[data-shown-when]")].map((part) => part.closest("form")));
  for (const form of forms) {
    if (!form) continue;
    apply(form);
    if (form.dataset.reveals) continue;
    form.dataset.reveals = "on";
    form.addEventListener("change", () => apply(form));
  }
}
