// Reads a QR code from the camera or a photo into the link field. Only an addition:
// where the browser cannot, nothing of it appears, and the page is whole without it.
"use strict";
(async () => {
  const place = document.querySelector("[data-camera]");
  const link = document.getElementById("link");
  if (!place || !link || !("BarcodeDetector" in window)) return;
  const known = await BarcodeDetector.getSupportedFormats().catch(() => []);
  if (!known.includes("qr_code")) return;

  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const begin = place.querySelector("[data-begin]");
  const stop = place.querySelector("[data-stop]");
  const video = place.querySelector("video");
  const status = place.querySelector("[role=status]");
  const photo = place.querySelector("input");
  const say = (what) => { status.textContent = status.dataset[what]; };
  let stream = null;

  const end = () => {
    if (stream) stream.getTracks().forEach((track) => track.stop());
    stream = null;
    video.srcObject = null;
    video.hidden = stop.hidden = true;
    begin.hidden = false;
  };
  const take = (found) => {
    link.value = found[0].rawValue.slice(0, 2000);
    say("found");
    link.focus();
  };
  const look = async (seen) => {
    if (stream !== seen) return;
    const found = await detector.detect(video).catch(() => []);
    if (stream !== seen) return;
    if (found.length) { end(); take(found); }
    else setTimeout(look, 200, seen);
  };

  begin.addEventListener("click", async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream;
      video.hidden = stop.hidden = false;
      begin.hidden = true;
      stop.focus();
      say("looking");
      await video.play();
      look(stream);
    } catch {
      end();
      say("refused");
    }
  });
  stop.addEventListener("click", () => { end(); status.textContent = ""; begin.focus(); });
  photo.addEventListener("change", async () => {
    if (!photo.files.length) return;
    try {
      const picture = await createImageBitmap(photo.files[0]);
      const found = await detector.detect(picture);
      if (found.length) take(found);
      else say("none");
    } catch {
      say("none");
    }
  });
  addEventListener("pagehide", end);
  begin.hidden = !navigator.mediaDevices;
  place.hidden = false;
})();
