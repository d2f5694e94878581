/** What a page is rendered from and nothing else: the framework neither writes it into the page nor hands it out as data. */

export type Unsent<What> = { readonly it: What };

/** Hides a value from serialising, which walks what can be enumerated; the page reads `it` all the same. */
export const unsent = <What>(it: What): Unsent<What> =>
	Object.defineProperty({} as { it: What }, 'it', { value: it, enumerable: false });
