// A question that has to be answered before something is done. It exists only while it is open: whoever leaves it,
// by Escape, by the button or by going elsewhere, leaves nothing behind.

import { Refusal } from './api.js';
import { h } from './dom.js';
import { say } from './words.js';

let open = null;

/**
 * Asks.
 *
 * @param content what is shown above the buttons
 * @param answers each with words, a deed that takes the form's values, and whether it is dangerous
 */
export function ask({ title, content, answers }) {
  leave();
  const trouble = h('div', { role: 'alert' });
  const form = h(
    'form',
    { method: 'dialog', novalidate: true },
    h('h2', { id: 'question-title' }, title),
    content,
    trouble,
    h('div', { class: 'actions' }, answers.map((answer) => answerButton(answer, trouble)), cancelButton()),
  );
  form.onsubmit = (submitted) => submitted.preventDefault();
  open = h('dialog', { 'aria-labelledby': 'question-title', onclose: leave }, form);
  document.body.append(open);
  open.showModal();
}

/** Leaves the question that is open, if one is. */
export function leave() {
  const left = open;
  open = null;
  if (left) {
    left.onclose = null;
    left.close();
    left.remove();
  }
}

function answerButton({ words, deed, isDangerous, name }, trouble) {
  return h(
    'button',
    {
      type: 'submit',
      class: isDangerous ? 'danger' : 'primary',
      'data-deed': name,
      onclick: async (click) => {
        const asked = open;
        const form = click.target.closest('form');
        const buttons = [...form.querySelectorAll('button')].filter((button) => button.dataset.deed !== 'cancel');
        buttons.forEach((button) => (button.disabled = true));
        trouble.replaceChildren();
        try {
          await deed(new FormData(form));
          if (open === asked) {
            leave();
          }
        } catch (refused) {
          trouble.replaceChildren(...troubleOf(refused));
          buttons.forEach((button) => (button.disabled = false));
        }
      },
    },
    words,
  );
}

function cancelButton() {
  return h('button', { type: 'button', 'data-deed': 'cancel', onclick: leave }, say('cancel'));
}

/** What went wrong, in the words of the API. */
export function troubleOf(refused) {
  if (!(refused instanceof Refusal)) {
    return [h('p', {}, say('link.lost'))];
  }
  const { detail, remedy } = refused.problem;
  return [h('p', { lang: 'en' }, detail ?? refused.message), h('p', { lang: 'en' }, remedy ?? '')];
}
