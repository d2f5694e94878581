/** Contributions that say the same: what a group is called, and how long its lists are. Pure. */

export const longestTitle = 200;
/** Members on a page. */
export const membersShown = 50;
