// The entries that wait in this browser. Each says in which version it was written; older ones are read for ever.
import { all, get, put, remove } from "./shelf.js";
import { seal, unseal } from "./sealing.js";

const VERSION = 1;
const READERS = { 1: (entry) => entry };
const channel = new BroadcastChannel("anklang");
const changed = () => channel.postMessage({ queue: true });

// state: waiting, failed (sent again by itself), refused, conflict, unconfirmed, revoked.
async function write(entry) {
  await put("queue", entry.id, { id: entry.id, at: entry.at, state: entry.state, sealed: await seal(entry) });
}

// `who` and `what` are its words for people; `grant` is "" where nobody had unlocked the device.
export async function keep({ id, fields, person, grant, who, what }) {
  const entry = { v: VERSION, id, fields, person, grant, who, what, at: Date.now() };
  await write({ ...entry, confirmed: false, state: grant ? "waiting" : "unconfirmed", messages: {}, tries: 0 });
  changed();
}

async function read(row) {
  const entry = await unseal(row.sealed);
  return READERS[entry.v](entry);
}

export async function entries() {
  const rows = (await all("queue")).sort((one, other) => one.at - other.at);
  return Promise.all(rows.map(read));
}

export async function entry(id) {
  const row = await get("queue", id);
  return row && read(row);
}

export async function change(id, facts) {
  const found = await entry(id);
  if (!found) return;
  await write({ ...found, ...facts });
  changed();
}

export async function drop(id) {
  if (!(await get("queue", id))) return false;
  await remove("queue", id);
  changed();
  return true;
}

export async function counts() {
  const found = { waiting: 0, refused: 0, unconfirmed: 0, all: 0 };
  for (const { state } of await all("queue")) {
    found.all += 1;
    if (state === "waiting" || state === "failed") found.waiting += 1;
    else if (state === "unconfirmed") found.unconfirmed += 1;
    else found.refused += 1;
  }
  return found;
}

// Rescue: the queue as a file, and back into any browser. Nothing that is there already is overwritten.
const FILE = "anklang-queue";

export async function asFile() {
  return new Blob([JSON.stringify({ file: FILE, v: VERSION, entries: await entries() }, null, 1)], { type: "application/json" });
}

export async function fromFile(text) {
  const said = JSON.parse(text);
  if (said.file !== FILE) throw new TypeError(said.file);
  let taken = 0;
  for (const found of said.entries.map((one) => READERS[one.v](one))) {
    if (await get("queue", found.id)) continue;
    await write({ ...found, state: found.state === "revoked" ? "waiting" : found.state });
    taken += 1;
  }
  changed();
  return taken;
}
