// Comfort for writing a meeting down. The form is whole without it: the server works out and checks everything itself.
const form = document.querySelector("form[data-session-form]");

function chosen(name) {
  return form.querySelector(`[name="${name}"]:checked`)?.value ?? "";
}

function choose(name, value) {
  const option = [...form.querySelectorAll(`[name="${name}"]`)].find((one) => one.value === value);
  if (!option || option.checked) return;
  option.checked = true;
  option.dispatchEvent(new Event("change", { bubbles: true }));
}

function length() {
  return Number(chosen("minutes") === "other" ? form.elements.minutes_other.value : chosen("minutes"));
}

function fill(name, value) {
  const input = form.elements[name];
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

// "Started about 13:40": the moment this page was opened, less the length.
function startStart(line) {
  const opened = Date.parse(form.elements.opened_at.value);
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "numeric", minute: "2-digit", timeZone: line.dataset.zone });
  const show = () => {
    const minutes = length();
    line.hidden = chosen("when") !== "now" || !minutes || Number.isNaN(opened);
    if (!line.hidden) line.textContent = line.dataset.words.replace("{time}", clock.format(opened - minutes * 60000));
  };
  form.addEventListener("change", show);
  form.addEventListener("input", show);
  show();
}

// Where start and end are both asked, a length fills them in, until somebody writes a time of their own.
function startEnds(end) {
  const start = form.elements.start_time;
  if (start.value || end.value) return;
  let mine = true;
  const zone = form.querySelector("[data-start]").dataset.zone;
  const wall = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
  for (const input of [start, end]) input.addEventListener("input", (event) => (mine = mine && !event.isTrusted));
  form.addEventListener("change", (event) => {
    const minutes = length();
    const opened = Date.parse(form.elements.opened_at.value);
    if (!mine || !event.target.name.startsWith("minutes") || !minutes || Number.isNaN(opened)) return;
    fill("start_time", wall.format(opened - minutes * 60000));
    fill("end_time", wall.format(opened));
  });
}

// A second tap on a chosen pill lets go of it, where no answer is an answer too.
function startClearable(group) {
  let before = group.querySelector(":checked");
  group.addEventListener("change", () => (before = group.querySelector(":checked")));
  group.addEventListener("click", (event) => {
    if (event.target !== before) return;
    before.checked = false;
    before.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function startCount(line) {
  const box = document.getElementById(line.dataset.countFor);
  const most = Number(box?.dataset.most);
  if (!most) return;
  const show = () => {
    const left = most - [...box.value.trim()].length;
    line.hidden = left > most / 4;
    line.toggleAttribute("data-trouble", left < 0);
    line.textContent = (left < 0 ? line.dataset.over : line.dataset.left).replace("{count}", Math.abs(left));
  };
  box.addEventListener("input", show);
  show();
}

function startSame(link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const { minutes, way, place } = link.dataset;
    const hasChip = Boolean(form.querySelector(`[name="minutes"][value="${minutes}"]`));
    choose("minutes", hasChip ? minutes : "other");
    if (!hasChip) fill("minutes_other", minutes);
    choose("way", way);
    choose("place", place);
    link.parentElement.hidden = true;
    form.querySelector("[name=kinds]")?.focus();
  });
}

function startOther() {
  form.addEventListener("change", (event) => {
    if (event.target.name === "minutes" && event.target.value === "other") form.elements.minutes_other.focus();
  });
}

if (form) {
  form.querySelectorAll("[data-start]").forEach(startStart);
  form.querySelectorAll(".ps-clearable").forEach(startClearable);
  form.querySelectorAll("[data-count-for]").forEach(startCount);
  form.querySelectorAll("[data-same]").forEach(startSame);
  if (form.elements.end_time) startEnds(form.elements.end_time);
  startOther();
}
