// Who decided what about trust, from the audit log.

import { get } from './api.js';
import { grouped } from './device-mark.js';
import { h } from './dom.js';
import { moment } from './time.js';
import { say, sayOr } from './words.js';

const PAGE = 50;

export const title = () => say('decisions.title');

export const needs = () => ({ audit: `audit?limit=${PAGE}` });

export function view(page) {
  const { audit } = page.data;
  if (!audit) {
    return [h('p', { 'data-loading': true }, say('loading'))];
  }
  const older = page.older ?? { entries: [], more: audit.more };
  const all = [...audit.entries, ...older.entries.filter((entry) => entry.seq < (audit.entries.at(-1)?.seq ?? 0))];
  return [
    h('p', {}, say('decisions.words')),
    h('ol', { class: 'decisions', reversed: true }, all.map(row)),
    older.more ? h('button', { type: 'button', disabled: !page.isLive, 'data-deed': 'older', onclick: () => page.act(() => more(page, all)) }, say('decisions.older')) : null,
  ];
}

async function more(page, all) {
  const next = await get(`audit?limit=${PAGE}&before=${all.at(-1).seq}`);
  page.older = { entries: [...(page.older?.entries ?? []), ...next.entries], more: next.more };
}

function row(entry) {
  return h(
    'li',
    { 'data-key': entry.seq, 'data-seq': entry.seq },
    h('time', { datetime: entry.at }, moment(entry.at)),
    h('strong', {}, sayOr('deed', entry.deed)),
    entry.ski ? h('a', { class: 'ski', href: `#/device/${entry.ski}` }, grouped(entry.ski)) : null,
    h('span', { class: 'cause', lang: 'en' }, [entry.who, entry.how, entry.evidence].filter(Boolean).join('; ')),
  );
}
