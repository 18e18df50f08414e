// Times for people.

import { language } from './choices.js';
import { say } from './words.js';

/** A length of time, as coarse as it is of use. */
export function span(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 120) {
    return say('time.seconds', whole);
  }
  if (whole < 7_200) {
    return say('time.minutes', Math.round(whole / 60));
  }
  return whole < 172_800 ? say('time.hours', Math.round(whole / 3_600)) : say('time.days', Math.round(whole / 86_400));
}

export function ago(seconds) {
  return say('time.ago', span(seconds));
}

/** A moment by the clock of whoever looks. */
export function moment(iso) {
  const at = new Date(iso);
  const isToday = at.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(language(), isToday ? { timeStyle: 'medium' } : { dateStyle: 'short', timeStyle: 'medium' }).format(at);
}
