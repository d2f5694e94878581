/** A document on its way in: read in the background, and either a draft in the end or nothing at all. */

import type { Obstacle, Progress, Warning } from '../text/split/outcome.ts';

export const states = ['reading', 'ready', 'refused', 'cancelled'] as const;
export type ImportState = (typeof states)[number];

/** What a person waiting sees, in order, and how much of the work is done when it begins. */
export const stages = {
	received: 0,
	waiting: 5,
	reading: 15,
	splitting: 55,
	checking: 80,
	keeping: 95,
	done: 100
} as const;
export type ImportStage = keyof typeof stages;

/** Pages are read within a stage: this far through it they take the work. */
export const percentAt = (stage: ImportStage, progress?: Progress) =>
	stage === 'reading' && progress
		? stages.reading +
			Math.floor(((stages.splitting - stages.reading - 1) * progress.done) / progress.all)
		: stages[stage];

export type ImportObstacle =
	Obstacle | { code: 'interrupted' } | { code: 'failed' } | { code: 'not_a_draft' };

export type Import = {
	id: string;
	fileName: string;
	state: ImportState;
	stage: ImportStage;
	percent: number;
	pages: Progress | null;
	obstacle: ImportObstacle | null;
	warnings: Warning[];
	createdAt: Date;
	endedAt: Date | null;
	/** The language of a text it is to be, or null where it is the text itself. */
	lang: string | null;
	/** The draft that came of it, or that is to get the text. */
	consultation: { slug: string; title: string } | null;
};

/** How many documents of one space may be on their way at once. */
export const mostAtOnce = 5;

/** The longest a reading may take before it is taken for dead, in minutes. */
export const patience = 10;
