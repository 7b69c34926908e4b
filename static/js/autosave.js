// Sends a form, or a part of one, to its data-draft-url while it is being filled in, and says truthfully whether that worked.
// The words stay on the page whatever happens; nothing of them is kept in browser storage.
import { freshToken } from "./csrf.js";

const WAIT = 700;
const RETRY = [3000, 10000, 30000];
const words = document.querySelector("[data-draft-words]")?.dataset ?? {};

// A whole form, or one part of it with data-draft-prefix: then only the fields whose names begin so, without it.
class Draft {
  constructor(part) {
    const form = part.closest("form");
    this.form = form;
    this.part = part;
    this.prefix = part.dataset.draftPrefix ?? "";
    this.status = part.querySelector("[data-draft-status]") ?? document.querySelector("[data-draft-status]");
    this.dirty = false;
    this.busy = false;
    this.closed = false;
    this.tries = 0;
    part.addEventListener("input", () => this.changed());
    part.addEventListener("change", () => this.changed());
    form.addEventListener("submit", () => this.submitting());
    window.addEventListener("online", () => this.dirty && this.save());
    window.addEventListener("pageshow", (event) => event.persisted && (this.closed = false));
    window.addEventListener("pagehide", () => this.lastChance());
    document.addEventListener("visibilitychange", () => document.hidden && this.lastChance());
    document.addEventListener("ps:leaving", () => this.lastChance());
  }

  // A part is a draft as soon as it has words: taps alone are done again in a moment.
  hasWords() {
    return !this.prefix || [...this.part.querySelectorAll("textarea")].some((box) => box.value.trim());
  }

  fields() {
    const all = [...new FormData(this.form)];
    if (!this.prefix) return all;
    const own = all.filter(([name]) => name.startsWith(this.prefix));
    return own.map(([name, value]) => [name.slice(this.prefix.length), value]);
  }

  changed() {
    if (!this.hasWords()) return;
    this.dirty = true;
    this.later(WAIT);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  submitting() {
    freshToken(this.form);
    clearTimeout(this.timer);
    this.closed = true;
  }

  // The page may be gone before an answer comes: sent with keepalive, which outlives it.
  lastChance() {
    if (!this.dirty || this.closed) return;
    clearTimeout(this.timer);
    this.send(true).catch(() => {});
  }

  send(keepalive = false) {
    const token = freshToken(this.form);
    return fetch(this.part.dataset.draftUrl, {
      method: "POST",
      body: new URLSearchParams(this.fields()),
      headers: { "X-CSRFToken": token, Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive,
    });
  }

  async save() {
    if (this.busy || this.closed || !this.dirty) return;
    this.busy = true;
    this.dirty = false;
    let answer = null;
    try {
      answer = await this.send();
    } catch {
      answer = null;
    }
    this.busy = false;
    if (!this.closed) this.report(answer);
  }

  report(answer) {
    if (answer?.ok) {
      this.tries = 0;
      this.say(words.saved.replace("{time}", this.time()));
      if (this.dirty) this.later(WAIT);
      answer.json().then((told) => this.part.dispatchEvent(new CustomEvent("ps:saved", { detail: told })), () => {});
      return;
    }
    this.dirty = true;
    if (answer && (answer.status === 409 || answer.status === 410)) {
      this.closed = true;
      this.say(words.elsewhere, true);
    } else if (answer && (answer.type === "opaqueredirect" || [401, 403].includes(answer.status))) {
      this.say(words.signin, true);
      this.later(RETRY[2]);
    } else if (answer && answer.status >= 400 && answer.status < 500) {
      this.say(words.unsaved, true);
    } else {
      this.say(navigator.onLine ? words.unsaved : words.offline, true);
      this.later(RETRY[Math.min(this.tries++, RETRY.length - 1)]);
    }
  }

  time() {
    return new Date().toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
  }

  say(text, trouble = false) {
    if (!this.status) return;
    this.status.toggleAttribute("data-trouble", trouble);
    this.status.textContent = text;
  }
}

for (const part of document.querySelectorAll("[data-draft-url]")) new Draft(part);
