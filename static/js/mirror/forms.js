// The notation of compiled forms: `give~` with its endings, `a/b`, `(very)`, `side_effects`, `ex-con`, `@medicine`, `..3`.
// The twin of peersupport/language/engine/forms.py.

/** `inflected` has the words that stand with `~` by their endings: "0s 1ing" cuts no letter and one letter. */
export class Forms {
  constructor(inflected) {
    this.inflected = new Map();
    for (const [endings, words] of Object.entries(inflected)) {
      for (const word of words.split(" ")) {
        const forms = endings.split(" ").map((ending) => word.slice(0, word.length - Number(ending[0])) + ending.slice(1));
        this.inflected.set(word, [word, ...forms]);
      }
    }
  }

  /** The words and phrases that may stand at one place; "" where nothing may. */
  choices(part) {
    const words = bare(part).split("/").flatMap((word) => this.spelled(word));
    return part.startsWith("(") ? [...words, ""] : words;
  }

  /** All endings; a hyphen as a space and as nothing. */
  spelled(word) {
    const plain = word.endsWith("~") ? this.inflected.get(word.slice(0, -1)) : [word.replaceAll("_", " ")];
    if (!word.includes("-")) return plain;
    return plain.flatMap((each) => [" ", ""].map((put) => each.replaceAll("-", put)));
  }

  phrases(form) {
    let found = [[]];
    for (const part of form.split(" ")) {
      const choices = this.choices(part);
      found = found.flatMap((start) => choices.map((word) => (word ? [...start, word] : start)));
    }
    return found.map((words) => words.join(" ")).filter(Boolean);
  }

  /** The places of a pattern, with and without each optional one. */
  patterns(form) {
    let found = [[]];
    for (const part of form.split(" ")) {
      const steps = part.startsWith("(") ? [[bare(part)], []] : [[part]];
      found = found.flatMap((start) => steps.map((step) => [...start, ...step]));
    }
    return found;
  }
}

function bare(part) {
  return part.replace(/^\(|\)$/g, "");
}
