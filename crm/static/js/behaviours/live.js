// data-live="15": the element is told every so many seconds to ask the server whether it is still true; not while the
// page is hidden, and at once when it is looked at again. data-count is what the title of the page begins with.
const COUNT = /^\(\d+\) /;
const pollers = () => document.querySelectorAll("[data-live]");

function ask(elements) {
  if (document.hidden) return;
  for (const element of elements) window.htmx.trigger(element, "live");
}

function tell() {
  const count = Number(document.querySelector("#live")?.dataset.count ?? 0);
  const title = document.title.replace(COUNT, "");
  document.title = count ? `(${count}) ${title}` : title;
}

if (pollers().length) {
  for (const seconds of new Set([...pollers()].map((element) => element.dataset.live))) {
    setInterval(() => ask(document.querySelectorAll(`[data-live="${seconds}"]`)), Number(seconds) * 1000);
  }
  document.addEventListener("visibilitychange", () => ask(pollers()));
  document.addEventListener("htmx:afterSettle", tell);
  // A page that is opened in the background asks nothing before it is looked at, whatever else triggers an element.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.target.matches("[data-live]")) event.preventDefault();
  });
  tell();
}
