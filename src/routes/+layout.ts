/** Pages are text and forms; one small script enhances them, so the framework sends none of its own. */
export const csr = false;
