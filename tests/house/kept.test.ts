/** What is written is committed: a rule meant for data or logs must not swallow a page. */

import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { root } from '#platform/root.ts';

test('no source is out of git’s sight, what scripts make apart', ({ skip }) => {
	const parts = ['bench', 'bin', 'migrations', 'scripts', 'seed', 'src', 'tests'];
	const args = ['ls-files', '--others', '--ignored', '--exclude-standard', '--', ...parts];
	const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
	if (status !== 0) skip('This is no clone.');
	const ignored = stdout.split('\n').filter((path) => path && !path.includes('/script/made/'));
	expect(ignored).toEqual([]);
});
