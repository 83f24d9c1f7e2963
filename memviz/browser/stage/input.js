/** Keys, clicks and fingers on the stage. */

const SWIPE = 40; // px
const BACK = 0.3; // of the width: a click to the left of it goes back

/** What a key does on the stage; null for a key that means nothing there, or that belongs to a button. */
export function stageKey(event, stage) {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (altKey || ctrlKey || metaKey) return null;
  const onButton = event.composedPath?.()[0]?.tagName === "BUTTON";
  if (onButton && (key === "Enter" || key === " ")) return null;
  const [on, back] = [() => stage.press(1), () => stage.press(-1)];
  const keys = {
    ...{ ArrowRight: on, ArrowDown: on, PageDown: on, Enter: on, " ": shiftKey ? back : on },
    ...{ ArrowLeft: back, ArrowUp: back, PageUp: back, Backspace: back },
    ...{ Home: () => stage.jump(0), End: () => stage.jump(stage.places.length - 1), Escape: () => stage.leave() },
    ...{ p: () => stage.player.turn(), n: () => stage.notes.toggle(), w: () => stage.notes.beside() },
    ...{ "+": () => stage.player.pace(-1), "=": () => stage.player.pace(-1), "-": () => stage.player.pace(1) },
  };
  const name = key.length === 1 ? key.toLowerCase() : key;
  return Object.hasOwn(keys, name) ? keys[name] : null;
}

export class Touch {
  /** `press(by)` steps; `touched()` hears of every finger. A swipe and a tap are no two steps. */
  constructor(node, press, touched) {
    node.addEventListener("touchstart", (event) => this.start(event, touched), { passive: true });
    node.addEventListener("touchend", (event) => this.end(event, press));
    node.addEventListener("click", ({ clientX }) => press(clientX < BACK * innerWidth ? -1 : 1));
  }

  start({ touches }, touched) {
    this.from = touches.length === 1 ? [touches[0].clientX, touches[0].clientY] : null;
    touched();
  }

  end(event, press) {
    if (!this.from) return;
    const { clientX, clientY } = event.changedTouches[0];
    const [across, down] = [clientX - this.from[0], clientY - this.from[1]];
    if (Math.abs(across) < SWIPE || Math.abs(across) < Math.abs(down)) return;
    event.preventDefault(); // no click after it
    press(across < 0 ? 1 : -1);
  }
}
