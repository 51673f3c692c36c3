// Saving without a page change: refusals are shown in place, a lost network or an ended session loses nothing.
const formOf = () => document.getElementById("erfassen");
const REFUSED = [400, 422];
const SIGNED_OUT = [401, 403];
const FULL = 507;
const isCapture = (elt) => elt.id === "erfassen";

function tell(kind) {
  for (const notice of document.querySelectorAll("[data-failure]")) notice.hidden = notice.dataset.failure !== kind;
  document.querySelector("[data-failure]:not([hidden])")?.scrollIntoView({ block: "nearest" });
}

function free() {
  formOf()?.querySelectorAll("[aria-busy]").forEach((key) => key.removeAttribute("aria-busy"));
}

// The tap is what counts as the time of recording. It stays with the entry when it has to be sent again, and the clock
// of the server is taken for the device's, as far as the two were apart when the screen came.
let apart = 0;
let met;

function meet() {
  const form = formOf();
  if (!form || form === met) return;
  met = form;
  apart = Date.now() - Date.parse(form.dataset.now);
}

document.addEventListener("htmx:afterSettle", meet);
meet();

document.addEventListener(
  "submit",
  ({ target, submitter }) => {
    const tapped = isCapture(target) && submitter?.name === "outcome" && target.elements.recorded_at;
    if (!tapped || tapped.value) return;
    tapped.value = new Date(Date.now() - apart).toISOString();
    tapped.dispatchEvent(new Event("change", { bubbles: true })); // the draft keeps it, too
  },
  true,
);

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (isCapture(detail.elt)) detail.parameters.person = formOf().dataset.person;
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, requestConfig } = event.detail;
  if (!isCapture(elt)) return;
  const key = requestConfig.triggeringEvent?.submitter;
  if (formOf().querySelector("[aria-busy]")) event.preventDefault();
  else key?.setAttribute("aria-busy", "true");
  tell(null);
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, elt } = event.detail;
  const page = /^\s*<!doctype/i.test(xhr.responseText);
  const ours = xhr.responseText.includes('id="erfassen"');
  if ((page && !ours) || SIGNED_OUT.includes(xhr.status)) {
    event.detail.shouldSwap = false; // the session is over: sign in again, the draft waits
    location.assign(formOf().action);
  } else if (isCapture(elt) && REFUSED.includes(xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// Where the worker answers for the server, only what could not be kept is worth a word.
function unreached({ detail }) {
  free();
  if (isCapture(detail.elt) || !navigator.serviceWorker?.controller) tell("network");
}

document.addEventListener("htmx:sendError", unreached);
document.addEventListener("htmx:timeout", unreached);
document.addEventListener("htmx:responseError", ({ detail }) => (free(), detail.xhr.status >= 500 && tell(detail.xhr.status === FULL ? "full" : "server")));

// An undo took its own button away: the next person may come.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id === "gespeichert" && document.activeElement === document.body) document.getElementById("wer").focus();
});
