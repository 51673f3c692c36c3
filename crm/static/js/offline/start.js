// On every page of somebody who is signed in: the worker is there, the stock is fresh, and what waits is sent. Only where
// the connection is safe: elsewhere nothing is kept, and nothing is said.
import { send } from "./sending.js";
import { net, sent, show } from "./strip.js";
import { age, forgetDrafts, keepStock, leave, person, revoked, wipe } from "./stock.js";

const FRESH = 20 * 60 * 1000;
const EVERY = 20_000;
const who = document.body.dataset.person;
const able = isSecureContext && "serviceWorker" in navigator && "locks" in navigator;
const leaves = !who && /^\/(konto\/login|sperre)\//.test(location.pathname);

async function stockUp(anew) {
  const kept = await person();
  if (!who || (!anew && String(kept?.id) === who && (await age()) < FRESH)) return;
  const response = await fetch("/erfassen/vorrat/", { redirect: "error", signal: AbortSignal.timeout(30_000) });
  if (revoked(response)) await wipe();
  else if (response.ok) await keepStock(await response.json(), response.headers.get("Content-Security-Policy"));
}

// The kept screen gives way to the true one as soon as the server is there and nobody is in the middle of an entry.
function giveWay() {
  const form = document.getElementById("erfassen");
  if (!form?.elements.offline || form.querySelector("[data-chosen]") || form.elements.text.value || form.elements.q.value) return;
  if (!document.querySelector("#gespeichert button")) location.replace(form.action);
}

async function begin() {
  const known = await navigator.serviceWorker.getRegistration();
  if (!who && !known) return; // nobody has worked here yet
  if (leaves) await leave();

  async function carry() {
    try {
      await forgetDrafts();
      const number = await send();
      await (number === null ? show() : sent(number));
      if (number) setTimeout(giveWay, 4000); // until that was read
    } catch {
      await show();
    }
  }

  const channel = new BroadcastChannel("anklang");
  channel.onmessage = ({ data }) => ("net" in data ? (net(data.net), data.net && carry()) : show());
  channel.postMessage({ asks: true });
  addEventListener("online", () => (net(true), carry()));
  addEventListener("offline", () => net(false));
  addEventListener("focus", carry);
  document.addEventListener("visibilitychange", () => document.hidden || carry());
  setInterval(carry, EVERY);
  await carry();
  if (!who) return;
  const worker = `/sw.js?sprache=${document.documentElement.lang}`;
  const registered = await navigator.serviceWorker.register(worker, { type: "module", updateViaCache: "none", scope: "/" });
  if (!registered) return; // this browser lets nobody answer for the server
  navigator.serviceWorker.addEventListener("controllerchange", () => stockUp(true).catch(() => {}));
  navigator.storage?.persist?.();
  await stockUp(false).catch(() => {});
  await navigator.serviceWorker.ready;
  document.documentElement.dataset.offline = "ready"; // from here on the network may go
}

if (able) begin();
