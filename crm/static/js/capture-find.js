// The search field is a combobox: arrows walk through the hits, Enter takes the marked one (or "Neu" when nobody was
// found), Escape empties it. No other field of the screen submits by Enter: only the outcome keys save.
const field = () => document.getElementById("wer");
const options = () => [...document.querySelectorAll("#treffer [role=option]")];
const marked = () => document.querySelector("#treffer .is-active");

function mark(option) {
  marked()?.classList.remove("is-active");
  option?.classList.add("is-active");
  option?.scrollIntoView({ block: "nearest" });
  if (option) field().setAttribute("aria-activedescendant", option.id);
  else field().removeAttribute("aria-activedescendant");
}

function walk(by) {
  const all = options();
  const here = all.indexOf(marked());
  if (all.length) mark(all[(here + by + all.length) % all.length]);
}

// Do the hits on the screen belong to what stands in the field now?
const upToDate = () => document.querySelector("[data-answers]").dataset.answers === field().value;

// Pressed before the hits are there, Enter takes the one who is found, but never one of several unseen.
let hasty = "";

function take() {
  hasty = upToDate() ? "" : field().value;
  if (hasty) return;
  const choice = marked() ?? (options().length ? null : document.getElementById("neu"));
  if (choice?.matches("button")) choice.click();
}

function empty() {
  field().value = "";
  field().focus();
  htmx.trigger(field(), "search-again");
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (!target.closest?.("#erfassen") || event.ctrlKey || event.metaKey) return;
  if (key === "Enter" && target.matches("input")) event.preventDefault();
  if (target !== field()) return;
  if (key === "ArrowDown") walk(marked() ? 1 : 0);
  else if (key === "ArrowUp") walk(-1);
  else if (key === "Enter") take();
  else if (key === "Escape" && field().value) empty();
  else return;
  event.preventDefault();
});

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-clears]")) empty();
});

// A finger was down on something when new hits moved another key under it: what it lifts from was never meant.
let touched = null;
document.addEventListener("pointerdown", ({ target }) => (touched = target.closest("#erfassen") && target), true);
document.addEventListener(
  "click",
  (event) => {
    if (!touched || !event.detail || !event.target.closest("#person button, #person a")) return;
    const key = event.target.closest("button, a");
    if (key.contains(touched)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

// A search that was waiting for the next key must not push away the person chosen meanwhile. It is stopped before it
// could end the request for that person: hx-sync does so ahead of htmx:beforeRequest.
document.addEventListener("htmx:confirm", (event) => {
  const { elt, triggeringEvent } = event.detail;
  if (elt !== field() || triggeringEvent?.type !== "input") return;
  const choosing = document.querySelector("#person .htmx-request, .find-head .htmx-request");
  if (choosing || (upToDate() && document.querySelector("[data-chosen]"))) event.preventDefault();
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id !== "person") return;
  const all = options();
  field().setAttribute("aria-expanded", String(all.length > 0));
  mark(all.find((option) => option.getAttribute("aria-selected") === "true") ? null : all[0]);
  const alone = all.length === 1 && hasty && hasty === field().value;
  hasty = "";
  if (alone) return take();
  if (!document.activeElement || document.activeElement === document.body) focusNext();
});

// What was tapped is gone with the old hits. The focus goes to what is to be filled in next, or rests on the person:
// back in the field it would bring up the keyboard of a tablet.
function focusNext() {
  const blank = [...document.querySelectorAll(".new-fields .field:not(.for-firm) input")].find((input) => !input.value);
  (blank ?? document.querySelector("#person [tabindex]") ?? field()).focus({ preventScroll: true });
}

// A wide screen has room beside the work for the last entries.
function spread() {
  const recent = document.getElementById("zuletzt");
  if (recent && matchMedia("(min-width: 1100px)").matches) recent.open = true;
}

document.addEventListener("htmx:load", spread);
spread();
