// What is at hand without a network. The screen of the place stays; the customers and the grant go with the person: when
// they leave, when the grant is over, and after seven days without contact.
import { get, put, remove } from "./shelf.js";
import { seal, unseal } from "./sealing.js";

const DAY = 24 * 60 * 60 * 1000;
const FORGETS = 7 * DAY;

const part = async (name) => {
  const found = await get("stock", name);
  return found && unseal(found);
};

export async function keepStock({ now, person: { customers, ...person }, place }, policy) {
  await put("stock", "clock", { ahead: Date.now() - now, contact: Date.now() });
  await put("stock", "place", await seal({ ...place, policy }));
  await put("stock", "person", await seal(person));
  await put("stock", "customers", await seal(customers));
}

// Device clocks go wrong: moments are said in the server's time, as far as it was known at the last contact.
export async function now() {
  return Date.now() - ((await get("stock", "clock"))?.ahead ?? 0);
}

export const place = () => part("place");

// Whoever unlocked this browser last, while their grant lasts.
export async function person() {
  const found = await part("person");
  if (!found) return null;
  const clock = await get("stock", "clock");
  const over = found.until <= (await now()) || Date.now() - (clock?.contact ?? 0) > FORGETS;
  if (over) await leave();
  return over ? null : { ...found, customers: (await part("customers")) ?? [] };
}

export async function age() {
  return Date.now() - ((await get("stock", "clock"))?.contact ?? 0);
}

// Room for what somebody tells us, where the disk is full: their grant stays.
export const forgetCustomers = () => remove("stock", "customers");

export async function leave() {
  await remove("stock", "person");
  await forgetCustomers();
}

// The device is not ours any more: everything but the queue goes. Drafts lie where a worker cannot reach: the next page
// takes them away.
export async function wipe() {
  for (const name of ["person", "customers", "place", "clock"]) await remove("stock", name);
  await put("stock", "wiped", true);
}

export async function forgetDrafts() {
  if (!(await get("stock", "wiped"))) return;
  for (const key of Object.keys(localStorage)) if (/^erfassen(-geparkt)?:/.test(key)) localStorage.removeItem(key);
  await remove("stock", "wiped");
}

export const revoked = (response) => response.headers.get("Anklang-Device") === "revoked";
