// The service worker: the network first, and where it does not answer what is kept in this browser. It never touches the
// entries that wait: a new version of it finds them where they are.
import { answers, kept, locked, opened, part, undone } from "./answering.js";
import { drop } from "./queue.js";
import { forgetCustomers, revoked, wipe } from "./stock.js";

const PATIENCE = { page: 8000, part: 4000, save: 10_000 };
const AWAY = [502, 503, 504]; // a proxy answers, the application does not
const channel = new BroadcastChannel("anklang");
let facts;
let reached = true;

// A page that has just come, kept or not, asks whether the server answered: the browser's word may be that there is a network.
channel.onmessage = ({ data }) => data.asks && !reached && channel.postMessage({ net: false });

function tell(net) {
  if (net !== reached) channel.postMessage({ net });
  reached = net;
}

async function ask(request, patience) {
  const late = new Promise((_resolve, reject) => setTimeout(() => reject(new Error("late")), patience));
  const response = await Promise.race([fetch(request), late]).catch((error) => (tell(false), Promise.reject(error)));
  if (AWAY.includes(response.status)) {
    tell(false);
    throw new Error(`status ${response.status}`);
  }
  tell(true);
  if (revoked(response)) await wipe();
  return response;
}

async function orKept(request, patience, instead) {
  try {
    return await ask(request, patience);
  } catch {
    return (await instead()) ?? Response.error();
  }
}

const cache = () => caches.open(`anklang-${facts.version}`);
const cached = async (address) => (await cache()).match(address, { ignoreSearch: true });

function page(request, url) {
  return orKept(request, PATIENCE.page, async () => {
    if (url.pathname === facts.lock || url.pathname === facts.login) return (await locked()) ?? cached(facts.pages.empty);
    if (url.pathname === facts.queue) return cached(facts.pages.queue);
    if (url.pathname === facts.capture || url.pathname === "/") return (await opened(url)) ?? cached(facts.pages.empty);
    return cached(facts.pages.empty);
  });
}

async function save(request) {
  const pairs = [...(await request.clone().formData())];
  const fields = Object.fromEntries(pairs);
  if (!fields.outcome) return fetch(request);
  const keepIt = async () => {
    try {
      return await kept(pairs);
    } catch (error) {
      if (error.name !== "QuotaExceededError") throw error;
      await forgetCustomers(); // room for one entry more, if they give it
      return kept(pairs).catch(() => new Response("", { status: 507 }));
    }
  };
  if (fields.offline) return (await keepIt()) ?? Response.error(); // made on the kept screen, without a session
  try {
    const response = await ask(request, PATIENCE.save);
    if (response.url.includes(`gespeichert=${fields.client_id}`)) await drop(fields.client_id); // it was mended
    return response;
  } catch {
    return (await keepIt()) ?? Response.error();
  }
}

// A page that was kept before a new version came asks for files by their old names.
const plain = (address) => address.replace(/\.[0-9a-f]{12}(?=\.\w+$)/, "");

async function file(request) {
  const store = await cache();
  const exact = await store.match(request);
  if (exact) return exact;
  return fetch(request).catch(async () => {
    const path = plain(new URL(request.url).pathname);
    const same = facts.files.find((address) => plain(new URL(address, location.origin).pathname) === path);
    return (same && (await store.match(same))) ?? Response.error();
  });
}

function answer(request, url) {
  const below = url.pathname.startsWith(facts.capture) ? url.pathname.slice(facts.capture.length) : null;
  const undo = below?.match(/^([0-9a-f-]{36})\/storno\/$/);
  if (request.method === "POST" && below === "") return save(request);
  if (request.method === "POST" && undo) return undone(undo[1]).then((done) => done ?? fetch(request));
  if (request.method !== "GET") return null;
  if (request.mode === "navigate") return page(request, url);
  if (below && answers(below)) return orKept(request, PATIENCE.part, () => part(below, url));
  return facts.files.includes(url.pathname) || url.pathname.startsWith(facts.files[0].replace(/css\/.*$/, "")) ? file(request) : null;
}

async function install() {
  const store = await cache();
  await store.addAll(facts.files.map((address) => new Request(address, { cache: "reload" })));
  for (const address of Object.values(facts.pages)) {
    await store.put(address, await fetch(address, { credentials: "omit", cache: "reload" })); // as nobody sees it
  }
  await self.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) if (name.startsWith("anklang-") && name !== `anklang-${facts.version}`) await caches.delete(name);
  await self.clients.claim();
}

export function begin(said) {
  facts = said;
  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    const given = url.origin === location.origin ? answer(event.request, url) : null;
    if (given) event.respondWith(given);
  });
}
