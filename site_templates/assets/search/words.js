// The words of a text as the search knows them: without case and without accents. `site/search/words.py` makes the
// index by the same rules, and a test holds both to the same examples.

const LONGEST_WORD = 40;  // characters
const SPACELESS = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
const RUN = new RegExp(`[${SPACELESS}]+|(?:(?![${SPACELESS}])[\\p{L}\\p{M}\\p{N}])+`, "gu");
const IS_SPACELESS = new RegExp(`^[${SPACELESS}]`, "u");
const LETTERS = {
  "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t", "ς": "σ",
};
const TO_CHANGE = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const SHORTEST_STEM = 4;

// Words of questions and of grammar: what has all the others need not have them.
const SMALL = new Set(
  ("a about after all also an and any are as at be been before but by can could did do does during for from had has have he her him his how i if"
  + " in into is it its many me more most much my no not of on one or our out over s said say says she should so some than that the"
  + " their them then there these they this to told up us was we were what when where which who whom whose why will with would you your").split(" "),
);

export function foldText(text) {
  const apart = text.normalize("NFKD").toLowerCase().replace(/([a-z])\p{M}+/gu, "$1");
  return apart.normalize("NFC").replace(TO_CHANGE, (letter) => LETTERS[letter]);
}

// The words of `text` in their order. Of scripts that put no space between words each two neighbouring characters are one.
export function listWords(text) {
  const words = [];
  for (const [run] of foldText(text).matchAll(RUN)) {
    const letters = Array.from(run);
    if (IS_SPACELESS.test(run) && letters.length > 1) {
      for (let place = 0; place + 1 < letters.length; place += 1) words.push(letters[place] + letters[place + 1]);
    } else {
      words.push(letters.slice(0, LONGEST_WORD).join(""));
    }
  }
  return words;
}

export const isSmall = (word) => SMALL.has(word);

// What an English word has in common with its other forms; "" if it has none of which we know.
export function findStem(word) {
  const stem = word.replace(/(?:ies|ied|ing|ed|es|s|e|y)$/, "");
  return /^[a-z]+$/.test(word) && stem.length >= SHORTEST_STEM ? stem : "";
}

// Whether `other` is a form of `word`, of which `stem` is the stem.
export function isForm(other, word, stem) {
  return other === word || (stem !== "" && other.startsWith(stem) && /^(?:ies|ied|ing|ed|es|s|e|y|)$/.test(other.slice(stem.length)));
}

// A test of words: is it one of those of `asked`, or begins with the last of them, which may be half written?
export function makeTest(asked) {
  const words = listWords(asked);
  const telling = words.filter((word) => !isSmall(word));
  const wanted = (telling.length ? telling : words).map((word) => [word, findStem(word)]);
  const begun = words.length && !/[\s\p{P}]$/u.test(asked) ? words[words.length - 1] : "";
  const isBegun = (word) => begun.length > 1 && !isSmall(begun) && word.startsWith(begun);
  return (word) => wanted.some(([other, stem]) => isForm(word, other, stem)) || isBegun(word);
}

// Of a run of letters without spaces, those of which a pair is wanted: as long as what comes before or after is, too.
function* partRun(run, isWanted) {
  const letters = Array.from(run);
  const wanted = letters.map((letter, place) => listWords(letter + (letters[place + 1] ?? "")).some(isWanted));
  for (const [place, letter] of letters.entries()) yield [letter, wanted[place] || Boolean(place && wanted[place - 1])];
}

// The parts of `text` in their order, each with whether it is of words that are wanted.
export function splitText(text, isWanted) {
  const parts = [];
  const add = (part, marked) => {
    const last = parts[parts.length - 1];
    if (last && last[1] === marked) last[0] += part;
    else if (part) parts.push([part, marked]);
  };
  let end = 0;
  for (const { 0: run, index } of text.matchAll(RUN)) {
    add(text.slice(end, index), false);
    end = index + run.length;
    if (IS_SPACELESS.test(run)) for (const part of partRun(run, isWanted)) add(...part);
    else add(run, listWords(run).some(isWanted));
  }
  add(text.slice(end), false);
  return parts;
}
