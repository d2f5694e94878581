#!/usr/bin/env node
/** folkmoot COMMAND: what an operator does at a terminal. */

import { sentenceOf } from '#platform/postgres/trouble.ts';
import { Fault, Misuse, exit, type Command, type Exit } from './command.ts';

const commands: Record<string, () => Promise<{ command: Command }>> = {
	serve: () => import('./serve.ts'),
	migrate: () => import('./migrate.ts'),
	import: () => import('./import.ts'),
	export: () => import('./export.ts'),
	check: () => import('./check.ts'),
	bounce: () => import('./bounce.ts')
};

process.exitCode = await main(process.argv.slice(2)).catch(ending);

async function main([name, ...args]: string[]): Promise<Exit> {
	if (!name || name === 'help' || name === '--help' || name === '-h') {
		const topic = name === 'help' ? args[0] : undefined;
		console.log(
			topic && commands[topic] ? (await commands[topic]()).command.help : await overview()
		);
		return name ? exit.fine : exit.usage;
	}
	const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (!load) throw new Misuse(`There is no command “${name}”.`);
	const { command } = await load();
	if (args.includes('--help') || args.includes('-h')) {
		console.log(command.help);
		return exit.fine;
	}
	return command.run(args);
}

async function overview() {
	const lines = await Promise.all(
		Object.entries(commands).map(async ([name, load]) => {
			const { command } = await load();
			return `  ${name.padEnd(9)} ${command.does}`;
		})
	);
	return `Usage: folkmoot COMMAND

${lines.join('\n')}

folkmoot COMMAND --help says more about one of them.
Exit codes: 0 done, 1 a fault was found or something is in the way, 2 the command line was not understood.
Settings: FOLKMOOT_DATA (the data folder), DATABASE_URL (a PostgreSQL of your own), DATABASE_LISTEN_URL (the same without the pooler between), PORT, HOST, FOLKMOOT_ORIGIN.`;
}

function ending(error: unknown): Exit {
	if (error instanceof Misuse) {
		console.error(`${error.message}\nfolkmoot --help lists what there is.`);
		return exit.usage;
	}
	console.error(error instanceof Fault ? error.message : (sentenceOf(error) ?? error));
	return exit.fault;
}
