// The token that a form sends, renewed from the cookie: somebody may have signed in again on another page meanwhile.
export function freshToken(form) {
  const cookie = document.cookie.split("; ").find((part) => part.split("=")[0].endsWith("csrftoken"));
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  if (cookie && field) field.value = cookie.slice(cookie.indexOf("=") + 1);
  return field?.value ?? "";
}
