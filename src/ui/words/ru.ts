/** The catalogue of one language, a file per area. */
export { default as accounts } from './ru/accounts.json' with { type: 'json' };
export { default as consultation } from './ru/consultation.json' with { type: 'json' };
export { default as contribution } from './ru/contribution.json' with { type: 'json' };
export { default as errors } from './ru/errors.json' with { type: 'json' };
export { default as imports } from './ru/imports.json' with { type: 'json' };
export { default as mail } from './ru/mail.json' with { type: 'json' };
export { default as moderation } from './ru/moderation.json' with { type: 'json' };
export { default as organisations } from './ru/organisations.json' with { type: 'json' };
export { default as reading } from './ru/reading.json' with { type: 'json' };
export { default as rules } from './ru/rules.json' with { type: 'json' };
export { default as search } from './ru/search.json' with { type: 'json' };
export { default as site } from './ru/site.json' with { type: 'json' };
export { default as staff } from './ru/staff.json' with { type: 'json' };
export { default as voting } from './ru/voting.json' with { type: 'json' };
export { default as exports } from './ru/exports.json' with { type: 'json' };
export { default as representatives } from './ru/representatives.json' with { type: 'json' };
export { default as statements } from './ru/statements.json' with { type: 'json' };
