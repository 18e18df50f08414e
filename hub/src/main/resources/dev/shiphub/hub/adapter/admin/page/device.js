// One device: how it stands and why, its history, its handshake, its frames.

import { grouped, mark, nameOf, productOf } from './device-mark.js';
import { pairButton, sentence } from './devices.js';
import { h } from './dom.js';
import { framesPart } from './frames.js';
import { confirm } from './pairing.js';
import { handshakePart } from './sequence.js';
import { ago, moment, span } from './time.js';
import { timelinePart } from './timeline.js';
import { say, sayOr } from './words.js';

export const title = (page) => {
  const device = deviceOf(page);
  return device ? nameOf(device) : say('device.title');
};

export const needs = ({ ski }) => ({ devices: 'devices', why: `devices/${ski}/why` });

function deviceOf(page) {
  return page.data.devices?.devices.find((device) => device.ski === page.route.ski);
}

export function view(page) {
  if (!page.data.devices) {
    return [h('p', { 'data-loading': true }, say('loading'))];
  }
  const device = deviceOf(page);
  if (!device) {
    return [h('p', { class: 'empty' }, say('device.unknown')), h('p', { class: 'ski' }, grouped(page.route.ski))];
  }
  return [
    summary(device, page),
    evidencePart(page.data.why?.evidence, device),
    handshakePart(page.frames, device),
    timelinePart(page.events, device),
    framesPart(page.frames),
  ];
}

function summary(device, page) {
  return h(
    'section',
    { class: 'summary', 'data-ski': device.ski, 'aria-label': say('device.summary') },
    h('p', { class: 'product' }, productOf(device)),
    h('p', {}, mark('state', device.state), ' ', device.paired ? h('span', { class: 'tag' }, say('device.paired')) : null),
    sentence({ ...device, why: page.data.why ?? device.why }),
    h('p', {}, 'SKI ', h('span', { class: 'ski' }, grouped(device.ski))),
    device.session ? h('p', {}, say('device.session', device.session.address, span(device.session.lastHeardAgo ?? 0))) : null,
    pairButton(device, page),
    h(
      'p',
      { class: 'actions' },
      device.paired ? endButton(device, page, 'unpair') : null,
      device.connections.length ? endButton(device, page, 'disconnect') : null,
    ),
  );
}

function endButton(device, page, decision) {
  return h(
    'button',
    { type: 'button', class: 'danger', disabled: !page.isLive, 'data-deed': decision, onclick: () => confirm(device, page, decision) },
    say(`${decision}.begin`),
  );
}

/** What the sentence rests on. */
function evidencePart(evidence, device) {
  const facts = evidence ? factsOf(evidence) : factsOfDevice(device);
  return h(
    'section',
    {},
    h('h2', {}, say('evidence.title')),
    facts.length ? h('ul', { class: 'facts' }, facts.map((fact) => h('li', {}, fact))) : h('p', { class: 'empty' }, say('evidence.none')),
  );
}

function factsOf(evidence) {
  const { records = [], addresses = [], phase, lastWords, asked, nextAttemptIn } = evidence;
  return [
    ...records.map((record) => recordWords(record)),
    ...addresses.map((place) => placeWords(place)),
    phase && say('evidence.phase', phase),
    lastWords && say('evidence.lastWords', sayOr('by', lastWords.by), [lastWords.code, lastWords.text].filter((it) => it !== undefined).join(' ')),
    asked && say('evidence.asked', asked.count, moment(asked.lastAt)),
    nextAttemptIn !== undefined && say('evidence.next', span(nextAttemptIn)),
  ].filter(Boolean);
}

function factsOfDevice(device) {
  return [
    ...device.records.map((record) => recordWords(record)),
    ...device.candidates.map((place) => placeWords(place)),
    device.nextDialIn !== undefined && say('evidence.next', span(device.nextDialIn)),
  ].filter(Boolean);
}

function recordWords({ instance, host, port, heardAgo }) {
  const where = `${host}:${port}`;
  return heardAgo === undefined ? say('evidence.seen', instance, where) : say('evidence.record', instance, where, ago(heardAgo));
}

function placeWords(place) {
  const where = `${place.host}:${place.port}`;
  return place.result === undefined ? say('evidence.untried', where) : say('evidence.tried', where, ago(place.triedAgo), place.result);
}

