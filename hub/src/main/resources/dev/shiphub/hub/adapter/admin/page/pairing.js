// Pairing: the window, who waits before it, a code that was scanned elsewhere, and the dialogue that decides.

import { decide, send } from './api.js';
import { grouped, mark, nameOf, productOf } from './device-mark.js';
import { h } from './dom.js';
import { ask } from './question.js';
import { span } from './time.js';
import { say } from './words.js';

const SKI = /^[0-9a-f]{40}$/;

export const title = () => say('pairing.title');

export const needs = () => ({ window: 'pairing-window', devices: 'devices' });

export function view(page) {
  return [windowPart(page), waitingPart(page), codePart(page)];
}

function windowPart(page) {
  const at = page.data.window;
  if (!at) {
    return h('p', { 'data-loading': true }, say('loading'));
  }
  const left = at.open ? at.closesIn - page.secondsSinceLoad() : 0;
  return h(
    'section',
    { 'data-window': at.open ? 'open' : 'closed' },
    h('h2', {}, say('window.title')),
    h('p', {}, at.open ? say(at.one ? 'window.openForOne' : 'window.open', span(left)) : say('window.closed')),
    at.open
      ? button('window.close', page, 'close-window', () => send('DELETE', 'pairing-window'))
      : button('window.openIt', page, 'open-window', () => send('POST', 'pairing-window')),
  );
}

function button(words, page, deed, action) {
  return h('button', { type: 'button', disabled: !page.isLive, 'data-deed': deed, onclick: () => page.act(action) }, say(words));
}

function waitingPart(page) {
  const waiting = page.data.window?.waiting ?? [];
  return h(
    'section',
    {},
    h('h2', {}, say('waiting.title')),
    waiting.length ? h('ul', { class: 'cards' }, waiting.map((device) => waitingCard(device, page))) : h('p', { class: 'empty' }, say('waiting.none')),
  );
}

function waitingCard(device, page) {
  return h(
    'li',
    { class: 'card', 'data-key': device.ski, 'data-ski': device.ski },
    h('h3', {}, nameOf(device)),
    h('p', { class: 'product' }, productOf(device)),
    h('p', {}, mark('state', device.state)),
    h('p', { class: 'ski' }, grouped(device.ski)),
    h('button', { type: 'button', disabled: !page.isLive, 'data-deed': 'pair', onclick: () => askToPair(device, page) }, say('pair.look')),
  );
}

function codePart(page) {
  const trouble = h('div', { role: 'alert', 'data-own': true });
  return h(
    'section',
    {},
    h('h2', {}, say('code.title')),
    h('p', { id: 'code-words' }, say('code.words')),
    h(
      'form',
      {
        'data-form': 'code',
        onsubmit: (submitted) => {
          submitted.preventDefault();
          takeCode(submitted.target, page);
        },
      },
      h('label', { for: 'code' }, say('code.label')),
      h('textarea', { id: 'code', name: 'code', rows: 3, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'code-words' }),
      trouble,
      h('button', { type: 'submit', disabled: !page.isLive }, say('code.go')),
    ),
  );
}

function takeCode(form, page) {
  const text = form.code.value.trim();
  const ski = skiOf(text);
  const trouble = form.querySelector('[role=alert]');
  if (!ski) {
    trouble.replaceChildren(h('p', {}, say('code.wrong')));
    return;
  }
  trouble.replaceChildren();
  form.reset();
  const known = page.data.devices?.devices.find((device) => device.ski === ski) ?? { ski };
  askToPair(known, page, text.startsWith('SHIP;') ? { qr: text } : {});
}

/** The SKI that a text is, or that the text of a QR code holds. */
function skiOf(text) {
  const member = /^SHIP;(?:.*;)?SKI:([^;]*);/s.exec(text)?.[1] ?? text;
  const ski = member.replace(/[\s:-]/g, '').toLowerCase();
  return SKI.test(ski) ? ski : null;
}

/** The dialogue that decides about a device; what it was told is forgotten with it. */
export function askToPair(device, page, known = {}) {
  const isWaiting = device.state === 'waiting-for-trust';
  const pair = async (form) => {
    const pin = form.get('pin').replace(/\s/g, '');
    await decide(device.ski, 'pair', { ...known, ...(pin ? { pin } : {}) });
    await page.refresh();
  };
  const deny = async () => {
    await decide(device.ski, 'deny');
    await page.refresh();
  };
  ask({
    title: say('pair.title', nameOf(device)),
    content: comparison(device, known),
    answers: [
      { name: 'confirm', words: say(device.paired ? 'pin.send' : 'pair.confirm'), deed: pair },
      ...(isWaiting ? [{ name: 'deny', words: say('pair.deny'), deed: deny, isDangerous: true }] : []),
    ],
  });
}

function comparison(device, known) {
  return [
    h('p', { class: 'product' }, productOf(device)),
    h('p', {}, say(known.qr ? 'pair.scanned' : device.paired ? 'pin.words' : 'pair.compare')),
    h('p', { class: 'ski big' }, grouped(device.ski)),
    h('label', { for: 'pin' }, say('pin.label')),
    h('input', { id: 'pin', name: 'pin', autocomplete: 'off', spellcheck: 'false', maxlength: 24, 'aria-describedby': 'pin-words' }),
    h('p', { id: 'pin-words', class: 'hint' }, say('pin.hint')),
  ];
}

/** What has to be confirmed because it ends something. */
export function confirm(device, page, decision) {
  ask({
    title: say(`${decision}.title`, nameOf(device)),
    content: [h('p', {}, say(`${decision}.words`)), h('p', { class: 'ski' }, grouped(device.ski))],
    answers: [
      {
        name: 'confirm',
        words: say(`${decision}.confirm`),
        isDangerous: true,
        deed: async () => {
          await decide(device.ski, decision);
          await page.refresh();
        },
      },
    ],
  });
}

