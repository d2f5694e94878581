/** Failures an operator can mend, each said in a sentence. Anything else stays an ordinary error. */

export type TroubleCode =
	| 'folder_in_use'
	| 'folder_not_writable'
	| 'folder_of_another_user'
	| 'disk_full'
	| 'platform_unsupported'
	| 'other_major_version'
	| 'user_unsuitable'
	| 'postgres_failed';

export type Trouble = Error & { code: TroubleCode; foreseen: true };

export function trouble(code: TroubleCode, sentence: string): Trouble {
	return Object.assign(new Error(sentence), { code, foreseen: true as const });
}

export function isTrouble(error: unknown): error is Trouble {
	return error instanceof Error && 'foreseen' in error && error.foreseen === true;
}

/** The sentence for a failure whose cause is known, or null: then print the whole error. */
export function sentenceOf(error: unknown): string | null {
	if (isTrouble(error)) return error.message;
	if (!(error instanceof Error) || !('code' in error)) return null;
	// A migration that says itself what the database lacks (0005).
	if ('constraint' in error && error.constraint === 'pg_trgm_missing') return error.message;

	const { code, port, path } = error as NodeJS.ErrnoException & { port?: number };
	if (code === 'EADDRINUSE')
		return `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${(port ?? 3000) + 1} npm start`;
	if (code === 'EACCES' && port)
		return `Port ${port} is reserved for root. Choose a port above 1023: PORT=3000 npm start`;
	if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return notWritable(path).message;
	if (code === 'ENOSPC') return diskFull(path).message;
	return null;
}

export function notWritable(path = 'The data folder') {
	return trouble(
		'folder_not_writable',
		`${path} cannot be written by this user. Change its owner, or choose another data folder: FOLKMOOT_DATA=/some/folder`
	);
}

export function diskFull(path = 'the data folder') {
	return trouble(
		'disk_full',
		`The disk holding ${path} is full. Free some space and start again; nothing that was acknowledged is lost.`
	);
}
