// What the hub finds when it looks at itself and its host.

import { mark } from './device-mark.js';
import { h } from './dom.js';
import { moment } from './time.js';
import { either, say } from './words.js';

export const title = () => say('doctor.title');

/** It takes the daemon some seconds: only when somebody asks. */
// An examination takes seconds: once, unless it was lost on its way, and then on demand.
export const needs = (_, isFirst, data) => (isFirst || data.doctor === undefined ? { doctor: 'doctor' } : {});

export function view(page) {
  const { doctor } = page.data;
  if (doctor === undefined) {
    return [h('p', { 'data-loading': true }, say('doctor.looking'))];
  }
  if (doctor === null) {
    return [h('p', { class: 'empty' }, say('doctor.absent'))];
  }
  return [
    h('p', {}, say('doctor.worst'), ' ', mark('level', doctor.worst), ' ', h('time', { datetime: doctor.at }, moment(doctor.at))),
    h('button', { type: 'button', disabled: !page.isLive, 'data-deed': 'again', onclick: () => page.refresh(true) }, say('doctor.again')),
    h('ul', { class: 'checks' }, doctor.checks.map(check)),
  ];
}

function check({ id, level, title: name, finding, remedy }) {
  return h(
    'li',
    { 'data-key': id, 'data-level': level },
    h('h2', {}, either(name)),
    mark('level', level),
    h('p', {}, either(finding)),
    remedy ? h('p', { class: 'remedy' }, either(remedy)) : null,
  );
}
