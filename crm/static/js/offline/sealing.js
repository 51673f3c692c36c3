// What lies in the store is sealed with a key that this browser made and gives to nobody: it cannot be read out of it.
import { add, get } from "./shelf.js";

let known;

async function made() {
  const found = await get("keys", "seal");
  if (found) return found;
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await add("keys", "seal", fresh).catch(() => {}); // the page and its worker may both be the first: one key stays
  return get("keys", "seal");
}

function key() {
  known ??= made();
  known.catch(() => (known = undefined));
  return known;
}

export async function seal(value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), plain) };
}

export async function unseal({ iv, data }) {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key(), data);
  return JSON.parse(new TextDecoder().decode(plain));
}
