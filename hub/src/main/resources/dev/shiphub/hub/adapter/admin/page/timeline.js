// What happened to a device, newest first.

import { h } from './dom.js';
import { moment } from './time.js';
import { say, sayOr } from './words.js';

const SHOWN = 60;

export function timelinePart(events, device) {
  const own = events.filter((event) => event.ski === device.ski).slice(-SHOWN).reverse();
  return h(
    'section',
    {},
    h('h2', {}, say('timeline.title')),
    own.length ? h('ol', { class: 'timeline', reversed: true }, own.map(row)) : h('p', { class: 'empty' }, say('timeline.none')),
  );
}

function row(event) {
  return h(
    'li',
    { 'data-key': event.seq, 'data-type': event.type },
    h('time', { datetime: event.time }, moment(event.time)),
    h('strong', {}, sayOr('event', event.type)),
    h('span', { class: 'cause', lang: 'en' }, [event.session, event.cause].filter(Boolean).join(': ')),
  );
}
