/** How many units the review shows at once. */
export const perPage = 100;

/** The page a unit is on, from 1; `at` counts from 0. */
export const pageOf = (at: number) => Math.floor(Math.max(0, at) / perPage) + 1;
