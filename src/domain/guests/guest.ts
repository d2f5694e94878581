/** A guest: someone who takes part without a verified address, known by their device and counted apart. Pure. */

/** What stands where an address would: no mail can be sent to it and no link asked for. */
export const addressOf = (personId: string) => `${personId}@guest`;

/** Seconds a proof of work may take from the page to the form. */
export const proofSeconds = 600;

/** Days an act is kept while a moderator has yet to read it. */
export const askedDays = 30;

/** Longest reason for not letting somebody in. */
export const reasonLength = 1000;
