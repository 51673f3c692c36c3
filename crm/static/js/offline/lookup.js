// Looking something up in all answers at hand, whatever topic they belong to: every word must stand somewhere.
import { fold } from "./finding.js";

const PART = 4; // a word of so many letters is also found within a longer one
const ANSWER = /<details class="answer"[\s\S]*?<\/details>/g;
const plain = (html) => fold(html.replace(/<[^>]*>/g, " "));

function fits(text, asked) {
  const there = text.split(/[^\p{L}\p{N}]+/u);
  return asked.every((word) => there.some((one) => one.startsWith(word) || (word.length >= PART && one.includes(word))));
}

// The answers with the topic under which one finds them, each once; those with the words in their question first.
export function lookUp({ answers, topics }, typed) {
  const asked = fold(typed).split(/[\s,]+/).filter(Boolean);
  const found = new Map();
  for (const [topic, html] of Object.entries(answers)) {
    for (const block of html.match(ANSWER) ?? []) {
      const [key] = block.match(/value="\d+"/);
      if (found.has(key) || !fits(`${plain(block)} ${fold(topics[topic] ?? "")}`, asked)) continue;
      const title = plain(block.match(/<summary>([\s\S]*?)<\/summary>/)[1]);
      found.set(key, { block: block.replace(/^<details ([^>]*?) open/, "<details $1"), topic, first: fits(title, asked) });
    }
  }
  return [...found.values()].sort((one, other) => other.first - one.first);
}
