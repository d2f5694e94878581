/** Live updates of a process: who reads which consultation, and what all of them are told. */

import type { ServerResponse } from 'node:http';
import { secondsToNextState } from '#domain/consultation/consultation.ts';
import { standingOf } from '#domain/consultation/live.server.ts';
import type { Database } from '#domain/database.server.ts';
import type { Hub } from '../hub.server.ts';
import { farewell, greeting, heartbeat } from './frames.server.ts';
import { streamOn, type Stream } from './streams.server.ts';
import { watch, type Watch } from './watch.server.ts';

/** Milliseconds between two heartbeats, shorter than what proxies wait for. */
const beat = 20_000;
/** Milliseconds a consultation is still watched after its last reader left: most come back. */
const lingering = 60_000;
/** Streams one process holds, and those of one network: many people may sit behind one address. */
const mostStreams = 6_000;
const mostOfNetwork = 600;

export type Live = {
	/** The watch of a consultation; undefined when it may not be watched. */
	watched: (consultationId: string) => Promise<Watch | undefined>;
	/** What keeps another stream of a network from being opened, or null. */
	full: (network: string) => 'network' | 'process' | 'ending' | null;
	/** Answers with a stream that begins where the reader was: at a generation, or nowhere. */
	open: (
		response: ServerResponse,
		headers: Record<string, string>,
		reader: { consultationId: string; network: string; since: number | null }
	) => Promise<boolean>;
	streams: () => number;
	/** Ends all streams, each reader to come again in its own moment; no further one is opened. */
	end: () => void;
};

type Room = { watch: Promise<Watch | undefined>; streams: Set<Stream>; leaving?: NodeJS.Timeout };

export function openLive(db: Database, hub: Hub): Live {
	const rooms = new Map<string, Room>();
	const networks = new Map<string, number>();
	let count = 0;
	let ended = false;

	hub.hear((topic, id) => {
		const meant =
			topic === 'everything'
				? [...rooms.values()]
				: topic === 'consultation' || topic === 'withheld'
					? [rooms.get(id)]
					: [];
		for (const room of meant) void room?.watch.then((watch) => watch?.stir());
	});

	const beating = setInterval(() => {
		for (const { streams } of rooms.values())
			for (const stream of streams)
				if (stream.old()) stream.end(farewell(pause()));
				else stream.write(heartbeat);
	}, beat);
	beating.unref();

	const read = async (id: string) => {
		const found = await standingOf(db, id);
		if (!found) return undefined;
		const { head, standing } = found;
		const seconds = secondsToNextState(head, head.at);
		return { standing, spaceId: head.spaceId, next: seconds === null ? null : seconds * 1000 };
	};

	function roomOf(id: string): Room {
		const known = rooms.get(id);
		if (known) return known;
		const streams = new Set<Stream>();
		const tell = inSlices(streams);
		const room: Room = { streams, watch: watch(() => read(id), tell) };
		rooms.set(id, room);
		// What cannot be watched, or not just now, is asked for anew each time.
		const forget = () => rooms.get(id) === room && rooms.delete(id);
		room.watch.then((found) => (found ? linger(id, room) : forget()), forget);
		return room;
	}

	/** Ends the watch when nobody reads for a while. */
	function linger(id: string, room: Room) {
		clearTimeout(room.leaving);
		if (room.streams.size || rooms.get(id) !== room) return;
		room.leaving = setTimeout(() => {
			rooms.delete(id);
			void room.watch.then((watch) => watch?.close());
		}, lingering);
		room.leaving.unref();
	}

	function enter(
		id: string,
		room: Room,
		network: string,
		made: (closed: () => void) => Stream | null
	) {
		const closed = () => {
			if (!stream || !room.streams.delete(stream)) return;
			count -= 1;
			const left = (networks.get(network) ?? 1) - 1;
			if (left > 0) networks.set(network, left);
			else networks.delete(network);
			linger(id, room);
		};
		const stream = made(closed);
		if (!stream) return;
		clearTimeout(room.leaving);
		room.streams.add(stream);
		count += 1;
		networks.set(network, (networks.get(network) ?? 0) + 1);
	}

	return {
		watched: (id) => roomOf(id).watch,
		full: (network) => {
			if (ended) return 'ending';
			if ((networks.get(network) ?? 0) >= mostOfNetwork) return 'network';
			return count >= mostStreams ? 'process' : null;
		},
		async open(response, headers, { consultationId, network, since }) {
			const room = roomOf(consultationId);
			const watch = await room.watch;
			if (!watch || ended) return false;
			const missed = since === null ? [] : watch.since(since);
			const first = [greeting(watch.now().standing, missed === null, pause()), ...(missed ?? [])];
			enter(consultationId, room, network, (closed) =>
				streamOn(response, headers, Buffer.concat(first), closed)
			);
			return true;
		},
		streams: () => count,
		end() {
			ended = true;
			clearInterval(beating);
			for (const { streams, watch, leaving } of rooms.values()) {
				clearTimeout(leaving);
				for (const stream of streams) stream.end(farewell(pause()));
				void watch.then((one) => one?.close());
			}
			rooms.clear();
		}
	};
}

/** Streams written to before others get their turn: a frame to two thousand takes longer than a page. */
const slice = 200;

/** Writes frames to all, each after the one before it, in slices between which the process does other things. */
function inSlices(streams: Set<Stream>) {
	let telling = Promise.resolve();
	return (frame: Buffer) => {
		telling = telling.then(async () => {
			let written = 0;
			for (const stream of streams) {
				stream.write(frame);
				if ((written += 1) % slice === 0) await new Promise(setImmediate);
			}
		});
	};
}

/** Readers come back one after another, not all at once. */
const pause = () => 1000 + Math.round(Math.random() * 4000);
