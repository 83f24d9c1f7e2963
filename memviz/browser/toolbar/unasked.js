/**
 * What is typed into a text field of the page and not asked yet. Streamlit tells the server of it when the field is left:
 * a reload before that, or a server that starts anew, would lose it. This tab alone keeps it.
 */
import { isReload } from "../component/address.js";

const NAME = "memviz unasked";
const FIELDS = ".stTextArea textarea, .stTextInput input";

/** What is kept, of every page of the app; the bars of all pages share it. */
export function unasked() {
  return (globalThis.memvizUnasked ??= new Unasked());
}

class Unasked {
  constructor() {
    this.texts = attempt(() => JSON.parse(sessionStorage.getItem(NAME) ?? "{}")) ?? {};
    this.session = isReload() ? "before the reload" : null;
    this.watch = new MutationObserver(() => this.bringBack());
    addEventListener("input", ({ target }) => this.typed(target), true);
  }

  typed(field) {
    if (!field.matches?.(FIELDS)) return;
    this.texts[placeOf(field)] = field.value;
    this.keep();
  }

  /** The server has answered in a session: it knows what has been left; another session than before knows nothing. */
  settle(session) {
    const anew = this.session !== null && this.session !== session;
    this.session = session;
    this.watch.disconnect();
    if (anew) this.beginning = true;
    if (anew) requestAnimationFrame(() => requestAnimationFrame(() => this.begin())); // Streamlit writes its texts first
    else if (!this.beginning) this.forget();
  }

  /** Brings back what there is a field for, and the rest when its field comes. */
  begin() {
    this.beginning = false;
    if (this.bringBack()) this.watch.observe(document.body, { childList: true, subtree: true });
  }

  /** Forgets what stands in fields of this page that nobody is typing in. */
  forget() {
    for (const field of fieldsHere()) if (field !== document.activeElement) delete this.texts[placeOf(field)];
    this.keep();
  }

  /** Writes into the fields what was typed there, as if it were typed now, and leaves them; how many are not there yet. */
  bringBack() {
    const fields = [...fieldsHere()].filter((field) => placeOf(field) in this.texts);
    for (const field of fields) {
      const text = this.texts[placeOf(field)];
      delete this.texts[placeOf(field)];
      if (field.value !== text) type(field, text);
    }
    this.keep();
    return Object.keys(this.texts).filter((place) => place.startsWith(`${location.pathname} `)).length;
  }

  keep() {
    attempt(() => sessionStorage.setItem(NAME, JSON.stringify(this.texts)));
  }
}

/** Types into a field of Streamlit's, which listens to events alone and takes no value that is merely set. */
function type(field, text) {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
}

/** @returns {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} the fields of this page */
function fieldsHere() {
  return document.querySelectorAll(FIELDS);
}

/** A field's page and its key. */
function placeOf(field) {
  return `${location.pathname} ${/st-key-(\S+)/.exec(field.closest("[class*=st-key-]")?.className)?.[1]}`;
}

function attempt(work) {
  try {
    return work();
  } catch {
    return null; // a browser may refuse even the mention of its storage
  }
}
