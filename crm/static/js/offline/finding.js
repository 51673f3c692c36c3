// Who is meant, among the customers at hand; and what was typed, sorted into the fields of a new one.
const SPELT = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
const SHOWN = 5;

export const fold = (text) =>
  text
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => SPELT[letter])
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
const digits = (text) => text.replace(/^\+\d\d|\D/g, "").replace(/^0+/, "");

function matches(customer, words) {
  const parts = fold(`${customer.name} ${customer.number} ${customer.number.slice(2)} ${customer.town} ${customer.way}`).split(/[\s,]+/);
  return words.every((word) => parts.some((one) => one.startsWith(word)));
}

export function find(customers, typed) {
  const words = fold(typed).split(/[\s,]+/).filter(Boolean);
  const number = digits(typed);
  const called = /^[\d\s+()/-]{4,}$/.test(typed.trim()) && number.length > 3;
  const found = customers.filter((one) => matches(one, words) || (called && digits(one.way).includes(number)));
  return { lines: found.slice(0, SHOWN), more: Math.max(0, found.length - SHOWN) };
}

const capital = (word) => word.slice(0, 1).toUpperCase() + word.slice(1);

export function sorted(typed) {
  const found = {};
  let rest = typed.replace(/\S+@\S+/, (address) => ((found.email = address), ""));
  rest = rest.replace(/[+(]?\d[\d\s/().-]{3,}\d/, (number) => ((found[/^\d{5}$/.test(number) ? "postal_code" : "phone"] = number.trim()), ""));
  let words = rest.split(/[\s,]+/).filter(Boolean);
  if (rest === rest.toLowerCase()) words = words.map(capital);
  if (rest.includes(",")) words.push(words.shift());
  if (words.length) found.last_name = words.pop();
  found.first_name = words.join(" ");
  return found;
}
