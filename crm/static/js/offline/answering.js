// The worker answers for the server that cannot be reached: with the parts of the screen that the server rendered.
import { find, sorted } from "./finding.js";
import { lookUp } from "./lookup.js";
import { drop, entry, keep } from "./queue.js";
import { leave, now, person, place } from "./stock.js";

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const NOT_YET = "00000000-0000-4000-8000-000000000000";
const safe = (text) => String(text ?? "").replace(/[&<>"']/g, (sign) => SIGNS[sign]);
const fill = (part, values) => part.replace(/⟦(\w+)⟧/g, (_mark, name) => safe(values[name]));
const LINE = /<button class="hit"[\s\S]*?<\/button>/;
const SAVED = /<p class="saved"[^>]*id="gespeichert"[\s\S]*?<\/p>/;

function html(body, policy, status = 200) {
  const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" };
  if (policy) headers["Content-Security-Policy"] = policy;
  return new Response(body, { status, headers });
}

// The whole screen. `by`: who records; `told`: what was just kept or taken back.
async function screen(kept, by, { told = "", saved = "" } = {}) {
  const { page, person: badge } = kept.parts;
  const covered = (await person())?.id === by.id;
  const moment = new Date(await now()).toISOString();
  const who = fill(badge, by).replace("data-unconfirmed hidden", covered ? "data-unconfirmed hidden" : "data-unconfirmed");
  const body = page
    .replace("⟦who⟧", () => who)
    .replaceAll("⟦person⟧", safe(by.id))
    .replace(/data-now="[^"]*"/, `data-now="${moment}"${saved && ` data-saved="${safe(saved)}"`}`)
    .replace(/(name="opened_at" value=")[^"]*/, `$1${moment}`);
  return html(told ? body.replace(SAVED, () => told) : body, kept.policy);
}

const choose = (kept) => {
  const tiles = kept.people.map(({ id, name }) => `<a class="tile" href="/erfassen/?als=${safe(id)}"><span>${safe(name)}</span></a>`);
  return html(kept.parts.choose.replace("⟦people⟧", () => tiles.join("")), kept.policy);
};

// Opening the screen: as whoever unlocked this browser last, else as whom somebody says to be.
export async function opened(url) {
  const kept = await place();
  if (!kept) return null;
  const as = url.searchParams.get("als");
  const by = as ? kept.people.find(({ id }) => String(id) === as) : await person();
  return by ? screen(kept, by) : choose(kept);
}

// The lock screen cannot be reached: whoever was there has left.
export async function locked() {
  await leave();
  const kept = await place();
  return kept ? choose(kept) : null;
}

async function found(query, { parts, policy }) {
  const q = query.get("q") ?? "";
  const { lines } = q.trim() ? find((await person())?.customers ?? [], q) : { lines: [] };
  if (!q.trim() || !lines.length) return html(fill(parts.none, { q }), policy);
  const line = parts.found.match(LINE)[0];
  const shown = lines.map(({ id, name, town, number, way }) => fill(line, { pk: id, name, town, why: way || number }));
  return html(fill(parts.found.replace(LINE, () => "⟦lines⟧"), { q, lines: "\u0000" }).replace("\u0000", () => shown.join("")), policy);
}

async function chosen(query, kept) {
  const { parts, policy } = kept;
  const q = query.get("q") ?? "";
  const who = query.get("who");
  if (who === "nameless") return html(fill(parts.nameless, { q }), policy);
  if (who === "new") {
    const told = sorted(q);
    const form = fill(parts.new, { q, ...told });
    return html(told.postal_code ? form : form.replace('class="new-more" open', 'class="new-more"'), policy);
  }
  const one = (await person())?.customers.find(({ id }) => String(id) === query.get("customer"));
  if (!one) return found(query, kept);
  const shown = fill(parts.known, { q, pk: one.id, ...one });
  return html(one.reachable ? shown : shown.replace("data-chosen", "data-chosen data-unreachable"), policy);
}

// The answers of the chosen topic, or what the words stand in among all that are at hand.
function advice(query, shelf) {
  const { answers, topics, parts, policy } = shelf;
  const q = (query.get("answer_q") ?? "").trim();
  if (!q || !parts.looked_up) return html(answers[query.get("topic")] ?? "", policy); // kept by a version before this
  const lines = lookUp(shelf, q).map(({ block, topic }) =>
    block
      .replace(/<summary>([^<]*)/, (_all, title) => `<summary><span>${title} <small class="answer-topic">${safe(topics[topic])}</small></span>`)
      .replace('<div class="answer-foot">', (foot) => foot + fill(parts.takes_topic, { topic })),
  );
  const found = fill(parts[lines.length ? "looked_up" : "nothing_there"], { q, answers: "\u0000" });
  return html(found.replace("\u0000", () => lines.join("")), policy);
}

const PARTS = {
  "suche/": found,
  "person/": chosen,
  "antworten/": async (query, shelf) => advice(query, shelf),
  "versprechen/": async (query, { promises, policy }) => html(promises[query.get("topic")] ?? "", policy),
  "doppelt/": async (_query, { policy }) => html("", policy),
};

export const answers = (path) => path in PARTS;

export async function part(path, url) {
  const kept = await place();
  return kept ? PARTS[path](url.searchParams, kept) : null;
}

function words(fields, kept, customers) {
  const channel = kept.channels[fields.channel] ?? "";
  const about = fields.outcome === "no_concern" ? kept.outcomes.no_concern : kept.topics[fields.topic];
  const known = customers.find(({ id }) => String(id) === fields.customer)?.name;
  const fresh = fields.new_organisation || `${fields.new_first_name ?? ""} ${fields.new_last_name ?? ""}`.trim();
  const who = fields.who === "known" ? known || fields.q : fields.who === "new" ? fresh : "";
  return { who, what: [channel, about].filter(Boolean).join(", ") };
}

// The outcome was tapped and the server did not answer: the entry is kept here, under the grant of its person.
export async function kept(pairs) {
  const shelf = await place();
  if (!shelf) return null;
  const fields = Object.fromEntries(pairs);
  const unlocked = await person();
  const by = shelf.people.find(({ id }) => String(id) === fields.person) ?? { id: Number(fields.person), name: "" };
  const grant = unlocked && String(unlocked.id) === fields.person ? unlocked.grant : "";
  const said = words(fields, shelf, unlocked?.customers ?? []);
  const left = pairs.filter(([name]) => !["csrfmiddlewaretoken", "person", "offline"].includes(name));
  await keep({ id: fields.client_id, fields: left, person: { id: by.id, name: by.name }, grant, ...said });
  const told = fill(shelf.parts.saved, said).replaceAll(NOT_YET, fields.client_id);
  return screen(shelf, by, { told, saved: fields.client_id });
}

// "Rückgängig" for an entry that is still here.
export async function undone(id) {
  const [shelf, found] = [await place(), await entry(id)];
  if (!shelf || !found || !(await drop(id))) return null;
  return screen(shelf, found.person, { told: fill(shelf.parts.undone, found) });
}
