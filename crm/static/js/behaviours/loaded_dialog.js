// A dialog with data-loads opens when htmx has filled it. What a form there refused (400) or found outdated (409) is
// shown in its place: the message takes the focus, everything typed is still there.
const SHOWN = [400, 409];
const dialogOf = (event) => event.detail.target?.closest?.("dialog[data-loads]");

document.addEventListener("htmx:beforeSwap", (event) => {
  if (dialogOf(event) && SHOWN.includes(event.detail.xhr.status)) event.detail.shouldSwap = true;
});

document.addEventListener("htmx:afterSwap", (event) => {
  const dialog = dialogOf(event);
  if (!dialog) return;
  if (!dialog.open) dialog.showModal();
  const first = dialog.querySelector("[autofocus]") ?? dialog.querySelector("input:not([type=hidden]), select, textarea");
  first?.focus();
});

// Closed, it is empty: no field of it takes a key any more. (A close does not bubble, so it is caught on its way down.)
document.addEventListener("close", ({ target }) => target.matches("dialog[data-loads]") && target.replaceChildren(), true);
