/** A mail server for tests: it keeps what it was given, word for word, and answers as it is told. */

import { createServer, type AddressInfo, type Socket } from 'node:net';

export type Taken = { to: string[]; lines: string[]; data: string };
/** The answer to a command (`RCPT TO:<…>`, `DATA`, `.` for a whole letter), or nothing for a plain yes. */
export type Answer = (
	command: string,
	taken: Taken
) => string | undefined | Promise<string | undefined>;

export type Sink = {
	url: string;
	taken: Taken[];
	answer: Answer;
	close: () => Promise<void>;
};

export async function openSink(): Promise<Sink> {
	const sockets = new Set<Socket>();
	const sink: Sink = { url: '', taken: [], answer: () => undefined, close: async () => {} };
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
		void serve(socket, sink).catch(() => socket.destroy());
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	sink.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
	sink.close = () =>
		new Promise((closed) => {
			server.close(() => closed());
			for (const socket of sockets) socket.destroy();
		});
	return sink;
}

const fresh = (): Taken => ({ to: [], lines: [], data: '' });
const plain: Record<string, string> = { DATA: '354 go', QUIT: '221 bye', EHLO: '250 sink' };

async function serve(socket: Socket, sink: Sink) {
	let letter = fresh();
	let reading = false;
	let rest = '';
	const say = (line: string) => socket.write(`${line}\r\n`);
	say('220 sink');
	for await (const chunk of socket.setEncoding('utf8')) {
		rest += String(chunk);
		for (;;) {
			const end = rest.indexOf(reading ? '\r\n.\r\n' : '\r\n');
			if (end < 0) break;
			const text = rest.slice(0, end);
			rest = rest.slice(end + (reading ? 5 : 2));
			if (reading) {
				reading = false;
				letter.data = text;
				const answer = await sink.answer('.', letter);
				// What is answered with yes is what was taken.
				if (!answer) sink.taken.push(letter);
				say(answer ?? '250 kept');
				letter = fresh();
				continue;
			}
			letter.lines.push(text);
			const word = text.split(/[ :]/)[0]?.toUpperCase() ?? '';
			const answer = await sink.answer(text, letter);
			if (word === 'RCPT' && !answer) letter.to.push(/<(.*)>/.exec(text)?.[1] ?? text);
			reading = word === 'DATA' && !answer;
			say(answer ?? plain[word] ?? '250 ok');
		}
	}
}

/** The header fields of a letter, unfolded. */
export const headOf = (data: string) =>
	(data.split('\r\n\r\n')[0] ?? '')
		.replace(/\r\n[ \t]+/g, ' ')
		.split('\r\n')
		.map(
			(line) =>
				[
					line.slice(0, line.indexOf(':')).toLowerCase(),
					line.slice(line.indexOf(':') + 1).trim()
				] as const
		);
