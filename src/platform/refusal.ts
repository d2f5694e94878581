/** A reason not to start, as a sentence for the terminal. */
export class Refusal extends Error {}
