// data-live="15": the element is told every so many seconds to ask the server whether it is still true; not while the
// page is hidden, and at once when it is looked at again. data-count is what the title of the page begins with.
const COUNT = /^\(\d+\) /;
const poller = () => document.querySelector("[data-live]");

function ask() {
  const element = poller();
  if (element && !document.hidden) window.htmx.trigger(element, "live");
}

function tell() {
  const count = Number(poller()?.dataset.count ?? 0);
  const title = document.title.replace(COUNT, "");
  document.title = count ? `(${count}) ${title}` : title;
}

if (poller()) {
  setInterval(ask, Number(poller().dataset.live) * 1000);
  document.addEventListener("visibilitychange", ask);
  document.addEventListener("htmx:afterSettle", tell);
  tell();
}
