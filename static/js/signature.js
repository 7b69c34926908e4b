// A signature drawn with finger, pen or mouse. What is kept is the path one sees: moves and lines on a field of 600 × 200.
const WIDTH = 600;
const HEIGHT = 200;
const STEP = 3; // closer points say nothing new

function start(pad) {
  const field = pad.querySelector("[data-pad-field]");
  const path = pad.querySelector("[data-pad-path]");
  const kept = pad.querySelector("input[name=drawing]");
  let last = null;

  const show = (words) => {
    kept.value = words;
    path.setAttribute("d", words);
  };

  const at = (event) => {
    const box = field.getBoundingClientRect();
    const within = (share, most) => Math.round(Math.min(1, Math.max(0, share)) * most);
    return [within((event.clientX - box.left) / box.width, WIDTH), within((event.clientY - box.top) / box.height, HEIGHT)];
  };

  field.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    field.setPointerCapture(event.pointerId);
    last = at(event);
    show(`${kept.value}M${last[0]} ${last[1]}`);
  });
  field.addEventListener("pointermove", (event) => {
    if (!last) return;
    const point = at(event);
    if (Math.hypot(point[0] - last[0], point[1] - last[1]) < STEP) return;
    last = point;
    show(`${kept.value}L${point[0]} ${point[1]}`);
  });
  for (const end of ["pointerup", "pointercancel"]) field.addEventListener(end, () => (last = null));
  pad.querySelector("[data-pad-clear]").addEventListener("click", () => show(""));
  show(kept.value);
}

for (const pad of document.querySelectorAll("[data-pad]")) start(pad);
