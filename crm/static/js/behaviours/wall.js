// A screen on the wall says so when it could not be brought up to date; the next answer takes the words away again.
for (const event of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(event, () => document.querySelector("[data-wall-stale]")?.removeAttribute("hidden"));
}
