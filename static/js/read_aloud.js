// Reads the text above the button aloud with a voice that lives on the device: nothing is sent anywhere.
// Where there is no such voice for the language, there is no button.
const language = document.documentElement.lang.slice(0, 2);

function voice() {
  return speechSynthesis.getVoices().find((one) => one.localService && one.lang.slice(0, 2) === language);
}

function start(button) {
  const words = button.textContent;
  const show = () => (button.hidden = !voice());
  const over = () => (button.textContent = words);

  button.addEventListener("click", () => {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel();
      return;
    }
    for (const part of document.querySelector("[data-aloud]").innerText.split(/\n+/).filter(Boolean)) {
      const said = new SpeechSynthesisUtterance(part);
      said.lang = document.documentElement.lang;
      said.voice = voice();
      said.onend = () => speechSynthesis.pending || over();
      said.onerror = over;
      speechSynthesis.speak(said);
    }
    button.textContent = button.dataset.stop;
  });
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
  speechSynthesis.addEventListener?.("voiceschanged", show);
  show();
}

if ("speechSynthesis" in window) for (const button of document.querySelectorAll("[data-read-aloud]")) start(button);
