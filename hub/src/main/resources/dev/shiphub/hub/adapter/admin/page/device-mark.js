// A device at a glance: its state has a shape and a word, never a colour alone.

import { h } from './dom.js';
import { sayOr, say } from './words.js';

const SHAPES = {
  connected: ['good', 'M2 9l4 4 8-10'],
  connecting: ['busy', 'M8 2a6 6 0 1 1-6 6'],
  'waiting-for-trust': ['asks', 'M5 5a3 3 0 1 1 4 3l-1 2M8 13v.5'],
  'waiting-for-pin': ['asks', 'M3 6h10v7H3zM5 6V4a3 3 0 0 1 6 0v2'],
  'waiting-for-device': ['busy', 'M4 2h8L8 8l4 6H4l4-6z'],
  disconnecting: ['busy', 'M3 8h10M9 4l4 4-4 4'],
  'removed-us': ['bad', 'M3 3l10 10M13 3L3 13'],
  'waiting-to-dial': ['busy', 'M8 2a6 6 0 1 0 .1 0M8 5v3l2 2'],
  seen: ['calm', 'M1 8q7-9 14 0-7 9-14 0M8 6.5v3'],
  'not-seen': ['calm', 'M1 8q7-9 14 0M2 14L14 2'],
  ok: ['good', 'M2 9l4 4 8-10'],
  warn: ['asks', 'M8 2l6.5 12h-13zM8 6v4M8 12v.5'],
  fail: ['bad', 'M3 3l10 10M13 3L3 13'],
};
const SVG = 'http://www.w3.org/2000/svg';

/** A state as shape and word. */
export function mark(kind, word) {
  const [tone, path] = SHAPES[word] ?? ['calm', 'M3 8h10'];
  return h('span', { class: `mark ${tone}`, 'data-state': word }, shape(path), h('span', {}, sayOr(kind, word)));
}

function shape(path) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** What it is called, which it has chosen itself. */
export function nameOf(device) {
  return device.name || say('device.nameless', grouped(device.ski).slice(0, 9));
}

export function productOf(device) {
  return [device.brand, device.model, device.type].filter(Boolean).join(' · ');
}

/** Groups of four, as on labels. */
export function grouped(ski) {
  return ski.toUpperCase().match(/.{1,4}/g).join(' ');
}
