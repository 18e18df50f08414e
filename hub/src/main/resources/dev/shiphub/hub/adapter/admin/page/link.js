// The link to the daemon: its events as they happen, or that they do not come.

const AGAIN = 1_000;

/**
 * Follows the events for as long as the page is open. After each opening something may have been missed:
 * whoever hears opened() asks for everything anew.
 */
export function follow({ opened, event, lost }) {
  const source = new EventSource('/api/v1/events');
  source.onopen = opened;
  source.onmessage = (message) => event(JSON.parse(message.data));
  source.addEventListener('resync-required', opened);
  source.onerror = () => {
    source.close();
    lost();
    setTimeout(() => follow({ opened, event, lost }), AGAIN);
  };
}
