// Reads the page aloud with the browser's own voice. Without a voice there is no button.
(() => {
  const voice = window.speechSynthesis;
  if (!voice || !window.SpeechSynthesisUtterance) return;
  // A line that is wholly in one other language is read in that one; names within a line are not.
  const languageOf = (line) => {
    const [only, more] = line.children;
    const whole = only && !more && only.textContent.trim() === line.textContent.trim();
    return ((whole && only.lang && only) || line.closest("[lang]")).lang;
  };
  for (const box of document.querySelectorAll("[data-listen]")) {
    const start = box.querySelector("[data-start]");
    const stop = box.querySelector("[data-stop]");
    let turn = 0;
    const show = (speaking) => {
      const hadFocus = box.contains(document.activeElement);
      start.hidden = speaking;
      stop.hidden = !speaking;
      if (hadFocus) (speaking ? stop : start).focus();
    };
    const end = () => { turn += 1; voice.cancel(); show(false); };
    start.addEventListener("click", () => {
      const mine = (turn += 1);
      voice.cancel();
      const said = [...document.querySelectorAll(box.dataset.listen)]
        .flatMap((part) => [...part.querySelectorAll("h1, h2, h3, h4, p, li")])
        .filter((line) => line.textContent.trim() && !line.querySelector("p, li"));
      said.forEach((line, at) => {
        const words = new SpeechSynthesisUtterance(line.textContent.replace(/\s+/g, " ").trim());
        words.lang = languageOf(line);
        if (at === said.length - 1) words.onend = () => { if (turn === mine) show(false); };
        voice.speak(words);
      });
      show(true);
    });
    stop.addEventListener("click", end);
    addEventListener("pagehide", end);
    box.hidden = false;
  }
})();
