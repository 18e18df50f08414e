// The frames of a device as they come, decoded.

import { find } from './api.js';
import { h } from './dom.js';
import { moment } from './time.js';
import { say } from './words.js';

const KEPT = 300;

/** The frames of one device: those that are kept, then each new one. Ends with close(). */
export class Frames {
  constructor(ski, changed) {
    this.path = `devices/${ski}/trace`;
    this.changed = changed;
    this.frames = [];
    this.isKnown = false;
    this.isClosed = false;
    this.load();
  }

  async load() {
    try {
      const kept = await find(`${this.path}?format=json&limit=${KEPT}`);
      this.isKnown = kept !== null;
      if (kept && !this.isClosed) {
        this.frames = kept.frames;
        this.follow(kept.last);
      }
    } catch {
      // Whoever opens the link to the daemon again makes another one.
    }
    this.changed();
  }

  follow(last) {
    this.source = new EventSource(`/api/v1/${this.path}?since=${last}`);
    this.source.addEventListener('frame', (message) => {
      const frame = JSON.parse(message.data);
      if (frame.seq > (this.frames.at(-1)?.seq ?? -1)) {
        this.frames = [...this.frames, frame].slice(-KEPT);
        this.changed();
      }
    });
    this.source.onerror = () => this.source.close();
  }

  close() {
    this.isClosed = true;
    this.source?.close();
  }
}

export function framesPart(frames) {
  const all = frames?.frames ?? [];
  return h(
    'section',
    {},
    h('h2', {}, say('frames.title')),
    all.length
      ? h('ol', { class: 'frames', reversed: true }, [...all].reverse().map(row))
      : h('p', { class: 'empty' }, say('frames.none')),
  );
}

function row(frame) {
  const isIn = frame.direction === 'in';
  return h(
    'li',
    { 'data-key': frame.seq },
    h(
      'details',
      {},
      h(
        'summary',
        {},
        h('time', { datetime: frame.at }, moment(frame.at)),
        h('span', { class: 'arrow', 'aria-hidden': 'true' }, isIn ? '→' : '←'),
        h('span', { class: 'hidden' }, say(isIn ? 'frame.in' : 'frame.out')),
        h('strong', {}, frame.message ?? frame.kind),
        h('span', { class: 'cause' }, say('frame.octets', frame.connection, frame.octets)),
      ),
      h('pre', { tabindex: 0, 'aria-label': say('frame.body') }, frame.body === undefined ? (frame.hex ?? '') : JSON.stringify(frame.body, null, 1)),
    ),
  );
}
