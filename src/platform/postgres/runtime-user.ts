/** Whom PostgreSQL runs as: it refuses root, so root lends it an account that owns nothing. */

import { readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { trouble } from './trouble.ts';

/** Empty when PostgreSQL runs as the user who started us. */
export type RuntimeUser = { uid?: number; gid?: number };

export const isRoot = () => process.getuid?.() === 0;

/** A database that already belongs to an ordinary user keeps that owner, also when root starts it. */
export function runtimeUser(cluster: string): RuntimeUser {
	if (!isRoot()) {
		refuseNameless();
		return {};
	}
	const owner = statSync(cluster, { throwIfNoEntry: false });
	if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
	return nobody();
}

/** Whether this user may pass through every folder down to the path. */
export function canReach(path: string, { uid, gid }: RuntimeUser): boolean {
	if (uid === undefined) return true;
	for (let folder = path; ; folder = dirname(folder)) {
		const stat = statSync(folder, { throwIfNoEntry: false });
		if (stat) {
			const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
			if (!(stat.mode & bit)) return false;
		}
		if (folder === dirname(folder)) return true;
	}
}

function nobody(): RuntimeUser {
	const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(-?\d+):(-?\d+):/m);
	if (line) return { uid: Number(line[1]), gid: Number(line[2]) };
	throw trouble(
		'user_unsuitable',
		'PostgreSQL refuses to run as root and this system has no user “nobody”. Start Folkmoot as an ordinary user.'
	);
}

function refuseNameless() {
	if (process.platform === 'win32') return;
	try {
		userInfo();
	} catch {
		throw trouble(
			'user_unsuitable',
			`The user id ${process.getuid?.()} has no entry in /etc/passwd, which PostgreSQL needs. Add one, or set DATABASE_URL to another PostgreSQL.`
		);
	}
}
