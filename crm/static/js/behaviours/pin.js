// The lock screen's keys fill the PIN field; the sixth digit opens. A keyboard types into the same field. Without this
// script the field itself stands there, with a button.
const form = document.querySelector("form[data-pin]");

function show(field) {
  const count = field.value.length;
  form.querySelectorAll(".pin-dots i").forEach((dot, place) => dot.classList.toggle("is-set", place < count));
  const said = form.querySelector("[data-pin-said]");
  said.textContent = count ? said.dataset.words.replace("{n}", count) : "";
  if (count === field.maxLength && !form.dataset.sent) {
    form.dataset.sent = "";
    form.requestSubmit();
  }
}

if (form) {
  const field = form.elements.pin;
  form.dataset.pin = "keys";
  field.inputMode = "none"; // the keys are on the page
  form.querySelector(".pin-dots").append(...Array.from({ length: field.maxLength }, () => document.createElement("i")));
  for (const part of form.querySelectorAll(".pin-dots, .pin-keys")) part.hidden = false;
  form.addEventListener("click", ({ target }) => {
    const key = target.closest("[data-key]")?.dataset.key;
    if (key === undefined) return;
    field.value = key ? (field.value + key).slice(0, field.maxLength) : field.value.slice(0, -1);
    show(field);
  });
  field.addEventListener("input", () => {
    field.value = field.value.replace(/\D/g, "");
    show(field);
  });
}

const scanned = document.querySelector("[data-scanned]");
if (scanned) scanned.inputMode = "none"; // a scanner types by itself
