// The page: which view is shown, with what data, and whether that is still true.

import { find, get, Refusal, Unreachable } from './api.js';
import { choose, colours, language, show } from './choices.js';
import * as decisions from './decisions.js';
import * as device from './device.js';
import * as devices from './devices.js';
import * as doctor from './doctor.js';
import { h, patch } from './dom.js';
import { Frames } from './frames.js';
import * as identity from './identity.js';
import { follow } from './link.js';
import * as login from './login.js';
import * as pairing from './pairing.js';
import { ask, leave } from './question.js';
import { span } from './time.js';
import { say } from './words.js';

const VIEWS = { devices, pairing, identity, doctor, decisions };
const SHARED = ['devices', 'status'];
const POLL = 3_000;
const TICK = 1_000;
const TOGETHER = 100;
const EVENTS_KEPT = 2_000;

class Page {
  data = {};
  events = [];
  frames = null;
  older = null;
  isLive = false;
  needsLogin = false;
  lostAt = null;
  loadedAt = performance.now();
  #round = 0;
  #loading = 0;
  #isStale = false;
  #timer = null;

  constructor() {
    this.route = routeOf(location.hash);
  }

  start() {
    show();
    addEventListener('hashchange', () => this.#go());
    setInterval(() => this.#render(), TICK);
    setInterval(() => document.hidden || this.#soon(), POLL);
    this.#enter();
    follow({
      opened: () => this.#resync(),
      event: (event) => {
        this.#remember([event]);
        this.#soon();
      },
      lost: () => {
        this.#lose();
        this.refresh();
      },
    });
  }

  secondsSinceLoad() {
    return (performance.now() - this.loadedAt) / 1_000;
  }

  /** Has something done, and shows what came of it; nothing is shown before it is so. */
  async act(deed) {
    try {
      await deed();
    } catch (refused) {
      this.#fail(refused);
    }
    await this.refresh();
  }

  /** Asks for what the view shows. */
  async refresh(isFirst = false) {
    const round = ++this.#round;
    const { route } = this;
    this.#loading++;
    try {
      const wanted = Object.entries(this.#view().needs(route, isFirst, this.data));
      const found = await Promise.all(wanted.map(async ([name, path]) => [name, await find(path)]));
      if (round === this.#round && route === this.route) {
        Object.assign(this.data, Object.fromEntries(found));
        this.loadedAt = performance.now();
      }
      if (wanted.length && !this.needsLogin) {
        this.isLive = true;
        this.lostAt = null;
      }
    } catch (refused) {
      this.#fail(refused);
    }
    this.#loading--;
    this.#render();
    if (this.#isStale && this.#loading === 0) {
      this.#isStale = false;
      this.#soon();
    }
  }

  loggedIn() {
    this.needsLogin = false;
    this.#resync();
  }

  loggedOut() {
    this.data = {};
    this.events = [];
    this.needsLogin = true;
    this.#render();
  }

  /** Many events at once are one reason to ask, and what is asked already may be older than the event. */
  #soon() {
    if (this.#loading > 0) {
      this.#isStale = true;
    } else {
      this.#timer ??= setTimeout(() => {
        this.#timer = null;
        this.refresh();
      }, TOGETHER);
    }
  }

  /** After a gap, of whatever kind: all anew. */
  async #resync() {
    this.refresh();
    try {
      const kept = await get('events');
      this.events = [];
      this.#remember(kept.events);
    } catch (refused) {
      this.#fail(refused);
    }
    this.#enterFrames();
    this.#render();
  }

  #remember(events) {
    const known = this.events.at(-1)?.seq ?? 0;
    this.events = [...this.events, ...events.filter((event) => event.seq > known)].slice(-EVENTS_KEPT);
  }

  #lose() {
    this.isLive = false;
    this.lostAt ??= performance.now();
    this.#render();
  }

  #fail(refused) {
    if (refused instanceof Unreachable) {
      this.#lose();
    } else if (refused instanceof Refusal && refused.status === 401) {
      this.loggedOut();
    } else if (refused instanceof Refusal) {
      ask({ title: say('refused'), content: [h('p', { lang: 'en' }, refused.message), h('p', { lang: 'en' }, refused.problem.remedy ?? '')], answers: [] });
    } else {
      throw refused;
    }
  }

  #go() {
    leave();
    this.route = routeOf(location.hash);
    this.data = Object.fromEntries(SHARED.filter((name) => name in this.data).map((name) => [name, this.data[name]]));
    this.older = null;
    this.#enter();
    document.querySelector('h1').focus();
  }

  #enter() {
    this.#enterFrames();
    this.#render();
    this.refresh(true);
  }

  #enterFrames() {
    this.frames?.close();
    this.frames = this.route.ski ? new Frames(this.route.ski, () => this.#render()) : null;
  }

  #view() {
    if (this.needsLogin) {
      return login;
    }
    return this.route.ski ? device : VIEWS[this.route.name];
  }

  #render() {
    const view = this.#view();
    const title = view.title(this);
    document.title = `${title} – shiphub`;
    const wanted = h(
      'div',
      { id: 'app', 'data-live': this.isLive ? 'yes' : 'no' },
      header(this),
      h('main', { 'data-view': this.needsLogin ? 'login' : this.route.name }, h('h1', { tabindex: -1 }, title), view.view(this)),
    );
    patch(document.getElementById('app'), wanted);
    if (this.data.devices && !performance.getEntriesByName('live').length) {
      performance.mark('live');
    }
  }
}

/** Devices are addressed by their SKI, and by nothing else. */
function routeOf(hash) {
  const ski = /^#\/device\/([0-9a-f]{40})$/.exec(hash)?.[1];
  const name = hash.slice(2);
  return ski ? { name: 'device', ski } : { name: name in VIEWS ? name : 'devices' };
}

function header(page) {
  return h(
    'header',
    {},
    h('a', { class: 'brand', href: '#/devices' }, 'shiphub'),
    page.needsLogin ? null : navigation(page),
    h(
      'div',
      { class: 'choices' },
      chooser('language', language(), { en: 'English', de: 'Deutsch' }),
      chooser('colours', colours(), { auto: say('colours.auto'), light: say('colours.light'), dark: say('colours.dark') }),
      page.data.status?.admin.tokenRequired ? h('button', { type: 'button', onclick: () => page.act(() => login.logOut(page)) }, say('logout')) : null,
    ),
    h('div', { role: 'status', class: 'link' }, linkWords(page)),
  );

  function chooser(what, chosen, options) {
    return h(
      'select',
      {
        name: what,
        'aria-label': say(what),
        onchange: (change) => {
          choose(what, change.target.value);
          page.refresh();
        },
      },
      Object.entries(options).map(([value, words]) => h('option', { value, selected: value === chosen }, words)),
    );
  }
}

function navigation(page) {
  return h(
    'nav',
    { 'aria-label': say('navigation') },
    h(
      'ul',
      {},
      Object.entries(VIEWS).map(([name, view]) =>
        h('li', {}, h('a', { href: `#/${name}`, 'aria-current': page.route.name === name ? 'page' : false }, view.title(page))),
      ),
    ),
  );
}

function linkWords(page) {
  if (page.lostAt === null || page.needsLogin) {
    return null;
  }
  const since = span((performance.now() - page.lostAt) / 1_000);
  return h('p', { class: 'lost' }, say('link.lost'), ' ', say('link.since', since));
}

new Page().start();
