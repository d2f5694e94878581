import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import type { Language } from '#domain/languages.ts';
import type { Space } from '#domain/space/store.server.ts';
import type { House } from '#platform/house.server.ts';
import type { Kept } from '#platform/web/keep.server.ts';

declare global {
	namespace App {
		interface Locals {
			house: House;
			db: Database;
			/** The request's own number, shown with unexpected errors. */
			id: string;
			lang: Language;
			/** Who is signed in, all the way. */
			viewer: Viewer | null;
			/** Who has yet to use their second key: nobody to every page but the one that asks for it. */
			partial: Viewer | null;
			/** A guest whom no moderator has let in yet: nobody to every page but the one of what waits. */
			waiting: Viewer | null;
			/** The space of the address; there is one on every route with [space]. */
			space: Space;
			address: string;
			/** Seconds for the Retry-After header, set with a refusal for too many requests. */
			retryAfter?: number;
			/** A second copy of a form, to hand its words back when nothing could be done with them. */
			sent: Request | null;
			/** Set by a load whose page may be kept for everyone; see keepPage. */
			kept: Kept | null;
		}
		interface Error {
			message: string;
			id?: string;
			/** Facts the error page puts into its sentence. */
			seconds?: number;
			/** What someone sent, handed back when it could not be taken. */
			text?: string;
			/** What is left of a contribution its author took back. */
			tombstone?: {
				reference: string;
				at: string;
				title: string;
				href: string;
				place: string;
				/** Why staff took it back, where it had been entered by mistake. */
				because: string | null;
			};
		}
	}
}
export {};
