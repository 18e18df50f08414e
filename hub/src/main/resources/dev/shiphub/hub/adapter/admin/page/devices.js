// All devices as cards.

import { mark, nameOf, productOf } from './device-mark.js';
import { h } from './dom.js';
import { askToPair } from './pairing.js';
import { either, say } from './words.js';

const FIRST = ['waiting-for-trust', 'waiting-for-pin', 'waiting-for-device', 'removed-us'];

export const title = () => say('devices.title');

export const needs = () => ({ devices: 'devices', status: 'status' });

export function view(page) {
  const devices = page.data.devices?.devices;
  if (!devices) {
    return [h('p', { 'data-loading': true }, say('loading'))];
  }
  return [warnings(page.data.status), devices.length ? cards(devices, page) : h('p', { class: 'empty' }, say('devices.none'))];
}

function warnings(status) {
  return (status?.warnings ?? []).map((text) => h('p', { class: 'warning', lang: 'en' }, text));
}

function cards(devices, page) {
  const sorted = [...devices].sort((a, b) => rank(a) - rank(b) || nameOf(a).localeCompare(nameOf(b)) || a.ski.localeCompare(b.ski));
  return h('ul', { class: 'cards' }, sorted.map((device) => card(device, page)));
}

function rank(device) {
  return FIRST.includes(device.state) ? 0 : device.paired ? 1 : 2;
}

function card(device, page) {
  return h(
    'li',
    { class: 'card', 'data-key': device.ski, 'data-ski': device.ski },
    h('h2', {}, h('a', { href: `#/device/${device.ski}` }, nameOf(device))),
    h('p', { class: 'product' }, productOf(device) || ' '),
    h('p', {}, mark('state', device.state)),
    sentence(device),
    pairButton(device, page),
  );
}

/** Why it is not connected, and who has to do what. */
export function sentence(device) {
  const why = device.why;
  if (!why) {
    return h('p', { class: 'why', lang: 'en' }, device.because);
  }
  const remedy = why.actor === 'nobody' ? '' : either(why.remedy);
  return h('p', { class: 'why', 'data-code': why.code }, either(why.sentence), remedy ? h('span', { class: 'remedy' }, remedy) : null);
}

/** Pairing, for a device that can be paired or wants its PIN. */
export function pairButton(device, page) {
  const wantsPin = Boolean(device.pin?.asked) && !device.pin.sent;
  if (device.paired && !wantsPin) {
    return null;
  }
  const words = device.paired ? 'pin.enter' : device.state === 'waiting-for-trust' ? 'pair.look' : 'pair.begin';
  return h(
    'p',
    { class: 'actions' },
    h('button', { type: 'button', disabled: !page.isLive, 'data-deed': 'pair', onclick: () => askToPair(device, page) }, say(words)),
  );
}
