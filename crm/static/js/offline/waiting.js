// The page of the entries that wait in this browser: what became of each, and what can be done about it.
import { asFile, change, drop, entries, fromFile } from "./queue.js";
import { send } from "./sending.js";
import { person } from "./stock.js";

const root = document.getElementById("inhalt");
const one = (name, within = root) => within.querySelector(`[data-${name}]`);
const words = one("words").dataset;
const who = document.body.dataset.person;
const moment = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

function say(text) {
  one("said").textContent = text;
  one("said").hidden = !text;
}

const stateOf = ({ state, person: { name } }) => (words[state] ?? words.waiting).replace("{name}", name);
const field = (entry, name) => entry.fields.find(([key]) => key === name)?.[1] ?? "";

function line(entry, seen) {
  const shown = one("entry").content.cloneNode(true).firstElementChild;
  const mine = who && String(entry.person.id) === who;
  const foreign = who && !mine;
  one("who", shown).textContent = seen ? entry.who || words.nameless : words.hidden;
  one("what", shown).textContent = entry.what;
  one("by", shown).textContent = words.by.replace("{name}", entry.person.name);
  one("when", shown).textContent = moment.format(entry.at);
  one("note", shown).textContent = field(entry, "text");
  one("note", shown).hidden = !seen || !field(entry, "text");
  one("state", shown).textContent = stateOf(entry);
  const messages = entry.state === "refused" ? Object.values(entry.messages).flat() : [];
  one("messages", shown).append(...messages.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  one("messages", shown).hidden = !messages.length;
  one("mend", shown).hidden = !(mine && entry.state === "refused");
  one("confirm", shown).hidden = !(mine && ["unconfirmed", "revoked"].includes(entry.state));
  one("take-over", shown).hidden = !(foreign && ["unconfirmed", "revoked", "refused"].includes(entry.state));
  one("drop", shown).hidden = !(who && ["refused", "conflict", "unconfirmed"].includes(entry.state));
  shown.dataset.id = entry.id;
  return shown;
}

async function show() {
  const [found, unlocked] = [await entries(), await person()];
  const seen = Boolean(who || unlocked);
  one("entries").replaceChildren(...found.map((entry) => line(entry, seen)));
  one("nothing").hidden = found.length > 0;
  for (const acts of root.querySelectorAll("[data-acts]")) acts.hidden = false;
  one("export").hidden = !seen || !found.length;
  one("send").hidden = !found.some(({ state }) => state === "waiting" || state === "failed");
}

async function sendNow() {
  for (const entry of await entries()) if (entry.state === "failed") await change(entry.id, { again: 0 });
  try {
    await send(Date.now() + 60_000);
    say((await entries()).length ? words.some : words.sent);
  } catch {
    say(words.noNet);
  }
}

// Its person says "that was me", or somebody else takes it over: it is sealed with the grant of whoever says so.
async function sealAnew(id) {
  const unlocked = await person();
  if (String(unlocked?.id) !== who) return say(words.noNet);
  const { id: by, name, grant } = unlocked;
  await change(id, { person: { id: by, name }, grant, confirmed: true, state: "waiting" });
  return sendNow();
}

async function mend(id) {
  const found = (await entries()).find((entry) => entry.id === id);
  const place = `erfassen:${who}`;
  if (localStorage.getItem(place)) return say(words.draft);
  localStorage.setItem(place, JSON.stringify({ at: Date.now(), fields: found.fields }));
  return location.assign("/erfassen/");
}

async function save() {
  const address = URL.createObjectURL(await asFile());
  const day = new Date().toISOString().slice(0, 10);
  Object.assign(document.createElement("a"), { href: address, download: `anklang-${day}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function read(file) {
  try {
    say(words.read.replace("{n}", await fromFile(await file.text())));
  } catch {
    say(words.badFile);
  }
}

const ACTS = {
  send: sendNow,
  export: save,
  mend,
  confirm: sealAnew,
  takeOver: sealAnew,
  drop: (id) => window.confirm(words.sure) && drop(id),
};

root.addEventListener("click", async ({ target }) => {
  const key = target.closest("button");
  const act = key && Object.keys(ACTS).find((name) => name in key.dataset);
  if (act) await ACTS[act](key.closest("[data-id]")?.dataset.id);
});

one("import").addEventListener("change", ({ target }) => target.files[0] && read(target.files[0]));

if (isSecureContext) {
  new BroadcastChannel("anklang").onmessage = show;
  show();
} else one("insecure").hidden = false;
