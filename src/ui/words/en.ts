/** The catalogue of one language, a file per area. */
export { default as accounts } from './en/accounts.json' with { type: 'json' };
export { default as consultation } from './en/consultation.json' with { type: 'json' };
export { default as contribution } from './en/contribution.json' with { type: 'json' };
export { default as errors } from './en/errors.json' with { type: 'json' };
export { default as imports } from './en/imports.json' with { type: 'json' };
export { default as mail } from './en/mail.json' with { type: 'json' };
export { default as moderation } from './en/moderation.json' with { type: 'json' };
export { default as organisations } from './en/organisations.json' with { type: 'json' };
export { default as reading } from './en/reading.json' with { type: 'json' };
export { default as rules } from './en/rules.json' with { type: 'json' };
export { default as search } from './en/search.json' with { type: 'json' };
export { default as site } from './en/site.json' with { type: 'json' };
export { default as staff } from './en/staff.json' with { type: 'json' };
export { default as voting } from './en/voting.json' with { type: 'json' };
export { default as exports } from './en/exports.json' with { type: 'json' };
export { default as representatives } from './en/representatives.json' with { type: 'json' };
export { default as statements } from './en/statements.json' with { type: 'json' };
