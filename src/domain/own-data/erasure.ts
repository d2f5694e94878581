/** What becomes of what someone wrote when they delete their account. Pure. */

/** Kept under "former participant", or their words taken out for good. */
export const fates = ['kept', 'erased'] as const;
export type Fate = (typeof fates)[number];

export const isFate = (word: unknown): word is Fate => fates.includes(word as Fate);

/** What stands for the name of someone who has gone; the page says it in the reader's language. */
export const former = '';

/** An address no mail can be sent to and no link asked for. */
export const noAddress = (personId: string) => `${personId}@erased`;
