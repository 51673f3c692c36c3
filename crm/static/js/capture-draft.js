// What is typed is kept on this device until it is saved: it survives a reload, a lost network and a new sign-in.
// Also here: the entry's own id and opening time, made by the browser, and the channel used twice in a row.
// A draft that another screen displaces (an incoming call, "Noch ein Anliegen") is not lost: it goes to the parked ones.
const PREFIX = "erfassen:";
const CHANNEL = "erfassen-weg";
const WORKING_DAY = 12 * 60 * 60 * 1000;
const formOf = () => document.getElementById("erfassen");
const keyOf = (form) => `${PREFIX}${form.dataset.person}`;
const has = (form, attribute) => attribute in form.dataset;

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID(); // only where the connection is safe
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function read(form) {
  const draft = JSON.parse(localStorage.getItem(keyOf(form)));
  if (draft && Date.now() - draft.at < WORKING_DAY) return draft;
  localStorage.removeItem(keyOf(form));
  return null;
}

let soon;
function keep() {
  clearTimeout(soon);
  const form = formOf();
  if (!form || has(form, "leaving") || !has(form, "met") || has(form, "restoring")) return;
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const typed = Object.fromEntries(fields);
  const anything = [typed.who, typed.q, typed.text, typed.topic, typed.voice].some(Boolean);
  if (anything) localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), fields, name: nameOf(form, typed) }));
  else localStorage.removeItem(keyOf(form));
  form.toggleAttribute("data-typed", anything);
}

// What a parked draft is called: whoever stands at the counter, else what it is about.
function nameOf(form, typed) {
  const chosen = form.querySelector("[data-chosen] .hit[aria-selected=true] .hit-name, [data-chosen] .hit.is-chosen .hit-name");
  const person = [typed.new_first_name, typed.new_last_name].filter(Boolean).join(" ");
  const topic = form.querySelector("[name=topic]:checked")?.closest("label").textContent.replaceAll("\u00ad", "").trim();
  return chosen?.textContent || person || typed.new_organisation || typed.q || topic || typed.text.trim().slice(0, 30);
}

function keepSoon() {
  clearTimeout(soon);
  soon = setTimeout(keep, 250);
}

function fill(form, fields) {
  for (const [name, value] of fields) {
    const control = form.elements[name];
    if (!control || name === "topic") continue;
    const options = control instanceof RadioNodeList ? [...control] : [control];
    for (const option of options) {
      if (option.type === "radio" || option.type === "checkbox") option.checked ||= option.value === value;
      else option.value = value;
    }
  }
}

async function restore(form, { fields }) {
  const typed = Object.fromEntries(fields);
  form.dataset.opened = "";
  fill(form, fields);
  if (typed.who) {
    const query = typed.who === "known" ? { customer: typed.customer, q: typed.q } : { who: typed.who, q: typed.q };
    const address = `${form.elements.q.getAttribute("hx-get").replace(/suche\/$/, "person/")}?${new URLSearchParams(query)}`;
    form.dataset.restoring = ""; // half a draft is not kept
    await htmx.ajax("GET", address, { target: "#person", swap: "innerHTML" }).catch(() => null);
    delete form.dataset.restoring;
    fill(form, fields);
  } else if (typed.q) htmx.trigger(form.elements.q, "search-again");
  form.querySelector("[data-draft-back]").hidden = false;
  form.dispatchEvent(new CustomEvent("capture:restored", { bubbles: true, detail: typed }));
  keepSoon();
}

function begin() {
  const form = formOf();
  if (!form || has(form, "met")) return;
  form.dataset.met = "";
  const late = Date.now() - Date.parse(form.dataset.now); // device clocks go wrong, the server's counts
  const draft = read(form);
  const sent = draft?.fields.some(([name, value]) => name === "client_id" && value === form.dataset.saved);
  if (sent) localStorage.removeItem(keyOf(form));
  if (has(form, "refused")) return keep();
  form.elements.client_id.value = newId();
  form.addEventListener("pointerdown", () => opened(form, late), { once: true });
  form.addEventListener("input", () => opened(form, late), { once: true });
  if (has(form, "savedChannel")) countChannel(form.dataset);
  if (!has(form, "channelGiven") && !has(form, "begun")) useLastChannel(form);
  if (!draft || sent) return;
  if (!has(form, "begun") || isAbout(form, draft)) restore(form, draft);
  else if (draft.fields.some(([name, value]) => value && ["who", "text", "topic"].includes(name)))
    document.dispatchEvent(new CustomEvent("capture:displaced"));
}

// The address named the very concern whose draft waits: a reload, and nobody new.
function isAbout(form, { fields }) {
  const typed = Object.fromEntries(fields);
  const [first] = ["customer", "q", "who"].filter((name) => form.elements[name]?.value);
  return Boolean(first) && typed[first] === form.elements[first].value;
}

function opened(form, late) {
  if (has(form, "opened")) return;
  form.dataset.opened = "";
  form.elements.opened_at.value = new Date(Date.now() - late).toISOString();
}

// A single call in a shop changes nothing for the next person; who takes one call after the other need not say so again.
function countChannel({ savedChannel }) {
  const { channel, times } = lastChannel();
  localStorage.setItem(CHANNEL, JSON.stringify({ channel: savedChannel, times: channel === savedChannel ? times + 1 : 1 }));
}

const lastChannel = () => ({ times: 0, ...JSON.parse(localStorage.getItem(CHANNEL)) });

function useLastChannel(form) {
  const { channel, times } = lastChannel();
  const known = times > 1 && form.querySelector(`[name=channel][value="${CSS.escape(channel)}"]`);
  if (known) known.checked = true;
}

document.addEventListener("input", ({ target }) => target.closest("#erfassen") && keepSoon());
document.addEventListener("change", ({ target }) => target.closest("#erfassen") && keepSoon());
document.addEventListener("htmx:afterSettle", ({ detail }) => (detail.target?.id === "person" ? keepSoon() : begin()));
document.addEventListener("capture:keep", keep);
document.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-discards]")) return;
  clearTimeout(soon);
  localStorage.removeItem(keyOf(formOf()));
  location.assign(formOf().action);
});

begin();
