/** What an office file says around the text and what people said, in its reader's language. */

import type { Because, Remarked, Told } from '#domain/open-data/paper/compose.server.ts';
import type { Key, Words } from '../words.ts';
import { authorOf } from '../contribution/author.ts';

/** References named in one comment; the rest are counted. */
const mostNamed = 15;

type Around = { address: string; licence: string };

export function toldBy(words: Words, { address, licence }: Around): Told {
	const { t } = words;
	return {
		head: (version) => [t('paper.version', { version }), address, t('paper.licence', { licence })],
		author: (said) => {
			const name = authorOf(words, said.authorName, said.channel);
			return said.organisation === null ? name : `${name} (${said.organisation})`;
		},
		lines: (said) => [
			`${said.reference} · ${t(`paper.kind.${said.kind}` as Key)}`,
			...(said.words === null ? [] : [t('paper.proposes', { words: said.words })]),
			...said.body.split('\n').filter((line) => line.trim() !== ''),
			...answerLines(words, said)
		],
		because: (change) => becauseLines(words, change)
	};
}

function answerLines({ t }: Words, { answer, answerKind, reasons }: Remarked): string[] {
	if (answer === null) return [];
	return [
		t('paper.answer', { reference: answer, decided: t(`became.state.${answerKind}` as Key) }),
		...(reasons ?? '').split('\n').filter((line) => line.trim() !== '')
	];
}

/** Why a unit changed: the note, and the contributions that caused it. */
function becauseLines({ t }: Words, { note, references, hidden }: Because): string[] {
	const named = references.slice(0, mostNamed);
	const others = references.length - named.length + hidden;
	const because =
		named.length === 0 ? [] : [t('paper.because', { references: named.join(', '), others })];
	return [...note.split('\n').filter((line) => line.trim() !== ''), ...because];
}
