/** A name within a sentence keeps its own direction. */

const [open, close] = [String.fromCodePoint(0x2068), String.fromCodePoint(0x2069)];

export const isolate = (name: string) => `${open}${name}${close}`;
