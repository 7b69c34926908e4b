// The hints of one box below it: a word a line, opened for why and what else one could say. Buttons only, so that
// thumbs, keys and screen readers find the same.
let count = 0;

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function button(className, text, act) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

export class List {
  constructor(after, say, box) {
    this.say = say;
    this.box = box;
    this.opened = new Set();
    this.id = `hints-${(count += 1)}`;
    this.frame = element("div", "ps-hints");
    this.status = element("p", "ps-hints__status");
    this.status.setAttribute("role", "status");
    this.rows = element("ul", "ps-hints__rows");
    this.done = element("p", "ps-hints__done");
    this.done.setAttribute("role", "status");
    this.frame.append(this.status, this.rows, this.done);
    this.frame.hidden = true;
    after.after(this.frame);
  }

  isOpen(key) {
    return this.opened.has(key);
  }

  open(key) {
    this.opened.add(key);
    this.box.show();
    this.rows.querySelector(`[data-key="${CSS.escape(key)}"]`)?.scrollIntoView({ block: "nearest" });
  }

  toggle(key) {
    if (!this.opened.delete(key)) this.opened.add(key);
    this.box.show();
  }

  show(hints, further) {
    const total = hints.length + further;
    this.announce(total);
    const focused = this.frame.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    this.rows.replaceChildren(...hints.map((hint, number) => this.row(hint, `${this.id}-${number}`)));
    if (further) {
      const row = element("li");
      row.append(button("ps-linkbutton", this.counted(this.say.more, further), () => this.box.showAll()));
      this.rows.append(row);
    }
    this.rows.hidden = !total;
    this.frame.hidden = !total && !this.done.hasChildNodes();
    if (focused) this.rows.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  counted(words, number) {
    return words.replace("{count}", number);
  }

  // Said once typing rests, and only when there are more than before: good news needs no announcement.
  announce(total) {
    clearTimeout(this.timer);
    const words = total === 0 ? "" : total === 1 ? this.say.one : this.counted(this.say.several, total);
    if (words === this.status.textContent) return;
    this.timer = setTimeout(() => (this.status.textContent = words), 300);
  }

  row(hint, id) {
    const key = this.box.key(hint);
    const isOpen = this.opened.has(key);
    const row = element("li", "ps-hint");
    const word = button("ps-hint__word", "", () => this.toggle(key));
    word.append(element("span", "govuk-visually-hidden", `${this.say.hint} `), `“${hint.words}”`);
    word.dataset.key = key;
    word.setAttribute("aria-expanded", isOpen);
    word.setAttribute("aria-controls", id);
    const why = element("div", "ps-hint__why");
    why.id = id;
    why.hidden = !isOpen;
    why.append(element("p", "", hint.why), ...this.alternatives(hint), this.choices(hint));
    row.append(word, why);
    return row;
  }

  alternatives(hint) {
    if (!hint.suggestions.length) return [];
    const line = element("div", "ps-hint__other");
    line.append(element("span", "ps-quiet", this.say.other));
    for (const other of hint.suggestions.slice(0, 3)) {
      line.append(button("govuk-button ps-button--quiet ps-button--small", other, () => {
        this.finish(hint, this.say.changed.replace("{word}", other), this.box.replace(hint, other));
        this.box.field.focus(); // the sentence around it may want a word more
      }));
    }
    return [line];
  }

  choices(hint) {
    const line = element("div", "ps-hint__keep");
    for (const words of [this.say.theirs, this.say.nothere]) {
      line.append(button("ps-linkbutton", words, () => this.finish(hint, this.say.kept, this.box.keep(hint)).focus()));
    }
    return line;
  }

  finish(hint, words, undo) {
    this.opened.delete(this.box.key(hint));
    const back = button("ps-linkbutton", this.say.undo, () => {
      this.done.replaceChildren();
      undo();
      this.box.field.focus();
    });
    this.done.replaceChildren(`${words} `, back);
    this.frame.hidden = false;
    return back;
  }
}
