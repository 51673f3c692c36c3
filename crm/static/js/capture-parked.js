// Several people at the counter: a draft is parked as a slip with a name, up to five, and taken up again with one tap.
// The slips lie in this browser, apart for every person. Taking one up while something is typed parks that instead.
const ROOM = 5;
const WEEK = 7 * 24 * 60 * 60 * 1000;
const formOf = () => document.getElementById("erfassen");
const draftKey = (form) => `erfassen:${form.dataset.person}`;
const slipsKey = (form) => `erfassen-geparkt:${form.dataset.person}`;

function slips(form) {
  const all = JSON.parse(localStorage.getItem(slipsKey(form))) ?? [];
  return all.filter(({ at, fields }) => Date.now() - at < WEEK && idIn(fields) !== form.dataset.saved);
}

const idIn = (fields) => fields.find(([name]) => name === "client_id")[1];

function store(form, all) {
  if (all.length) localStorage.setItem(slipsKey(form), JSON.stringify(all));
  else localStorage.removeItem(slipsKey(form));
}

function say(words) {
  document.getElementById("live-said").textContent = words;
}

// The typed draft becomes the last slip; what is on the screen is no longer kept.
function park(form) {
  const draft = JSON.parse(localStorage.getItem(draftKey(form)));
  if (!draft) return null;
  form.dataset.leaving = "";
  store(form, [...slips(form), draft]);
  localStorage.removeItem(draftKey(form));
  return draft;
}

async function startAnew(form) {
  form.dataset.leaving = "";
  const { action } = form;
  try {
    await htmx.ajax("GET", action, { source: "#geparkt", target: "#erfassen", select: "#erfassen", swap: "outerHTML show:window:top" });
    history.replaceState(null, "", action);
  } catch {
    location.assign(action);
  }
}

function parkNow(form) {
  document.dispatchEvent(new CustomEvent("capture:keep"));
  const row = document.getElementById("geparkt");
  if (slips(form).length >= ROOM) {
    row.querySelector("[data-full]").hidden = false;
    return say(row.dataset.full);
  }
  const parked = park(form);
  if (!parked) return;
  say(row.dataset.said.replace("{}", parked.name));
  startAnew(form);
}

function takeUp(form, id) {
  const wanted = slips(form).find(({ fields }) => idIn(fields) === id);
  if (!wanted) return render();
  document.dispatchEvent(new CustomEvent("capture:keep"));
  park(form);
  store(form, slips(form).filter((slip) => idIn(slip.fields) !== id));
  localStorage.setItem(draftKey(form), JSON.stringify({ ...wanted, at: Date.now() }));
  startAnew(form);
}

function render() {
  const form = formOf();
  const row = document.getElementById("geparkt");
  if (!form || !row) return;
  const all = slips(form);
  if (all.length !== (JSON.parse(localStorage.getItem(slipsKey(form))) ?? []).length) store(form, all);
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit" });
  const today = new Date().toDateString();
  row.querySelectorAll("[data-slip]").forEach((slip) => slip.remove());
  for (const { fields, name, at } of all) {
    const slip = row.querySelector("template").content.firstElementChild.cloneNode(true);
    const moment = new Date(at);
    slip.dataset.slip = idIn(fields);
    slip.querySelector("[data-name]").textContent = name;
    slip.querySelector("[data-since]").textContent = (moment.toDateString() === today ? clock : day).format(moment);
    row.append(slip);
  }
  row.hidden = !all.length;
}

// Whoever was tapped belongs to the draft, also while the answer is on its way and then settles.
function whenChosen(act) {
  if (!document.querySelector("#person .htmx-request, .find-head .htmx-request")) return act();
  document.addEventListener("htmx:afterRequest", () => setTimeout(whenChosen, 40, act), { once: true });
}

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-parks]")) whenChosen(() => parkNow(formOf()));
  const slip = target.closest("[data-slip]")?.dataset.slip;
  if (slip) whenChosen(() => takeUp(formOf(), slip));
});

// Another screen was opened over a draft: the screen stays, the draft becomes a slip.
document.addEventListener("capture:displaced", () => {
  const form = formOf();
  park(form);
  delete form.dataset.leaving;
  render();
});

addEventListener("storage", render);
document.addEventListener("htmx:afterSettle", ({ detail }) => detail.target?.id !== "person" && render());
render();
