/** All the script there is. Without it everything works; with it a second tap sends nothing twice. */
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
document.getElementById("fix")?.focus();
`;
