// Switches messages on in this browser, and finds out whether they are on.
const form = document.querySelector("[data-device]");
const say = document.querySelector("[data-device-status]");
const words = form?.dataset;
const works = Boolean(navigator.serviceWorker && globalThis.PushManager && globalThis.Notification);

function tell(what, { focus = true } = {}) {
  say.textContent = words[what];
  if (focus) say.focus();
}

const bytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
};
const same = (one, other) => Boolean(one) && String(new Uint8Array(one)) === String(other);

async function found() {
  const worker = await navigator.serviceWorker.getRegistration(words.scope);
  return worker?.pushManager.getSubscription();
}

// What the house knows of a subscription: the id of its line, and whether it is on.
async function known(subscription) {
  const body = new FormData(form);
  body.set("endpoint", subscription.endpoint);
  const answer = await fetch(words.which, { method: "POST", body, redirect: "error" });
  return answer.ok ? answer.json() : { id: "", on: false };
}

async function subscribed() {
  await navigator.serviceWorker.register(words.worker, { scope: words.scope });
  const { pushManager } = await navigator.serviceWorker.ready;
  const before = await pushManager.getSubscription();
  const key = bytes(words.key);
  if (before) {
    if (same(before.options.applicationServerKey, key) && (await known(before)).on) return before;
    await before.unsubscribe(); // a lost one stays lost, and one for another key can't be used
  }
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

async function switchOn(event) {
  event.preventDefault();
  tell("working", { focus: false });
  const said = await Notification.requestPermission();
  if (said !== "granted") return tell(said === "denied" ? "denied" : "asked");
  try {
    const { endpoint, keys } = (await subscribed()).toJSON();
    form.elements.endpoint.value = endpoint;
    form.elements.browser_key.value = keys.p256dh;
    form.elements.browser_secret.value = keys.auth;
  } catch {
    return tell("failed");
  }
  form.submit();
}

async function switchOff(event) {
  event.preventDefault();
  try {
    await (await found())?.unsubscribe();
  } finally {
    event.target.submit(); // the house sends nothing any more, whatever the browser keeps
  }
}

async function begin() {
  if (!works) return tell("unsupported", { focus: false });
  if (Notification.permission === "denied") return tell("denied", { focus: false });
  const subscription = await found().catch(() => null);
  const ours = subscription ? await known(subscription).catch(() => null) : null;
  const line = ours?.id ? document.getElementById(`device-${ours.id}`) : null;
  if (line) {
    line.querySelector("[data-device-here]").hidden = false;
    line.querySelector("[data-device-off]").addEventListener("submit", switchOff);
  }
  if (ours?.on) return tell("on", { focus: false });
  if (ours) tell("lost", { focus: false });
  form.hidden = false;
  form.addEventListener("submit", switchOn);
}

if (form) await begin();
