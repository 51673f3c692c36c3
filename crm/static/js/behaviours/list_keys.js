// In a list: j and k walk through the links with data-row, x picks the row, any other letter (and "?")
// presses the control that names it as data-key; where there is no list, j and k do too. Whoever types is left alone.
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const here = rows.findIndex((row) => row.closest("tr, li")?.contains(document.activeElement));
  rows[here < 0 ? 0 : Math.min(Math.max(here + by, 0), rows.length - 1)]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches(TYPING) || document.querySelector("dialog[open]")) return;
  const list = document.querySelector("[data-row]");
  if (list && event.key === "j") step(1);
  else if (list && event.key === "k") step(-1);
  else if (event.key === "x") document.activeElement.closest("tr, li")?.querySelector("[type=checkbox]")?.click();
  else if (/^[a-z?]$/.test(event.key)) document.querySelector(`[data-key="${event.key}"]`)?.click();
});
