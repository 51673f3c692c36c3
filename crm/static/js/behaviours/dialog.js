// data-opens="id" opens a dialog, data-closes closes the one it stands in. A link with data-opens leads to a page
// with the same form, for those without scripts.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    event.preventDefault();
    document.getElementById(opener.dataset.opens).showModal();
    opener.closest("details.menu")?.removeAttribute("open");
  }
  if (event.target.closest("[data-closes]")) event.target.closest("dialog").close();
});

document.querySelectorAll("dialog[data-opened]").forEach((dialog) => dialog.showModal());
