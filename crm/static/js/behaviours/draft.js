// Typed text is not lost: a textarea with data-draft="name" is kept on this device until the server has it.
// Kept per person (data-person on the body), for two days at most. A draft that was sent is dropped when the next page
// shows the field empty again; a page that says the sending failed (data-failed on the body) keeps it.
const PREFIX = "draft:";
const TWO_DAYS = 2 * 24 * 60 * 60 * 1000;
const keyOf = (field) => `${PREFIX}${document.body.dataset.person ?? ""}:${field.dataset.draft}`;
const read = (key) => JSON.parse(localStorage.getItem(key));
const write = (key, draft) => localStorage.setItem(key, JSON.stringify(draft));
const arrivedAnew = performance.getEntriesByType("navigation")[0]?.type === "navigate";

for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
  const draft = read(key);
  if (Date.now() - draft.at > TWO_DAYS) localStorage.removeItem(key);
  else if ("failed" in document.body.dataset) write(key, { ...draft, sent: false });
}

function restore(root) {
  for (const field of root.querySelectorAll("textarea[data-draft]")) {
    const draft = read(keyOf(field));
    if (!draft || field.value) continue;
    if (draft.sent && arrivedAnew) localStorage.removeItem(keyOf(field));
    else field.value = draft.text;
  }
}

restore(document);
document.addEventListener("htmx:load", ({ target }) => restore(target)); // a form that came later

document.addEventListener("input", ({ target }) => {
  if (!target.matches("textarea[data-draft]")) return;
  if (target.value) write(keyOf(target), { text: target.value, at: Date.now(), sent: false });
  else localStorage.removeItem(keyOf(target));
});

document.addEventListener("submit", ({ target }) => {
  for (const field of target.querySelectorAll("textarea[data-draft]")) {
    const draft = read(keyOf(field));
    if (draft && navigator.onLine) write(keyOf(field), { ...draft, sent: true });
  }
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  for (const field of detail.elt.querySelectorAll("textarea[data-draft]")) {
    const draft = read(keyOf(field));
    if (detail.successful) localStorage.removeItem(keyOf(field));
    else if (draft) write(keyOf(field), { ...draft, sent: false });
  }
});
