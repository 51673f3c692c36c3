// "@" in a text with data-people (a JSON list of names) offers those that fit: arrows and Enter, or a tap. Without this
// script names are recognised all the same when the note is saved.
const SHOWN = 6;
const TYPED = /(^|[^\p{L}\p{N}.])@([\p{L}\p{N}.\- ]{0,40})$/u;
let open = null; // { field, list, names, at }

function close() {
  open?.list.remove();
  open?.field.removeAttribute("aria-activedescendant");
  open = null;
}

function mark(at) {
  open.at = (at + open.names.length) % open.names.length;
  [...open.list.children].forEach((item, index) => item.setAttribute("aria-selected", index === open.at));
  open.field.setAttribute("aria-activedescendant", open.list.children[open.at].id);
}

function take(name) {
  const { field } = open;
  const before = field.value.slice(0, field.selectionStart).replace(TYPED, (_all, sign) => `${sign}@${name} `);
  const after = field.value.slice(field.selectionStart);
  field.value = before + after;
  field.setSelectionRange(before.length, before.length);
  close();
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function offer(field) {
  const typed = field.value.slice(0, field.selectionStart).match(TYPED)?.[2].toLocaleLowerCase();
  close();
  if (typed === undefined) return;
  const fits = (name) => name.toLocaleLowerCase().split(" ").some((_word, index, words) => words.slice(index).join(" ").startsWith(typed));
  const names = JSON.parse(field.dataset.people).filter((name) => fits(name) && name.toLocaleLowerCase() !== typed.trim()).slice(0, SHOWN);
  if (!names.length) return;
  const list = document.createElement("ul");
  list.className = "mentions";
  list.role = "listbox";
  list.append(...names.map((name, index) => Object.assign(document.createElement("li"), { role: "option", id: `mention-${index}`, textContent: name })));
  field.after(list);
  open = { field, list, names, at: 0 };
  mark(0);
}

document.addEventListener("input", ({ target }) => target.matches("textarea[data-people]") && offer(target));
document.addEventListener("focusout", ({ target }) => open?.field === target && close());
document.addEventListener("pointerdown", (event) => {
  const item = event.target.closest(".mentions li");
  if (!item) return;
  event.preventDefault(); // the text keeps the focus
  take(item.textContent);
});
document.addEventListener("keydown", (event) => {
  if (!open || event.target !== open.field) return;
  const acts = {
    ArrowDown: () => mark(open.at + 1),
    ArrowUp: () => mark(open.at - 1),
    Enter: () => take(open.names[open.at]),
    Tab: () => take(open.names[open.at]),
    Escape: close,
  };
  if (!acts[event.key] || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  acts[event.key]();
}, true);
