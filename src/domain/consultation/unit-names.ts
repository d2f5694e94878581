/** How units are named in a text and in addresses. */

type Named = { unitId: string; number: number | null };

/** `P9`; headings have none. */
export const nameOf = (number: number) => `P${number}`;

/** The fragment a unit has on the reading page: `p9`, or `s-` and the end of a heading's id. */
export const anchorOf = ({ unitId, number }: Named) =>
	number === null ? `s-${unitId.slice(-12)}` : `p${number}`;
