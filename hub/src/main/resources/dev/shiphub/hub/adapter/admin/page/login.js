// Logging in with a token, where the daemon wants one.

import { send } from './api.js';
import { h } from './dom.js';
import { troubleOf } from './question.js';
import { say } from './words.js';

export const title = () => say('login.title');

export const needs = () => ({});

export function view(page) {
  return [
    h('p', { id: 'login-words' }, say('login.words')),
    h(
      'form',
      {
        'data-form': 'login',
        onsubmit: (submitted) => {
          submitted.preventDefault();
          logIn(submitted.target, page);
        },
      },
      h('label', { for: 'token' }, say('login.label')),
      h('input', { id: 'token', name: 'token', type: 'password', autocomplete: 'off', 'aria-describedby': 'login-words' }),
      h('div', { role: 'alert', 'data-own': true }),
      h('button', { type: 'submit' }, say('login.go')),
    ),
  ];
}

async function logIn(form, page) {
  const token = form.token.value.trim();
  form.reset();
  try {
    await send('POST', '/login', { token });
    page.loggedIn();
  } catch (refused) {
    form.querySelector('[role=alert]').replaceChildren(...troubleOf(refused));
  }
}

export async function logOut(page) {
  await send('POST', '/logout');
  page.loggedOut();
}
