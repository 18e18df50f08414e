// Elements as values: a view returns a tree, and the page is patched to look like it, so that focus, selection and
// what was typed stay where they are. Text is always text: names come from strangers.

const HANDLERS = ['onclick', 'onsubmit', 'onchange', 'onclose'];
/** Attributes that belong to the user: whether details are open. */
const OF_USERS = new Set(['open']);

/** An element; attributes that are false, null or undefined are left out, functions are handlers. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element[name] = value;
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Makes what is shown look like a tree. Children with a data-key are recognised by it, wherever they are; what is in an
 * element with data-own is its own business. */
export function patch(shown, wanted) {
  if (shown.nodeType === Node.TEXT_NODE) {
    if (shown.data !== wanted.data) {
      shown.data = wanted.data;
    }
    return;
  }
  patchAttributes(shown, wanted);
  if (!('own' in wanted.dataset)) {
    patchChildren(shown, wanted);
  }
}

function patchAttributes(shown, wanted) {
  for (const { name } of [...shown.attributes]) {
    if (!wanted.hasAttribute(name) && !OF_USERS.has(name)) {
      shown.removeAttribute(name);
    }
  }
  for (const { name, value } of wanted.attributes) {
    if (shown.getAttribute(name) !== value && !OF_USERS.has(name)) {
      shown.setAttribute(name, value);
    }
  }
  for (const handler of HANDLERS) {
    shown[handler] = wanted[handler];
  }
}

function patchChildren(shown, wanted) {
  const keyed = new Map([...shown.childNodes].filter(key).map((child) => [key(child), child]));
  let next = shown.firstChild;
  for (const child of [...wanted.childNodes]) {
    const found = key(child) ? keyed.get(key(child)) : next && !key(next) ? next : undefined;
    if (!found || found.nodeName !== child.nodeName) {
      shown.insertBefore(child, next);
      continue;
    }
    if (found === next) {
      next = next.nextSibling;
    } else {
      shown.insertBefore(found, next);
    }
    patch(found, child);
  }
  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}

function key(node) {
  return node.dataset?.key;
}
