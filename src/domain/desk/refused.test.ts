/** What the desk refuses writes nothing. */

import { beforeEach, expect, test } from 'vitest';
import { newId } from '#domain/identity.ts';
import { freshDatabase } from '#tests/database.ts';
import { chosen, clearDesk, deskOf, writtenAtDesk } from '#tests/desk.ts';
import { assign } from './assign.server.ts';
import { everything } from './filter.ts';
import { gather, ungroup } from './gather.server.ts';
import { addNote } from './note.server.ts';
import { giveTheme, takeTheme } from './theme.server.ts';

const { db } = await freshDatabase();
const { consultationId, secretariat, editor, author, agencyId, bodyId, first, secret } =
	await deskOf(db);

beforeEach(() => clearDesk(db));

const everyone = { all: everything, until: new Date(Date.now() + 60_000) };
test.each([
	[
		'nothing chosen',
		() => giveTheme(db, secretariat, consultationId, { which: chosen(), theme: 'money' }),
		'none_chosen'
	],
	[
		'a private one by an agency',
		() =>
			gather(db, editor, consultationId, {
				which: chosen(secret),
				into: { title: 'x', lang: 'en' }
			}),
		'none_chosen'
	],
	[
		'what came after one looked',
		() =>
			giveTheme(db, secretariat, consultationId, {
				which: { all: everything, until: new Date(0) },
				theme: 'money'
			}),
		'none_chosen'
	],
	[
		'no theme',
		() => giveTheme(db, secretariat, consultationId, { which: everyone, theme: 'none' }),
		'no_such_theme'
	],
	[
		'a theme nobody has',
		() => takeTheme(db, secretariat, consultationId, { which: everyone, theme: 'money' }),
		'no_change'
	],
	[
		'a theme by a participant',
		() => giveTheme(db, author, consultationId, { which: everyone, theme: 'money' }),
		'not_allowed'
	],
	[
		'a group without a title',
		() =>
			gather(db, secretariat, consultationId, {
				which: everyone,
				into: { title: ' ', lang: 'en' }
			}),
		'title_missing'
	],
	[
		'a title too long',
		() =>
			gather(db, secretariat, consultationId, {
				which: everyone,
				into: { title: 'x'.repeat(201), lang: 'en' }
			}),
		'title_long'
	],
	[
		'a group of elsewhere',
		() => gather(db, secretariat, consultationId, { which: everyone, into: { groupId: newId() } }),
		'no_such_group'
	],
	['out of no group', () => ungroup(db, secretariat, consultationId, everyone), 'no_change'],
	[
		'nobody',
		() => assign(db, secretariat, consultationId, { which: everyone, to: {} }),
		'nobody_named'
	],
	[
		'a body that is no agency',
		() => assign(db, secretariat, consultationId, { which: everyone, to: { agencyId: bodyId } }),
		'no_such_agency'
	],
	[
		'a person without a role',
		() =>
			assign(db, secretariat, consultationId, { which: everyone, to: { assigneeId: author.id } }),
		'no_such_person'
	],
	[
		'a private one to whom cannot read it',
		() =>
			assign(db, secretariat, consultationId, { which: everyone, to: { assigneeId: editor.id } }),
		'private_among'
	],
	[
		'assigning by an agency',
		() => assign(db, editor, consultationId, { which: everyone, to: { agencyId } }),
		'not_allowed'
	],
	[
		'an empty note',
		() =>
			addNote(
				db,
				secretariat,
				consultationId,
				{ contributionId: first.id },
				{ body: ' \n', lang: 'en' }
			),
		'note_missing'
	],
	[
		'a note too long',
		() =>
			addNote(
				db,
				secretariat,
				consultationId,
				{ contributionId: first.id },
				{ body: 'x'.repeat(2001), lang: 'en' }
			),
		'note_long'
	],
	[
		'a note by a participant',
		() =>
			addNote(db, author, consultationId, { contributionId: first.id }, { body: 'x', lang: 'en' }),
		'not_allowed'
	]
] as const)('%s is refused and writes nothing', async (_, verb, code) => {
	const before = await writtenAtDesk(db);
	expect(await verb()).toMatchObject({ ok: false, obstacle: { code } });
	expect(await writtenAtDesk(db)).toEqual(before);
});
