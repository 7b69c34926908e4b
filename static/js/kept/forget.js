// Somebody else uses this phone, too: what was kept on it goes.
import { forget, works } from "./vault.js";

if (works()) forget();
