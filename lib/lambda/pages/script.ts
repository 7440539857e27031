/**
 * All the script there is. Without it everything works; with it a second tap sends nothing twice, photos are made small
 * before they are sent, and a signature may be drawn.
 */
export const script = `"use strict";
for (const form of document.forms)
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    const button = event.submitter;
    if (button && form.dataset.sending) button.textContent = form.dataset.sending;
  });
addEventListener("pageshow", (event) => {
  for (const form of document.forms) delete form.dataset.sent;
  if (event.persisted) location.reload();
});
for (const input of document.querySelectorAll("input[type=file]"))
  input.addEventListener("change", async () => {
    const photo = input.files[0];
    const button = input.form.querySelector("button.main");
    if (!photo) return;
    button.disabled = true;
    try {
      const picture = await createImageBitmap(photo);
      const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = picture.width * scale;
      canvas.height = picture.height * scale;
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
      if (small && small.size < photo.size) {
        const list = new DataTransfer();
        list.items.add(new File([small], "photo.jpg", { type: small.type }));
        input.files = list.files;
      }
    } catch {}
    button.disabled = false;
  });
for (const draw of document.querySelectorAll(".draw")) {
  const canvas = draw.querySelector("canvas");
  const drawn = draw.querySelector("input");
  const pen = canvas.getContext("2d");
  const at = (event) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return [((event.clientX - left) * canvas.width) / width, ((event.clientY - top) * canvas.height) / height];
  };
  const clear = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    drawn.value = "";
  };
  clear();
  pen.lineWidth = 3;
  pen.lineCap = "round";
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    pen.lineTo(...at(event));
    pen.stroke();
    drawn.value = canvas.toDataURL("image/png");
  });
  draw.querySelector("button").addEventListener("click", clear);
  draw.hidden = false;
}
document.getElementById("fix")?.focus();
`;
