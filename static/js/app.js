// What every page needs. Each part finds its own elements and does nothing where there are none.
import { initAll } from "../vendor/govuk-frontend.min.js";
import { startFolds } from "./fold.js";
import { startMenus } from "./menu.js";
import { startReveals } from "./reveal.js";
import { startSubmitOnce } from "./submit_once.js";

initAll();
startFolds(document);
startMenus(document);
startReveals(document);
startSubmitOnce(document);

document.addEventListener("htmx:after:swap", (event) => {
  const root = event.target instanceof Element ? event.target : document;
  startFolds(root);
  startReveals(root);
});
