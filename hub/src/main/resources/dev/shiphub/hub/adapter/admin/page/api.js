// The admin API. What it refuses is a Refusal with its problem document; that it cannot be reached is Unreachable.

const PATIENCE = 15_000;

export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail ?? `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

export class Unreachable extends Error {}

export async function get(path) {
  return answer(path, { headers: { Accept: 'application/json' } });
}

/** Like get, but nothing where there is no such thing. */
export async function find(path) {
  try {
    return await get(path);
  } catch (refused) {
    if (refused instanceof Refusal && refused.status === 404) {
      return null;
    }
    throw refused;
  }
}

export async function send(method, path, body = {}) {
  return answer(path, {
    method,
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

export function decide(ski, decision, body) {
  return send('POST', `devices/${ski}/${decision}`, body);
}

async function answer(path, request) {
  const at = path.startsWith('/') ? path : `/api/v1/${path}`;
  let response;
  let json;
  try {
    response = await fetch(at, { ...request, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
    json = await response.json();
  } catch (gone) {
    if (response && !response.ok) {
      throw new Refusal(response.status, {});
    }
    throw new Unreachable(gone.message);
  }
  if (!response.ok) {
    throw new Refusal(response.status, json);
  }
  return json;
}
