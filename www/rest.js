// The rest of the page's WebAssembly. It is fetched in the background and put to the first part when it has arrived, or
// at once when the first part comes to something that it has not.

let first;
let toTell;
let isComplete = false;

/** `exports` are those of the first part. A divided page's script calls this before any of it runs. */
export function introduceFirst(exports) {
  first = exports;
}

/** Fetches the rest. `arrived` is called when all is there. */
export function fetchRest(arrived) {
  toTell = arrived;
  // A page whose functions are counted is to show what is needed without the rest.
  if (first?.hits) return;
  // What is not divided is all there.
  if (!first?.t0) return tell();
  // It may have been needed before it was asked for.
  if (isComplete) return queueMicrotask(tell);
  // Whatever goes wrong is tried again when the rest is needed, and so is told of then.
  WebAssembly.compileStreaming(fetch(address())).then(complete, tell);
}

/** Has the rest, at once. The first part calls this before it calls a function of the rest. */
export function haveRest() {
  if (!isComplete) complete(new WebAssembly.Module(arrived()));
}

function complete(module) {
  if (isComplete) return;
  isComplete = true;
  // It puts its functions into the table of the first part.
  new WebAssembly.Instance(module, { first });
  // Not now: the first part is in the midst of something.
  queueMicrotask(tell);
}

/** Says, once, that all is there, or that it is to be asked for. */
function tell() {
  toTell?.();
  toTell = undefined;
}

/** The rest's bytes. The page stands still until they have arrived, because the program does. */
function arrived() {
  for (;;) {
    const request = new XMLHttpRequest();
    request.open("GET", address(), false);
    // A synchronous request cannot ask for bytes: this makes each byte a character.
    request.overrideMimeType("text/plain; charset=x-user-defined");
    try {
      request.send();
      if (request.status < 400) return Uint8Array.from(request.responseText, (character) => character.charCodeAt(0));
    } catch {
      // It is as if the server had refused.
    }
    if (!confirm("A part of Loopscope did not arrive, and the program cannot go on without it. Try again?")) {
      throw new Error("a part of Loopscope did not arrive");
    }
  }
}

function address() {
  return document.querySelector('link[rel="preload"][href$="_bg.wasm"]').href.replace("_bg.wasm", "_rest.wasm");
}
