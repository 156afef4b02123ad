// Finds entries in the index that `site/search/shards.py` wrote: which files there are, and what is in them, is told
// there. Of these a search loads the few that it needs.

import { findStem, isForm, isSmall, listWords } from "./words.js";

export const GROUPS = ["records", "statements", "sources", "pages"];
const LEVELS = 8;
const MOST_FILES = 3;  // that are read for a word of which only the beginning is known
const MOST_WORDS = 200;  // of a quote that is pasted
const [FORM, BEGUN, MISSPELT, SMALL] = [0.8, 0.6, 0.7, 0.3];  // how much less than the word itself it counts
const [OF_BEST, OF_ALL] = [0.7, 0.4];  // what is found has as large a part of the words

// The number of the last of `firsts`, in their order, that is not after `word`.
function findPlace(firsts, word) {
  let [low, high] = [0, firsts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= word) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// Whether one letter more, less or other, or two in each other's place, make `other` of `word`.
export function isMisspelling(word, other) {
  if (word === other || Math.abs(word.length - other.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === other[start]) start += 1;
  const [rest, others] = [word.slice(start), other.slice(start)];
  if (rest.slice(1) === others.slice(1) || rest.slice(1) === others || rest === others.slice(1)) return true;
  return rest[0] === others[1] && rest[1] === others[0] && rest.slice(2) === others.slice(2);
}

// Calls `take` with each entry of a list as files have it, and how much the word counts there.
function readList(list, take) {
  for (let place = 1; place < list.length; place += 2) {
    const share = (list[place] + 0.5) / LEVELS;
    let number = 0;
    for (const step of list[place + 1]) {
      number += step;
      take(number, share);
    }
  }
}

// In about how many entries a word is: it, or one of its forms; or else, all that begin with it.
function countEntries(lists) {
  const whole = lists.filter(({ share }) => share >= FORM);
  return whole.length ? Math.max(...whole.map(({ list }) => list[0])) : lists.reduce((sum, { list }) => sum + list[0], 0);
}

export function openIndex(folder) {
  const loaded = new Map();
  let opened;

  async function load(name, options) {
    const answer = await fetch(new URL(name, folder), options);
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    return answer.json();
  }

  // A file is loaded once; one that could not be loaded is asked for again.
  function read(name) {
    if (!loaded.has(name)) {
      const file = readHead().then(({ version }) => load(`${name}.json?v=${version}`));
      loaded.set(name, file);
      file.catch(() => loaded.delete(name));
    }
    return loaded.get(name);
  }

  function readHead() {
    opened ??= load("index.json", { cache: "no-cache" }).then((head) => (
      { ...head, total: head.groups[head.groups.length - 1], common: new Set(head.common) }
    ));
    opened.catch(() => { opened = undefined; });
    return opened;
  }

  // The words of the index that begin with `start`, with their lists.
  async function listBegun(start) {
    const { terms } = await readHead();
    const first = Math.max(findPlace(terms, start), 0);
    const words = [];
    for (let number = first; number < terms.length && number < first + MOST_FILES; number += 1) {
      if (number > first && !terms[number].startsWith(start)) break;
      const file = await read(`terms/${number}`);
      for (let place = 0; place < file.length; place += 2) {
        if (file[place].startsWith(start)) words.push([file[place], file[place + 1]]);
      }
    }
    return words;
  }

  // The lists of a word that was asked for, each with how much it counts: its own first. `isBegun` is the last word of
  // what one is still writing.
  async function lookUp(word, isBegun) {
    const stem = findStem(word);
    const begins = isBegun && (word.length > 1 || /[^a-z0-9]/.test(word));
    const candidates = await listBegun(word);
    if (stem && stem !== word) candidates.push(...(await listBegun(stem)));
    const lists = new Map();
    for (const [other, list] of candidates) {
      if (other === word) lists.set(other, [1, list]);
      else if (isForm(other, word, stem)) lists.set(other, [FORM, list]);
      else if (begins && other.startsWith(word)) lists.set(other, [BEGUN * Math.sqrt(word.length / other.length), list]);
    }
    return [...lists.entries()].map(([name, [share, list]]) => ({ name, share, list })).sort((one, other) => other.share - one.share);
  }

  // The names of which `word` may be a misspelling, with their lists.
  async function correct(word) {
    if (word.length < 4) return [];
    const names = (await read("names")).filter((name) => isMisspelling(word, name)).slice(0, 5);
    const lists = await Promise.all(names.map((name) => lookUp(name, false)));
    return lists.flat().map((found) => ({ ...found, share: found.share * MISSPELT }));
  }

  // What is known of each of the words of `query`.
  async function readQuery(query, isBegun) {
    const all = [...new Set(listWords(query))].slice(0, MOST_WORDS);
    const last = listWords(query).pop();
    const { total, common } = await readHead();
    const words = await Promise.all(all.map(async (word) => {
      let lists = await lookUp(word, isBegun && word === last);
      const corrected = lists.length ? [] : await correct(word);
      if (corrected.length) lists = corrected;
      return {
        word, lists, rarity: Math.log(1 + total / (countEntries(lists) + 0.5)), instead: corrected.map(({ name }) => name),
        isCommon: lists.some(({ name }) => common.has(name)),
      };
    }));
    const known = words.filter(({ lists }) => lists.length);
    const telling = known.filter(({ word, isCommon }) => !isSmall(word) && !isCommon);
    for (const part of known) part.counts = telling.length === 0 || telling.includes(part);
    return { words, known };
  }

  // How well entries fit: `scores`, and which part of the words each has. Of facts no word is asked that only other pages
  // have.
  function weigh(known, { total, groups }) {
    const [scores, parts, seen] = [new Float32Array(total), new Float32Array(total), new Uint8Array(total)];
    const pages = groups[GROUPS.indexOf("pages") - 1];
    let [everywhere, inFacts] = [0, 0];
    for (const [place, { lists, rarity, counts }] of known.entries()) {
      let isFact = false;
      for (const { share, list } of lists) {
        readList(list, (number, level) => {
          if (seen[number] === place + 1) return;
          seen[number] = place + 1;
          scores[number] += level * share * rarity * (counts ? 1 : SMALL);
          if (!counts) return;
          parts[number] += rarity;
          isFact ||= number < pages;
        });
      }
      if (counts) everywhere += rarity;
      if (isFact) inFacts += rarity;
    }
    for (let number = 0; number < total; number += 1) parts[number] /= (number < pages ? inFacts : everywhere) || 1;
    return { scores, parts };
  }

  // The entries of which `query` is the whole name.
  async function findNamed(query) {
    const name = `=${listWords(query).join(" ")}`;
    const named = new Set();
    if (name === "=") return named;
    const { terms } = await readHead();
    const file = await read(`terms/${Math.max(findPlace(terms, name), 0)}`);
    const place = file.indexOf(name);
    if (place >= 0 && place % 2 === 0) readList(file[place + 1], (number) => named.add(number));
    return named;
  }

  // The entries of a group that have most of the words, the best first. Of those that fit about as well the first stays
  // first if they are `alike`: it has the most statements.
  function rank([from, to], { scores, parts }, named, alike) {
    let best = 0;
    for (let number = from; number < to; number += 1) best = Math.max(best, parts[number]);
    const least = Math.max(OF_ALL, best * OF_BEST) - 1e-4;
    const found = [];
    for (let number = from; number < to; number += 1) {
      if (named.has(number) || (scores[number] > 0 && parts[number] >= least)) found.push(number);
    }
    const keys = new Map(found.map((number) => {
      const fit = Math.log2(scores[number] * parts[number] ** 2);
      return [number, (named.has(number) ? 1e3 : 0) + (alike ? Math.round(fit * 6) : fit)];
    }));
    return found.sort((one, other) => keys.get(other) - keys.get(one) || one - other);
  }

  // The numbers of the entries that `query` finds, by group, the best first; the words that are nowhere, and those that
  // were looked for instead. If `isBegun`, its last word may be half written.
  async function find(query, isBegun) {
    const head = await readHead();
    const [{ words, known }, named] = await Promise.all([readQuery(query, isBegun), findNamed(query)]);
    const weights = weigh(known, head);
    const found = {};
    let from = 0;
    for (const [place, name] of GROUPS.entries()) {
      found[name] = rank([from, head.groups[place]], weights, named, name !== "statements");
      from = head.groups[place];
    }
    return {
      ...found,
      nowhere: words.filter(({ lists, word }) => !lists.length && !isSmall(word)).map(({ word }) => word),
      instead: words.filter(({ instead }) => instead.length).map(({ word, instead }) => [word, instead]),
    };
  }

  function readEntry(number, { owners, entries }, size) {
    const entry = entries[number % size];
    if (typeof entry[0] !== "number") {
      const [url, title, about, text, ...published] = entry;
      return { number, url, title, about, text, published };
    }
    const [owner, anchor, sentence, quotes, by, told] = entry;
    const [url, title] = owners[owner];
    return { number, url, anchor, title, sentence, quotes, by, told };
  }

  // What is to be shown of entries, in the order of their `numbers`.
  async function show(numbers) {
    const { entries: size } = await readHead();
    return Promise.all(numbers.map(async (number) => readEntry(number, await read(`entries/${Math.floor(number / size)}`), size)));
  }

  // What entries can be narrowed by: for each facet its ids and labels, and for an entry the places of its own in these.
  async function readFacets(numbers) {
    const { block } = await readHead();
    const needed = [...new Set(numbers.map((number) => Math.floor(number / block)))];
    const [labels, ...files] = await Promise.all([read("facets"), ...needed.map((number) => read(`facets/${number}`))]);
    const columns = new Map();
    for (const [place, file] of files.entries()) {
      for (const [name, runs] of Object.entries(file)) {
        const column = [];
        for (let run = 0; run < runs.length; run += 2) {
          const values = [runs[run]].flat().filter((value) => value >= 0);
          for (let left = runs[run + 1]; left > 0; left -= 1) column.push(values);
        }
        columns.set(`${name} ${needed[place]}`, column);
      }
    }
    return { labels, list: (name, number) => columns.get(`${name} ${Math.floor(number / block)}`)[number % block] };
  }

  return { find, show, readFacets, warm: readHead };
}
