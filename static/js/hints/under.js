// A copy of the text that lies under a box, invisible but for its underlines: a textarea can't underline its own words.
const SHARED = [
  "fontFamily", "fontSize", "fontWeight", "fontStyle", "lineHeight", "letterSpacing", "wordSpacing", "textIndent",
  "paddingTop", "paddingRight", "paddingBottom", "paddingLeft",
  "borderTopWidth", "borderRightWidth", "borderBottomWidth", "borderLeftWidth", "tabSize", "direction",
];

export class Under {
  constructor(field) {
    this.field = field;
    const frame = document.createElement("div");
    frame.className = "ps-under";
    this.copy = document.createElement("div");
    this.copy.className = "ps-under__copy";
    this.copy.setAttribute("aria-hidden", "true");
    field.before(frame);
    frame.append(this.copy, field);
    field.addEventListener("scroll", () => this.follow());
    new ResizeObserver(() => this.measure()).observe(field);
    this.measure();
  }

  measure() {
    const style = getComputedStyle(this.field);
    for (const name of SHARED) this.copy.style[name] = style[name];
    // A scroll bar takes room that the copy must leave free as well.
    this.copy.style.width = `${this.field.clientWidth + parseFloat(style.borderLeftWidth) + parseFloat(style.borderRightWidth)}px`;
    this.follow();
  }

  follow() {
    this.copy.scrollTop = this.field.scrollTop;
  }

  // spans: [[start, end, chosen]] in UTF-16 units, in order, without overlap.
  show(spans) {
    const text = this.field.value;
    const parts = [];
    let at = 0;
    for (const [start, end, chosen] of spans) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      mark.toggleAttribute("data-chosen", chosen);
      parts.push(text.slice(at, start), mark);
      at = end;
    }
    this.copy.replaceChildren(...parts, `${text.slice(at)}\n`);
    this.follow();
  }
}
