// A menu closes when somebody turns elsewhere or presses Escape; then the focus goes back to what opened it.
const openMenus = () => document.querySelectorAll("details.menu[open]");

for (const turn of ["click", "focusin"]) {
  document.addEventListener(turn, ({ target }) => {
    for (const menu of openMenus()) if (!menu.contains(target)) menu.open = false;
  });
}

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const menu of openMenus()) {
    const held = menu.contains(document.activeElement);
    menu.open = false;
    if (held) menu.querySelector("summary").focus();
  }
});
