// What a user has chosen for this browser: language and colours. Nothing else is ever stored.

const LANGUAGES = ['en', 'de'];
const COLOURS = ['auto', 'light', 'dark'];

export function language() {
  const stored = localStorage.getItem('language');
  const wished = LANGUAGES.includes(stored) ? stored : navigator.language.slice(0, 2);
  return LANGUAGES.includes(wished) ? wished : 'en';
}

export function colours() {
  const stored = localStorage.getItem('colours');
  return COLOURS.includes(stored) ? stored : 'auto';
}

export function choose(what, value) {
  localStorage.setItem(what, value);
  show();
}

/** Lets the document know what is chosen. */
export function show() {
  document.documentElement.lang = language();
  document.documentElement.dataset.colours = colours();
}
