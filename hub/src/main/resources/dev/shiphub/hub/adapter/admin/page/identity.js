// Who this hub is, for those who add it to a device.

import { grouped } from './device-mark.js';
import { h } from './dom.js';
import { moment } from './time.js';
import { say } from './words.js';

export const title = () => say('identity.title');

export const needs = () => ({ identity: 'identity', code: 'identity/qr', status: 'status' });

export function view(page) {
  const { identity, code, status } = page.data;
  if (!identity) {
    return [h('p', { 'data-loading': true }, say('loading'))];
  }
  return [
    h('p', {}, say('identity.words')),
    h('p', { class: 'ski big' }, grouped(identity.ski)),
    h('img', { class: 'qr', src: '/api/v1/identity/qr.svg', alt: say('identity.picture'), width: 240, height: 240 }),
    h('details', {}, h('summary', {}, say('identity.text')), h('p', { class: 'code' }, code?.qr ?? '')),
    h(
      'dl',
      {},
      fact('identity.shipId', identity.shipId),
      fact('identity.until', identity.certificateUntil ? moment(identity.certificateUntil) : ''),
      fact('identity.port', status?.shipPort ?? ''),
      fact('identity.version', status?.version ?? ''),
    ),
  ];
}

function fact(name, value) {
  return [h('dt', {}, say(name)), h('dd', {}, String(value))];
}
