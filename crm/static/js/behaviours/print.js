// data-prints: a button that prints the page.
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-prints]")) window.print();
});
