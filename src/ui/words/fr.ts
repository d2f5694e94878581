/** The catalogue of one language, a file per area. */
export { default as accounts } from './fr/accounts.json' with { type: 'json' };
export { default as consultation } from './fr/consultation.json' with { type: 'json' };
export { default as contribution } from './fr/contribution.json' with { type: 'json' };
export { default as errors } from './fr/errors.json' with { type: 'json' };
export { default as imports } from './fr/imports.json' with { type: 'json' };
export { default as mail } from './fr/mail.json' with { type: 'json' };
export { default as moderation } from './fr/moderation.json' with { type: 'json' };
export { default as organisations } from './fr/organisations.json' with { type: 'json' };
export { default as reading } from './fr/reading.json' with { type: 'json' };
export { default as rules } from './fr/rules.json' with { type: 'json' };
export { default as search } from './fr/search.json' with { type: 'json' };
export { default as site } from './fr/site.json' with { type: 'json' };
export { default as staff } from './fr/staff.json' with { type: 'json' };
export { default as voting } from './fr/voting.json' with { type: 'json' };
export { default as exports } from './fr/exports.json' with { type: 'json' };
export { default as representatives } from './fr/representatives.json' with { type: 'json' };
export { default as statements } from './fr/statements.json' with { type: 'json' };
