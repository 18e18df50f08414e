// What the page says, in the chosen language.

import { language } from './choices.js';
import { words as de } from './words-de.js';
import { words as en } from './words-en.js';

const DICTIONARIES = { de, en };

/** The words of a key, with {0}, {1} filled in. */
export function say(key, ...values) {
  const words = DICTIONARIES[language()][key] ?? key;
  return words.replace(/\{(\d)\}/g, (_, at) => String(values[at] ?? ''));
}

/** The words of a key that the API has chosen; its own words where the page knows none. */
export function sayOr(prefix, word) {
  return DICTIONARIES[language()][`${prefix}.${word}`] ?? word;
}

/** A text that the API has in both languages. */
export function either(text) {
  return text?.[language()] ?? text?.en ?? '';
}
