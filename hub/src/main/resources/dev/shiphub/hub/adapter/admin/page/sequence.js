// The handshake of the newest connection, message by message, as a sequence between device and hub: a list that
// reads well aloud, and is drawn as arrows.

import { h } from './dom.js';
import { moment } from './time.js';
import { say } from './words.js';

const OF_HANDSHAKE = ['init', 'control', 'end', 'close'];
const LONGEST = 60;
const MOST_FACTS = 4;

export function handshakePart(frames, device) {
  const steps = stepsOf(frames?.frames ?? []);
  return h(
    'section',
    {},
    h('h2', {}, say('handshake.title')),
    steps.length ? diagram(steps) : phases(device),
  );
}

/** Those of the newest connection of which there is a beginning. */
function stepsOf(frames) {
  const newest = frames.findLast((frame) => frame.kind === 'init')?.connection;
  return frames.filter((frame) => frame.connection === newest && OF_HANDSHAKE.includes(frame.kind));
}

function diagram(steps) {
  return [
    h('div', { class: 'lanes', 'aria-hidden': 'true' }, h('span', {}, say('lane.device')), h('span', {}, say('lane.hub'))),
    h('ol', { class: 'sequence' }, steps.map(step)),
  ];
}

function step(frame) {
  const isIn = frame.direction === 'in';
  return h(
    'li',
    { class: isIn ? 'in' : 'out', 'data-key': frame.seq },
    h('span', { class: 'hidden' }, say(isIn ? 'frame.in' : 'frame.out')),
    h('strong', {}, frame.message ?? frame.kind),
    ' ',
    h('span', { class: 'cause' }, facts(frame.body).slice(0, MOST_FACTS).join(', ')),
    h('time', { datetime: frame.at }, moment(frame.at)),
  );
}

/** What a message says, flat: each name with its value. */
function facts(body, name = '') {
  if (body === null || body === undefined) {
    return [];
  }
  if (typeof body !== 'object') {
    return [`${name} ${String(body).slice(0, LONGEST)}`.trim()];
  }
  return Object.entries(body).flatMap(([key, value]) => facts(value, Array.isArray(body) ? name : key));
}

function phases(device) {
  if (!device.connections.length) {
    return h('p', { class: 'empty' }, say('handshake.none'));
  }
  return h(
    'ul',
    { class: 'facts' },
    device.connections.map((link) => h('li', { 'data-key': link.id }, say('handshake.phase', link.id, link.address, link.phase ?? link.place))),
  );
}
