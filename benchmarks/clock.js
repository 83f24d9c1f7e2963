/**
 * The clock inside the page, installed before anything of it runs. Times end when the picture is painted: with the
 * first frame after the board says so, once that frame is drawn (a message sent from it is delivered afterwards).
 */
(() => {
  const PATIENCE = 60000; // ms until a picture that does not come is an error
  let pressed; // when the pointer or a key last went down
  let waiting; // the one thing waited for: { attribute, before, done }

  const host = () => document.querySelector("[data-painted]");
  function painted(done) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    requestAnimationFrame(() => port2.postMessage(null));
  }

  function expect(attribute, before) {
    return new Promise((done, fail) => {
      waiting = { attribute, before, done };
      setTimeout(() => fail(new Error(`No new data-${attribute} within ${PATIENCE / 1000} s`)), PATIENCE);
    });
  }

  function look() {
    if (!waiting) return;
    const value = host()?.dataset[waiting.attribute];
    if (value === undefined || value === waiting.before) return;
    painted(waiting.done);
    waiting = undefined;
  }

  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => (pressed = performance.now()), { capture: true });
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributeFilter: ["data-painted", "data-hop"] });

  let answer;
  window.benchmark = {
    /** Resolves with the wall clock (ms) and the time since the navigation (ms) of the first picture. */
    first: expect("painted").then((at) => ({ wall: performance.timeOrigin + at, load: at })),
    /** From now on waits for a new value of the board's data-`attribute`. */
    arm(attribute) {
      pressed = undefined;
      answer = expect(attribute, host().dataset[attribute]).then((at) => {
        if (pressed === undefined) throw new Error("The picture changed before anything was pressed");
        return at - pressed;
      });
    },
    /** Resolves with the ms from the press to the new picture. */
    elapsed: () => answer,
    /** Resolves with the ms between two frames. */
    async frame() {
      const times = [];
      while (times.length < 61) times.push(await new Promise(requestAnimationFrame));
      const gaps = times.slice(1).map((time, i) => time - times[i]);
      return gaps.sort((a, b) => a - b)[30];
    },
  };
})();
