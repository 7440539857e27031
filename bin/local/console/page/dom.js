/** Elements with attributes, listeners and children. Text is always a text node: patients write it. */
function build(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(
    ...children.flat().filter((child) => child !== undefined && child !== false && child !== ""),
  );
  return element;
}

export const el = (tag, attributes, ...children) => build(document.createElement(tag), attributes, children);
export const svg = (tag, attributes, ...children) =>
  build(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
export const byId = (id) => document.getElementById(id);

/**
 * Makes the children of `parent` those of `items`, in order. A child whose item is as before stays, with its focus,
 * its selection and its scroll position.
 */
export function keyed(parent, items, keyOf, render) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const focused = document.activeElement?.dataset?.focus;
  const children = items.map((item) => {
    const key = keyOf(item);
    const print = JSON.stringify(item);
    const known = before.get(key);
    if (known && known.print === print) return known;
    const child = render(item);
    child.dataset.key = key;
    child.print = print;
    return child;
  });
  if (children.length === parent.children.length && children.every((c, i) => c === parent.children[i]))
    return;
  parent.replaceChildren(...children);
  if (focused) parent.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** The same for a list of things with ids, and words for an empty one. */
export function listed(parent, items, empty, render) {
  keyed(
    parent,
    items.length > 0 ? items : [{ id: "nothing" }],
    ({ id }) => id,
    (item) => (items.length > 0 ? render(item) : el("li", { class: "empty" }, empty)),
  );
}

/** An instant as it is told where the patient lives. */
export function when(instant, timeZone, style = "short") {
  const form =
    style === "long"
      ? {
          weekday: "short",
          day: "numeric",
          month: "short",
          year: "numeric",
          hour: "2-digit",
          minute: "2-digit",
        }
      : { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat("en-GB", { ...form, timeZone }).format(new Date(instant));
}

export const words = (code) => code.replaceAll("_", " ").replaceAll("-", " ");
export const channelNames = {
  sms: "SMS",
  voice: "Voice",
  email: "Email",
  push: "Push",
  portal: "Portal",
  letter: "Letter",
  "staff-call": "Call by staff",
};
