// Sending what waits: each entry by its own id, so that sending it twice is sending it once. One page sends at a time.
import { change, drop, entries } from "./queue.js";
import { revoked, wipe } from "./stock.js";

const AT_ONCE = 20;
const UNDO = 10_000; // as long as "Rückgängig" is on the screen an entry stays here
const LONGEST = 60 * 60 * 1000;

const due = (entry, now) =>
  (entry.state === "waiting" && now - entry.at >= UNDO) || (entry.state === "failed" && now >= (entry.again ?? 0));

async function note(entry, told) {
  if (told.state === "saved") return drop(entry.id);
  const tries = (entry.tries ?? 0) + 1;
  const again = Date.now() + Math.min(30_000 * 2 ** tries, LONGEST);
  return change(entry.id, { state: told.state, messages: told.messages, tries, again });
}

async function hand(batch) {
  const sent = batch.map(({ v, id, grant, confirmed, fields }) => ({ v, id, grant, confirmed, fields }));
  const response = await fetch("/erfassen/nachreichen/", {
    method: "POST",
    body: new URLSearchParams({ entries: JSON.stringify(sent) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (revoked(response)) await wipe();
  if (!response.ok) throw new Error(`status ${response.status}`);
  const told = new Map((await response.json()).entries.map((one) => [one.id, one]));
  for (const entry of batch) if (told.has(entry.id)) await note(entry, told.get(entry.id));
  return batch.filter(({ id }) => told.get(id)?.state === "saved").length;
}

async function round(now) {
  const waiting = (await entries()).filter((entry) => due(entry, now));
  let sent = 0;
  for (let start = 0; start < waiting.length; start += AT_ONCE) sent += await hand(waiting.slice(start, start + AT_ONCE));
  return sent;
}

// Gives how many were sent; null where another page is sending. `now` in the future sends what is fresh, too.
export function send(now = Date.now()) {
  return navigator.locks.request("anklang-sending", { ifAvailable: true }, (mine) => (mine ? round(now) : null));
}
